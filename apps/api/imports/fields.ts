import type { Fault } from '@aftercare/workflows/domain/errors.js';
import {
  type Reader,
  asAmount,
  asCountry,
  asDate,
  asFlag,
  asInstant,
  asLanguage,
  asList,
  asPhone,
  asText,
  asWhole,
  asWord,
} from './readers.js';

export const IMPORT_KINDS = ['customers', 'sales', 'tickets', 'agreements'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

export interface Field {
  readonly read: Reader;
  readonly required?: true;
  /** What people are told of it. */
  readonly about: string;
}

const CUSTOMER: Readonly<Record<string, Field>> = {
  externalId: {
    read: asText,
    required: true,
    about: 'The id in the other system; by it a line is taken in once',
  },
  name: { read: asText, required: true, about: 'May be put together from several columns' },
  phone: {
    read: asPhone,
    required: true,
    about: 'As people write it; read as dialled in the country of the line',
  },
  email: { read: asText, about: 'An e-mail address' },
  language: { read: asLanguage, about: "Such as en, es, zh, lt; without it the organisation's" },
  type: { read: asWord, about: 'retail, business, channel or internal; without it retail' },
  tier: { read: asWord, about: 'platinum, gold, iron or lead; without it iron' },
  country: { read: asCountry, required: true, about: 'A name or a code of ISO 3166-1' },
  region: { read: asText, about: 'A state or province; a bare code such as CA gets its country before it' },
  zone: {
    read: asText,
    about: 'An IANA zone; without it the one of the country and region, where they tell',
  },
  channels: { read: asList, about: 'sms, whatsapp, email, call in order of preference, parted by | or ;' },
  owner: { read: asText, about: 'Id or key of a staff member' },
};

const PRODUCTS: Readonly<Record<string, Field>> = {
  products: {
    read: asList,
    about: 'Names of products parted by | or ;, where there are no columns for codes',
  },
  productCode: { read: asText, about: 'The code of the one product of this line' },
  productName: { read: asText, about: 'Its name; without it the code' },
  quantity: { read: asWhole, about: 'How many of it' },
  warrantyMonths: { read: asWhole, about: 'Its warranty in months' },
};

/** Whose it is: the id of a customer who is known, or in the fields `customer.…` a whole one. */
const OF_CUSTOMER: Readonly<Record<string, Field>> = {
  customer: { read: asText, about: "The customer's id in the other system" },
  ...Object.fromEntries(
    Object.entries(CUSTOMER).map(([name, { read, about }]) => [`customer.${name}`, { read, about }]),
  ),
};

const ID: Field = CUSTOMER.externalId!;
const MONEY = 'A currency of ISO 4217, such as EUR';

/** What a file of each kind can tell. */
export const FIELDS: Readonly<Record<ImportKind, Readonly<Record<string, Field>>>> = {
  customers: CUSTOMER,
  sales: {
    externalId: ID,
    ...OF_CUSTOMER,
    soldAt: { read: asInstant, required: true, about: 'An instant, or a local time or date' },
    deliveredAt: { read: asInstant, about: 'An instant, or a local time or date' },
    ...PRODUCTS,
    amount: { read: asAmount, about: 'A number' },
    currency: { read: asText, about: MONEY },
    soldBy: { read: asText, about: 'Id or key of a staff member' },
  },
  tickets: {
    externalId: ID,
    ...OF_CUSTOMER,
    openedAt: { read: asInstant, required: true, about: 'An instant, or a local time or date' },
    subject: { read: asText, required: true, about: 'What it is about' },
    kind: { read: asWord, about: 'request, incident, complaint or compliment; without it request' },
    reason: {
      read: asWord,
      about: 'Why they came, in a word that many tickets share, such as leak or invoice',
    },
    priority: { read: asWord, about: 'low, normal, high or urgent; without it normal' },
    ...PRODUCTS,
    owner: { read: asText, about: 'Id or key of a staff member' },
  },
  agreements: {
    externalId: ID,
    ...OF_CUSTOMER,
    startsOn: { read: asDate, required: true, about: 'A date' },
    endsOn: { read: asDate, about: 'A date; this or term is needed' },
    term: { read: asText, about: 'A duration such as P1Y' },
    autoRenew: { read: asFlag, about: 'yes or no' },
    renewFor: { read: asText, about: 'A duration such as P1Y' },
    notice: { read: asText, about: 'A duration such as P1M' },
    ...PRODUCTS,
    price: { read: asAmount, about: 'A number' },
    currency: { read: asText, about: MONEY },
  },
};

/** Choices for the whole file that are no field of a line. */
const OPTIONS = ['dateOrder', ...Object.keys(CUSTOMER)];

export type Mapping = Readonly<Record<string, string | readonly string[]>>;
export type Defaults = Readonly<Record<string, string>>;

/** What is wrong with a mapping: fields and columns that are not there, and what nothing tells. */
export function faultsOfMapping(
  kind: ImportKind,
  mapping: Mapping,
  defaults: Defaults,
  columns: readonly string[],
): Fault[] {
  const fields = FIELDS[kind];
  const known = new Set(columns);
  const told = (name: string): boolean => name in mapping || name in defaults;
  const faults: Fault[] = [];
  for (const [name, from] of Object.entries(mapping)) {
    if (!(name in fields))
      faults.push({
        path: `/mapping/${name}`,
        message: `is not a field of ${kind}: ${Object.keys(fields).join(', ')}`,
      });
    for (const column of [from].flat())
      if (!known.has(column))
        faults.push({ path: `/mapping/${name}`, message: `"${column}" is not a column of the file` });
  }
  for (const name of Object.keys(defaults))
    if (!(name in fields) && !OPTIONS.includes(name))
      faults.push({ path: `/defaults/${name}`, message: `is not a field of ${kind}` });
  for (const [name, { required }] of Object.entries(fields))
    if (required && !told(name))
      faults.push({ path: `/mapping/${name}`, message: 'is needed here or in defaults' });
  if (kind !== 'customers') faults.push(...faultsOfCustomer(told));
  if (kind === 'sales' && !told('products') && !told('productCode') && !told('productName'))
    faults.push({ path: '/mapping/products', message: 'products, productCode or productName is needed' });
  return faults;
}

function faultsOfCustomer(told: (name: string) => boolean): Fault[] {
  if (!told('customer') && !told('customer.externalId'))
    return [{ path: '/mapping/customer', message: 'is needed: the id of the customer in the other system' }];
  if (!told('customer.name')) return [];
  return ['customer.phone', 'customer.country']
    .filter((name) => !told(name) && !told(name.slice('customer.'.length)))
    .map((name) => ({ path: `/mapping/${name}`, message: 'is needed for a whole customer' }));
}
