import type { Moment } from './moment.js';

/** What happened after a subject began. What lies after now has not happened yet and is left out. */
export type Happening = { readonly when: Moment } & (
  | { readonly texts: string } // the customer sends this text
  | StaffDid
);

/** A staff member records an event, of a step of the plan or of the subject itself. */
export interface StaffDid {
  /** Key of a staff member. */
  readonly by: string;
  readonly event: string;
  readonly step?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

export interface ProductSeed {
  readonly code: string;
  readonly name: string;
  readonly warrantyMonths?: number;
}

interface Story {
  readonly externalId: string;
  /** `externalId` of a customer. */
  readonly customer: string;
  readonly products: readonly ProductSeed[];
  readonly happenings?: readonly Happening[];
}

export interface SaleStory extends Story {
  readonly sold: Moment;
  readonly amount: number;
  readonly currency: string;
  readonly soldBy?: string;
}

export interface TicketStory extends Story {
  readonly opened: Moment;
  readonly subject: string;
  readonly kind: 'request' | 'incident' | 'complaint' | 'compliment';
  /** Why they came, in a word that many tickets share. */
  readonly reason?: string;
  readonly priority: 'low' | 'normal' | 'high' | 'urgent';
  readonly owner?: string;
}

export interface AgreementStory extends Story {
  /** The first day, in days before today. */
  readonly startedDaysAgo: number;
  readonly term: string;
  readonly autoRenew?: boolean;
  readonly price: number;
  readonly currency: string;
}

export const PRODUCTS = {
  combi: { code: 'boiler-24-combi', name: 'Combi boiler 24', warrantyMonths: 60 },
  system: { code: 'boiler-30-system', name: 'System boiler 30', warrantyMonths: 84 },
  pump9: { code: 'heat-pump-9', name: 'Heat pump 9 kW', warrantyMonths: 84 },
  pump16: { code: 'heat-pump-16', name: 'Heat pump 16 kW', warrantyMonths: 84 },
  thermostat: { code: 'thermostat-lumen', name: 'Lumen thermostat', warrantyMonths: 24 },
  tank: { code: 'hot-water-tank-200', name: 'Hot water tank 200 l', warrantyMonths: 60 },
  radiator: { code: 'radiator-1200', name: 'Radiator 1200', warrantyMonths: 120 },
} satisfies Record<string, ProductSeed>;
