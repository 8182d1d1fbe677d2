import { DomainError } from '../domain/errors.js';
import { findInstant } from '../domain/time.js';
import type { Instant } from '../domain/time.js';

/** What a template may say about its follow-up; nothing else can be put into a text. */
export type TemplateVariable =
  | 'name'
  | 'product'
  | 'company'
  | 'due'
  | 'staff'
  | 'phone'
  | 'link'
  | 'preferences'
  | 'slots'
  | 'visit'
  | 'summary'
  | 'guide';

/** `due` is an instant (or RFC 3339 text); the others are texts. Unknown names are allowed: nothing uses them. */
export type TemplateValues = Readonly<Record<string, string | number | undefined>>;

interface VariableRule {
  readonly type: 'text' | 'instant';
  /** Characters; what is longer is cut. */
  readonly maxLength: number;
  /** Customers and other systems write it: web addresses in it are dropped. */
  readonly foreign: boolean;
  /** The longest value, for counting segments. */
  readonly longest: string | Instant;
}

export const VARIABLES: Readonly<Record<TemplateVariable, VariableRule>> = {
  name: { type: 'text', maxLength: 30, foreign: true, longest: 'Maria Magdalena Featherstoneha' },
  product: { type: 'text', maxLength: 30, foreign: true, longest: 'Condensing boiler Maximus 2400' },
  company: { type: 'text', maxLength: 25, foreign: false, longest: 'Northern Heating and Care' },
  due: { type: 'instant', maxLength: 40, foreign: false, longest: 1_790_762_400_000 }, // Wednesday 30 September 2026
  staff: { type: 'text', maxLength: 25, foreign: true, longest: 'Wilhelmina Maria Hofmeyer' },
  phone: { type: 'text', maxLength: 16, foreign: false, longest: '+370 612 345 678' },
  // The organisation's page for reviews.
  link: { type: 'text', maxLength: 200, foreign: false, longest: 'https://care.example.com/p/8FjK2mQx7LzT4' },
  // The customer's own preference page, on the installation's public address. An address is never cut in practice.
  preferences: {
    type: 'text',
    maxLength: 200,
    foreign: false,
    longest: 'https://care.example.com/p/8fjk2mqx7tz4w0ab',
  },
  // The times of a proposal, each with its digit.
  slots: {
    type: 'text',
    maxLength: 160,
    foreign: false,
    longest: '1: Wed, 30 Sept, 10:30; 2: Wed, 30 Sept, 10:30; 3: Wed, 30 Sept, 10:30',
  },
  // The customer's page of a visit, with its calendar file.
  visit: {
    type: 'text',
    maxLength: 200,
    foreign: false,
    longest: 'https://care.example.com/v/8fjk2mqx7tz4w0ab',
  },
  // What the report of a visit says for the customer.
  summary: {
    type: 'text',
    maxLength: 120,
    foreign: true,
    longest:
      'Boiler serviced and tested, burner cleaned, flue gas as it should be; the expansion vessel was topped up',
  },
  // The help page that fits the product and the step; empty where none does.
  guide: {
    type: 'text',
    maxLength: 200,
    foreign: false,
    longest: 'https://care.example.com/g/8fjk2mqx7tz4w0ab',
  },
};

export const VARIABLE_NAMES = Object.keys(VARIABLES) as readonly TemplateVariable[];

/** The longest values of all variables: what a text must still fit its segments with. */
export const LONGEST_VALUES: TemplateValues = Object.fromEntries(
  VARIABLE_NAMES.map((name) => [name, VARIABLES[name].longest]),
);

export function isVariable(name: string): name is TemplateVariable {
  return name in VARIABLES;
}

/** Values fit for a message: `due` as an instant, the others short, on one line, and without what could mislead. */
export function cleanValues(values: TemplateValues): Record<string, string | Instant> {
  const given = Object.entries(values).filter(
    (entry): entry is [string, string | number] => entry[1] !== undefined,
  );
  return Object.fromEntries(given.map(([name, value]) => [name, cleanValue(name, value)]));
}

function cleanValue(name: string, value: string | number): string | Instant {
  if (!isVariable(name)) return cleanText(String(value), { maxLength: 30, foreign: true });
  const rule = VARIABLES[name];
  return rule.type === 'instant' ? readInstant(name, value) : cleanText(String(value), rule);
}

function readInstant(name: string, value: string | number): Instant {
  const instant = typeof value === 'number' ? value : findInstant(value);
  if (instant !== null && Number.isFinite(instant)) return instant;
  throw new DomainError('template.value-invalid', `"${value}" is not an instant for {${name}}.`);
}

const ADDRESS =
  /(?:https?:\/\/|www\.)\S*|\b[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.(?:[a-z]{2,}\/\S*|(?:com|net|org|info|io|biz|app|link|ly|me|xyz|top|example|ru|cn|co|eu|lt|es|uk|de)\b)/giu;

function cleanText(
  text: string,
  { maxLength, foreign }: Pick<VariableRule, 'maxLength' | 'foreign'>,
): string {
  const visible = text.normalize('NFC').replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');
  const safe = foreign ? visible.replace(ADDRESS, ' ') : visible;
  return cutAtWord(safe.replace(/\s+/gu, ' ').trim(), maxLength);
}

/** Names are cut between words where that keeps the better part of them. */
function cutAtWord(text: string, maxLength: number): string {
  const signs = Array.from(text);
  if (signs.length <= maxLength) return text;
  const cut = signs.slice(0, maxLength).join('');
  const space = signs[maxLength] === ' ' ? cut.length : cut.lastIndexOf(' ');
  return (space > maxLength / 2 ? cut.slice(0, space) : cut).trim();
}
