import { DomainError } from '@aftercare/workflows/domain/errors.js';
import type { Reason } from '@aftercare/workflows/domain/reason.js';
import { countSegments } from '@aftercare/workflows/domain/text.js';
import { type Instant, fromWall, parseInstant } from '@aftercare/workflows/domain/time.js';
import { approvedVariables } from '@aftercare/workflows/templates/approved.js';
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
  /** What its follow-up's visit has to do with it. */
  visit?: VisitFacts | null;
  /** Address of the page of that visit; missing where no text names it. */
  visitPage?: string;
  /** Address of the guide that fits; empty where none does. */
  guide?: string;
}

/** Of a visit: what is booked or was booked last, what is offered, what was reported. */
export interface VisitFacts {
  id: string | null;
  startsAt: string | null;
  staff: string | null;
  /** Of all visits that are made together. */
  products: readonly string[] | null;
  slots: readonly { startsAt: string }[] | null;
  summary: string | null;
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
  whatsapp: Record<string, string>;
}

/** Templates by key as they stand now, and who writes. */
export interface Wording {
  templates: ReadonlyMap<string, TemplateRow>;
  organisation: { name: string; language: string; phone: string | null; reviewUrl: string | null };
}

/** Reads what any number of texts from these templates need, at once. */
export async function readWording(tx: Tx, keys: readonly string[]): Promise<Wording> {
  const templates = await tx.$queryRaw<TemplateRow[]>`
    SELECT DISTINCT ON (key) key, version, texts, subjects, whatsapp FROM templates WHERE key = ANY(${keys as string[]})
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

/**
 * The content that WhatsApp approved for a text that is written, with its values; undefined where there is none: then
 * the text itself leaves, which may only be while the customer has just written.
 */
export function findApproved(
  wording: Wording,
  message: TextFacts,
  { language }: Pick<WrittenText, 'language'>,
): { contentSid: string; variables: string[] } | undefined {
  const { texts, whatsapp } = getTemplate(wording, message);
  const contentSid = whatsapp[language];
  if (contentSid === undefined) return undefined;
  return { contentSid, variables: approvedVariables({ texts, ...settingOf(wording, message) }, language) };
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
export function namesPreferences(wording: Wording, key: string): boolean {
  return names(wording, key, '{preferences}');
}

/** Whether a template's words link to a guide. */
export function namesGuide(wording: Wording, key: string): boolean {
  return names(wording, key, '{guide}');
}

function names({ templates }: Wording, key: string, variable: string): boolean {
  const template = templates.get(key);
  return template !== undefined && JSON.stringify(template).includes(variable);
}

/** The same for the page of a visit. */
export function namesVisitPage({ templates }: Wording, key: string): boolean {
  const template = templates.get(key);
  return template !== undefined && JSON.stringify(template).includes('{visit}');
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
      product: productOf(message),
      staff: message.visit?.staff ?? message.staffName ?? organisation.name,
      due: message.visit?.startsAt ? Date.parse(message.visit.startsAt) : aboutAt(message),
      phone: organisation.phone ?? message.senderNumber,
      link: organisation.reviewUrl ?? undefined,
      preferences: message.preferences,
      slots: message.visit?.slots ? listSlots(message.visit.slots, message) : undefined,
      visit: message.visitPage,
      summary: message.visit?.summary ?? undefined,
      guide: message.guide ?? '',
    },
  };
}

function productOf({ products, visit }: TextFacts): string | undefined {
  const together = visit?.products ?? [];
  if (together.length > 1) return together.join(' + ');
  return products?.[0]?.name ?? products?.[0]?.code;
}

/** "1: Wed, 3 Mar, 09:00; 2: …" by the customer's clock and in their language. */
function listSlots(slots: readonly { startsAt: string }[], { customer, zone }: TextFacts): string {
  const format = new Intl.DateTimeFormat(customer.language, {
    ...{ weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
    ...{ hour12: false, timeZone: zone },
  });
  return slots
    .map(({ startsAt }, place) => `${place + 1}: ${format.format(Date.parse(startsAt))}`)
    .join('; ');
}

/**
 * The date a text speaks of. A reminder thirty days before the end speaks of the end, not of the day on which it
 * leaves: of what it counts back from. The notice of a renewal speaks of the last day on which it can be refused. Everything else speaks of its own due date.
 */
function aboutAt({ dueAt, reasons, zone }: TextFacts): Instant | undefined {
  const refuseUntil = reasons?.find(({ code }) => code === 'notice.required')?.refuseUntil;
  if (typeof refuseUntil === 'string') return fromWall(parseInstant(`${refuseUntil}T09:00:00Z`), zone);
  const anchor = reasons?.find(({ code }) => code === 'anchor')?.at;
  const offset = reasons?.find(({ code }) => code === 'offset')?.offset;
  if (typeof anchor === 'string' && typeof offset === 'string' && offset.startsWith('-')) {
    return fromWall(parseInstant(`${anchor}:00Z`), zone);
  }
  return dueAt === null ? undefined : Date.parse(dueAt);
}
