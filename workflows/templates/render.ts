import { IntlMessageFormat } from 'intl-messageformat';
import { DomainError } from '../domain/errors.js';
import { normaliseSmsText } from '../domain/text.js';
import type { Diacritics } from '../domain/text.js';
import { cleanValues } from './variables.js';
import type { TemplateValues } from './variables.js';

/** ICU MessageFormat by language: BCP 47 tags such as `en`, `es`, `zh`, `lt`, `es-MX`. */
export type TemplateTexts = Readonly<Record<string, string>>;

export interface RenderRequest {
  readonly texts: TemplateTexts;
  /** The customer's language. */
  readonly language: string;
  /** The language used where there is no text in the customer's. Default `en`. */
  readonly fallback?: string;
  /** IANA zone in which dates and times are written. */
  readonly zone: string;
  readonly values: TemplateValues;
  /** Default `keep`. */
  readonly diacritics?: Diacritics;
}

/**
 * A template as it is sent: in the customer's language or the nearest there is, dates in the given zone, values
 * cleaned, characters normalised. `language` says which text was taken.
 *
 * Throws a DomainError when no text fits, the text is faulty, or a value is missing: a message with a hole is
 * never sent.
 */
export function renderTemplate(request: RenderRequest): { text: string; language: string } {
  const { texts, zone, fallback = 'en', diacritics = 'keep' } = request;
  const language = findLanguage(texts, request.language) ?? findLanguage(texts, fallback);
  if (language === null) {
    throw new DomainError(
      'template.no-text',
      `The template has no text in "${request.language}" or "${fallback}".`,
    );
  }
  const values = cleanValues(request.values);
  const locale = isVariantOf(request.language, language) ? request.language : language;
  const text = formatMessage({ message: texts[language] ?? '', locale, zone, values });
  return { text: normaliseSmsText(closeGaps(text, values), { diacritics }), language };
}

/** The tag of the text for a language: itself, else without its region or script (`es-MX` → `es`). Null when none. */
export function findLanguage(texts: TemplateTexts, language: string): string | null {
  const tags = Object.keys(texts);
  for (let wanted = language.toLowerCase(); wanted !== ''; wanted = wanted.replace(/(^|-)[^-]*$/, '')) {
    const tag = tags.find((one) => one.toLowerCase() === wanted);
    if (tag !== undefined) return tag;
  }
  return null;
}

function isVariantOf(language: string, tag: string): boolean {
  return language.toLowerCase().startsWith(`${tag.toLowerCase()}-`);
}

interface Message {
  readonly message: string;
  readonly locale: string;
  readonly zone: string;
  readonly values: Readonly<Record<string, string | number>>;
}

function formatMessage({ message, locale, zone, values }: Message): string {
  try {
    const format = new IntlMessageFormat(message, locale, undefined, {
      ignoreTag: true,
      formatters: formattersIn(zone),
    });
    return String(format.format(values));
  } catch (error) {
    throw new DomainError(
      'template.cannot-render',
      `The template cannot be written: ${(error as Error).message}`,
    );
  }
}

/** Without these the zone of the process would be used. */
function formattersIn(zone: string) {
  return {
    getNumberFormat: (locales?: string | string[], options?: Intl.NumberFormatOptions) =>
      new Intl.NumberFormat(locales, options),
    getDateTimeFormat: (locales?: string | string[], options?: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(locales, { ...options, timeZone: zone }),
    getPluralRules: (locales?: string | string[], options?: Intl.PluralRulesOptions) =>
      new Intl.PluralRules(locales, options),
  };
}

/** A value of which nothing was left must not leave "Hi , how are you". */
function closeGaps(text: string, values: Readonly<Record<string, string | number>>): string {
  if (!Object.values(values).includes('')) return text;
  return text
    .replace(/ {2,}/g, ' ')
    .replace(/ +([,.!?;:])/g, '$1')
    .replace(/,(?=[.!?,])/g, '')
    .trim();
}
