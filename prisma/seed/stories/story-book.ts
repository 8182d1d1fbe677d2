import { CUSTOMERS, type CustomerSeed } from '../customers.js';
import { AGREEMENTS } from './agreements.js';
import { SALES } from './sales.js';
import type { AgreementStory, SaleStory, TicketStory } from './story.js';
import { TICKETS } from './tickets.js';

/** Customers, and what they bought, complained about and agreed to. */
export interface StoryBook {
  readonly customers: readonly CustomerSeed[];
  readonly sales: readonly SaleStory[];
  readonly tickets: readonly TicketStory[];
  readonly agreements: readonly AgreementStory[];
}

/** The people everybody meets after `npm start`. */
export const SAMPLE: StoryBook = {
  customers: CUSTOMERS,
  sales: SALES,
  tickets: TICKETS,
  agreements: AGREEMENTS,
};

/** Both in one. */
export function bind(one: StoryBook, other: StoryBook): StoryBook {
  return {
    customers: [...one.customers, ...other.customers],
    sales: [...one.sales, ...other.sales],
    tickets: [...one.tickets, ...other.tickets],
    agreements: [...one.agreements, ...other.agreements],
  };
}
