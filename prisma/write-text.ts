import { DomainError } from '@aftercare/workflows/domain/errors.js';
import type { Reason } from '@aftercare/workflows/domain/reason.js';
import { countSegments } from '@aftercare/workflows/domain/text.js';
import { type Instant, fromWall, parseInstant } from '@aftercare/workflows/domain/time.js';
import { renderTemplate } from '@aftercare/workflows/templates/render.js';
import { renderSubject } from '@aftercare/workflows/templates/subject.js';
import type { Tx } from './client.js';

/** What a text may speak of. */
export interface TextFacts {
  template: string;
  senderNumber: string;
  /** RFC 3339, of the follow-up it belongs to. */
  dueAt: string | null;
  /** Of the same follow-up. */
  reasons: Reason[] | null;
  zone: string;
  products: { name?: string; code: string }[] | null;
  staffName: string | null;
  customer: { name: string; language: string };
  /** Address of the customer's preference page; missing where no text names it. */
  preferences?: string;
}

export interface WrittenText {
  body: string;
  language: string;
  segments: number;
  templateVersion: number;
}

interface TemplateRow {
  key: string;
  version: number;
  texts: Record<string, string>;
  subjects: Record<string, string>;
}

/** Templates by key as they stand now, and who writes. */
export interface Wording {
  templates: ReadonlyMap<string, TemplateRow>;
  organisation: { name: string; language: string; phone: string | null };
}

/** Reads what any number of texts from these templates need, at once. */
export async function readWording(tx: Tx, keys: readonly string[]): Promise<Wording> {
  const templates = await tx.$queryRaw<TemplateRow[]>`
    SELECT DISTINCT ON (key) key, version, texts, subjects FROM templates WHERE key = ANY(${keys as string[]})
    ORDER BY key, version DESC`;
  const organisation = await tx.organisation.findUniqueOrThrow({ where: { id: 1 } });
  return { templates: new Map(templates.map((template) => [template.key, template])), organisation };
}

/**
 * The text of a message in the customer's language.
 * @throws DomainError when there is no such template, or when the text would have a hole: a template that names what
 *   is not known
 */
export function writeText(wording: Wording, message: TextFacts): WrittenText {
  const { texts, version } = getTemplate(wording, message);
  const { text, language } = renderTemplate({ texts, ...settingOf(wording, message) });
  return { body: text, language, segments: countSegments(text).segments, templateVersion: version };
}

/** The subject of an e-mail whose text is written. @throws DomainError when it would have a hole */
export function writeSubject(
  wording: Wording,
  message: TextFacts,
  { body, language }: Pick<WrittenText, 'body' | 'language'>,
): string {
  const { subjects } = getTemplate(wording, message);
  const company = wording.organisation.name;
  return renderSubject({ subjects, company, body, ...settingOf(wording, message), language });
}

/** Whether a template's words name the customer's preference page, which is only looked up for those that do. */
export function namesPreferences({ templates }: Wording, key: string): boolean {
  const template = templates.get(key);
  return template !== undefined && JSON.stringify(template).includes('{preferences}');
}

function getTemplate({ templates }: Wording, { template: key }: TextFacts): TemplateRow {
  const template = templates.get(key);
  if (!template) throw new DomainError('template.unknown', `There is no template "${key}"`);
  return template;
}

/** For whom, where and with which values. */
function settingOf({ organisation }: Wording, message: TextFacts) {
  return {
    language: message.customer.language,
    fallback: organisation.language,
    zone: message.zone,
    values: {
      name: message.customer.name,
      company: organisation.name,
      product: message.products?.[0]?.name ?? message.products?.[0]?.code,
      staff: message.staffName ?? organisation.name,
      due: aboutAt(message),
      phone: organisation.phone ?? message.senderNumber,
      preferences: message.preferences,
    },
  };
}

/**
 * The date a text speaks of. A reminder thirty days before the end speaks of the end, not of the day on which it
 * leaves: of what it counts back from. Everything else speaks of its own due date.
 */
function aboutAt({ dueAt, reasons, zone }: TextFacts): Instant | undefined {
  const anchor = reasons?.find(({ code }) => code === 'anchor')?.at;
  const offset = reasons?.find(({ code }) => code === 'offset')?.offset;
  if (typeof anchor === 'string' && typeof offset === 'string' && offset.startsWith('-')) {
    return fromWall(parseInstant(`${anchor}:00Z`), zone);
  }
  return dueAt === null ? undefined : Date.parse(dueAt);
}
