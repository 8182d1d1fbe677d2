import type { Fault } from '@aftercare/workflows/domain/errors.js';
import { type Defaults, FIELDS, type ImportKind, type Mapping } from './fields.js';
import { type Around, CellFault, type DateOrder, findCountry } from './readers.js';
import { findZone } from './zones.js';

/** How the lines of one file are read. */
export interface Reading {
  readonly kind: ImportKind;
  readonly columns: readonly string[];
  readonly mapping: Mapping;
  readonly defaults: Defaults;
  /** The organisation's, for what neither line nor defaults tell. */
  readonly home: { readonly zone: string; readonly language: string };
  /** Zones of the customers who are known, by their id in the other system. */
  readonly zoneOf: ReadonlyMap<string, string>;
}

/** A line in the words of intake, or all that is wrong with it. */
export type ReadLine = { readonly facts: unknown } | { readonly reason: string };

/** Reads a line into the words of intake, which then checks them as it checks a request. */
export function readLine(reading: Reading, cells: readonly string[]): ReadLine {
  const { columns, kind } = reading;
  if (cells.length > columns.length)
    return { reason: `has ${cells.length} cells where the header has ${columns.length}` };
  const line = new Line(reading, cells);
  const values = line.readAll();
  if (line.faults.length > 0) return { reason: line.faults.join('; ') };
  return { facts: kind === 'customers' ? customerOf(values, reading) : subjectOf(values, reading) };
}

/** Faults of intake as a reason; they name the columns, which is what people see in their file. */
export function toReason({ mapping }: Pick<Reading, 'mapping'>, faults: readonly Fault[]): string {
  return faults
    .map(({ path, message }) => (path === '' ? message : `${labelOf(mapping, path)}: ${message}`))
    .join('; ');
}

/** The id by which a line names its customer, if it does. */
export function customerNamedBy(
  reading: Omit<Reading, 'zoneOf'>,
  cells: readonly string[],
): string | undefined {
  const line = new Line({ ...reading, zoneOf: new Map() }, cells);
  return line.text('customer') ?? line.text('customer.externalId');
}

type Values = Record<string, unknown>;

class Line {
  readonly faults: string[] = [];
  private readonly byColumn: ReadonlyMap<string, string>;

  constructor(
    private readonly reading: Reading,
    cells: readonly string[],
  ) {
    this.byColumn = new Map(reading.columns.map((column, index) => [column, cells[index] ?? '']));
  }

  /** What the line says of a field, else the file's default. Empty and `NULL` say nothing. */
  text(field: string): string | undefined {
    const { mapping, defaults } = this.reading;
    const from = mapping[field] === undefined ? [] : [mapping[field]].flat();
    const words = from
      .map((column) => withoutShield(this.byColumn.get(column)?.trim() ?? ''))
      .filter((cell) => !isNothing(cell));
    if (words.length > 0) return words.join(' ');
    return (
      defaults[field] ??
      (field.startsWith('customer.') ? defaults[field.slice('customer.'.length)] : undefined)
    );
  }

  readAll(): Values {
    const fields = Object.entries(FIELDS[this.reading.kind]);
    const around = this.around();
    const values: Values = {};
    const isWhole = this.text('customer.name') !== undefined;
    for (const [name, { read, required }] of fields) {
      if (name.startsWith('customer.') && name !== 'customer.externalId' && !isWhole) continue;
      const text = this.text(name);
      if (text !== undefined) values[name] = this.read(name, () => read(text, around));
      else if (required) this.faults.push(`${labelOf(this.reading.mapping, name)} is empty`);
    }
    return values;
  }

  private read(name: string, read: () => unknown): unknown {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof CellFault)) throw error;
      this.faults.push(`${labelOf(this.reading.mapping, name)}: ${error.message}`);
      return undefined;
    }
  }

  private around(): Around {
    const { defaults, home, kind, zoneOf } = this.reading;
    const prefix = kind === 'customers' ? '' : 'customer.';
    const country = findCountry(this.text(`${prefix}country`) ?? '');
    const known = zoneOf.get(this.text('customer') ?? this.text('customer.externalId') ?? '');
    const told = defaults['zone'] ?? this.text(`${prefix}zone`) ?? known;
    const zone = told ?? (country && findZone(country, this.text(`${prefix}region`))) ?? home.zone;
    return { country, zone, dateOrder: (defaults['dateOrder'] as DateOrder | undefined) ?? 'ymd' };
  }
}

function labelOf(mapping: Mapping, field: string): string {
  const name = field.replace(/^\//, '').replaceAll('/', '.');
  const from = mapping[name] ?? mapping[name.split('.')[0]!];
  return from === undefined ? name : [from].flat().join(' ');
}

/** Spreadsheets, and our own file of rejected lines, shield what looks like a formula by an apostrophe: '+370 … */
function withoutShield(cell: string): string {
  return /^'[=+\-@]/.test(cell) ? cell.slice(1) : cell;
}

function isNothing(cell: string): boolean {
  return cell === '' || cell === 'NULL';
}

function customerOf(values: Values, { home }: Reading): Values {
  const country = values['country'] as string;
  const region = regionOf(country, values['region'] as string | undefined);
  const zone = values['zone'] ?? findZone(country, region);
  return compact({
    ...values,
    region,
    zone,
    language: values['language'] ?? home.language,
    type: values['type'] ?? 'retail',
    tier: values['tier'] ?? 'iron',
  });
}

/** A bare code of a state gets its country, as ISO 3166-2 writes it: CA in the US is US-CA. */
function regionOf(country: string, region: string | undefined): string | undefined {
  return region !== undefined && /^[A-Z]{2,3}$/.test(region) ? `${country}-${region}` : region;
}

/** Facts that other schemas default, because a person writes a request and a file is what it is. */
const USUAL: Partial<Record<ImportKind, Values>> = { tickets: { kind: 'request', priority: 'normal' } };

function subjectOf(values: Values, reading: Reading): Values {
  const rest: Values = { ...USUAL[reading.kind] };
  const customer: Values = {};
  for (const [name, value] of Object.entries(values)) {
    if (name.startsWith('customer.')) customer[name.slice('customer.'.length)] = value;
    else if (!(name in PRODUCT_FIELDS)) rest[name] = value;
  }
  const externalId = customer['externalId'] ?? values['customer'];
  return compact({
    ...rest,
    products: productsOf(values),
    customer: 'name' in customer ? customerOf({ ...customer, externalId }, reading) : { externalId },
  });
}

const PRODUCT_FIELDS = { products: 1, productCode: 1, productName: 1, quantity: 1, warrantyMonths: 1 };

/** One product with its own columns, or names without codes, which then are the codes too. */
function productsOf(values: Values): object[] | undefined {
  const { products, productCode, productName, quantity, warrantyMonths } = values;
  if (productCode === undefined && productName === undefined)
    return (products as string[] | undefined)?.map((name) => ({ code: toCode(name), name }));
  const name = (productName ?? productCode) as string;
  return [compact({ code: productCode ?? toCode(name), name, quantity, warrantyMonths })];
}

/** `Rock And Roll` → `rock-and-roll`; names in other scripts stay as they are. */
function toCode(name: string): string {
  const plain = name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu)?.join('-') ?? name;
}

function compact(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
