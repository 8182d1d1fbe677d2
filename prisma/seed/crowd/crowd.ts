import type { CustomerSeed } from '../customers.js';
import { day } from '../stories/moment.js';
import {
  PRODUCTS,
  type AgreementStory,
  type ProductSeed,
  type SaleStory,
  type TicketStory,
} from '../stories/story.js';
import type { StoryBook } from '../stories/story-book.js';
import { between, chanceOf, pick, type Chance } from './chance.js';
import { NAMES } from './names.js';

/** Where invented customers live, with the staff who look after them and numbers that belong to nobody. */
interface Home {
  readonly country: string;
  readonly zone: string;
  readonly language: keyof typeof NAMES;
  readonly currency: string;
  readonly owners: readonly string[];
  readonly street: string;
  readonly phone: (n: number) => string;
}

const digits = (n: number, width: number): string => String(n).padStart(width, '0');

const HOMES: readonly Home[] = [
  {
    ...{ country: 'GB', zone: 'Europe/London', language: 'en', currency: 'GBP', street: 'Station Road' },
    owners: ['laura-bennett', 'carmen-ortega'],
    phone: (n) => `+447700900${digits(200 + n, 3)}`,
  },
  {
    ...{ country: 'ES', zone: 'Europe/Madrid', language: 'es', currency: 'EUR', street: 'Calle Mayor' },
    owners: ['omar-reyes', 'carmen-ortega'],
    phone: (n) => `+34600001${digits(n, 3)}`,
  },
  {
    ...{ country: 'LT', zone: 'Europe/Vilnius', language: 'lt', currency: 'EUR', street: 'Gedimino pr.' },
    owners: ['ruta-kazlauskaite', 'tomas-vaitkus'],
    phone: (n) => `+37060001${digits(n, 3)}`,
  },
  {
    ...{ country: 'SG', zone: 'Asia/Singapore', language: 'zh', currency: 'SGD', street: 'Orchard Road' },
    owners: ['wei-lin'],
    phone: (n) => `+6580001${digits(n, 3)}`,
  },
  {
    ...{ country: 'US', zone: 'America/Chicago', language: 'en', currency: 'USD', street: 'Lake Street' },
    owners: ['omar-reyes'],
    phone: (n) => `+1${digits(217 + Math.floor(n / 100), 3)}55501${digits(n % 100, 2)}`,
  },
];

const SERVICED = [PRODUCTS.combi, PRODUCTS.system, PRODUCTS.pump9];
const SOLD = [PRODUCTS.thermostat, PRODUCTS.tank, PRODUCTS.radiator];
const TIERS = ['platinum', 'gold', 'gold', 'iron', 'iron', 'iron', 'lead'] as const;
/** Long enough ago that all yearly dates of an agreement lie ahead, near enough that none has been renewed. */
const AGREEMENT_DAYS = { from: 10, to: 330 };

/**
 * Invented customers for a company of the size that a branch of a few fitters has, the same ones each time: most have
 * an agreement, many bought something lately, some have a ticket.
 */
export function crowd(count: number): StoryBook {
  const chance = chanceOf(20_261_127);
  const people = Array.from({ length: count }, (_, n) => person(chance, n));
  return {
    customers: people.map(({ customer }) => customer),
    agreements: people.flatMap(({ agreement }) => agreement ?? []),
    sales: people.flatMap(({ sale }) => sale ?? []),
    tickets: people.flatMap(({ ticket }) => ticket ?? []),
  };
}

interface Person {
  customer: CustomerSeed;
  agreement?: AgreementStory;
  sale?: SaleStory;
  ticket?: TicketStory;
}

function person(chance: Chance, n: number): Person {
  const home = HOMES[n % HOMES.length]!;
  const key = digits(n + 1, 4);
  const product = pick(chance, SERVICED);
  const startedDaysAgo = between(chance, AGREEMENT_DAYS.from, AGREEMENT_DAYS.to);
  const customer = invent(chance, home, n, product, startedDaysAgo);
  const about = { customer: customer.externalId, products: [product] };
  const { currency } = home;
  return {
    customer,
    agreement:
      chance() < 0.7
        ? {
            ...{ ...about, externalId: `CA-${key}`, startedDaysAgo, term: 'P1Y', autoRenew: chance() < 0.6 },
            ...{ price: between(chance, 90, 400), currency },
          }
        : undefined,
    sale: chance() < 0.4 ? sale(chance, `CS-${key}`, customer, currency) : undefined,
    ticket: chance() < 0.1 ? ticket(chance, `CT-${key}`, customer, product) : undefined,
  };
}

function invent(
  chance: Chance,
  home: Home,
  n: number,
  product: ProductSeed,
  installedDaysAgo: number,
): CustomerSeed {
  const { country, zone, language, owners, street } = home;
  const { first, last } = NAMES[language];
  const [given, family] = [pick(chance, first), pick(chance, last)];
  return {
    externalId: `CC-${digits(n + 1, 4)}`,
    name: language === 'zh' ? family + given : `${given} ${family}`,
    phone: home.phone(Math.floor(n / HOMES.length)),
    type: chance() < 0.15 ? 'business' : 'retail',
    tier: pick(chance, TIERS),
    ...{ country, zone, language },
    owner: chance() < 0.95 ? pick(chance, owners) : undefined,
    site: `${street} ${n + 1}`,
    asset: { product, serialNumber: `CR-${digits(n + 1, 5)}`, installedDaysAgo },
    consents: [
      ...(chance() < 0.7 ? ['survey' as const] : []),
      ...(chance() < 0.5 ? ['marketing' as const] : []),
    ],
  };
}

function sale(chance: Chance, externalId: string, customer: CustomerSeed, currency: string): SaleStory {
  return {
    externalId,
    customer: customer.externalId,
    products: [pick(chance, SOLD)],
    sold: day(between(chance, 0, 6), `${between(chance, 9, 17)}:00`.padStart(5, '0')),
    amount: between(chance, 80, 2_400),
    currency,
    soldBy: customer.owner,
  };
}

function ticket(
  chance: Chance,
  externalId: string,
  customer: CustomerSeed,
  product: ProductSeed,
): TicketStory {
  return {
    externalId,
    customer: customer.externalId,
    products: [product],
    opened: day(between(chance, 1, 3), '11:00'),
    subject: pick(chance, ['No hot water', 'Strange noise', 'Display stays dark', 'Leaking valve']),
    kind: chance() < 0.3 ? 'complaint' : 'incident',
    priority: pick(chance, ['normal', 'high', 'urgent']),
    owner: customer.owner,
  };
}
