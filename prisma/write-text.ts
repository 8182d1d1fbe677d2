import { DomainError } from '@aftercare/workflows/domain/errors.js';
import type { Reason } from '@aftercare/workflows/domain/reason.js';
import { countSegments } from '@aftercare/workflows/domain/text.js';
import { type Instant, fromWall, parseInstant } from '@aftercare/workflows/domain/time.js';
import { renderTemplate } from '@aftercare/workflows/templates/render.js';
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
}

export interface WrittenText {
  body: string;
  language: string;
  segments: number;
  templateVersion: number;
}

/** Templates by key as they stand now, and who writes. */
export interface Wording {
  templates: ReadonlyMap<string, { version: number; texts: Record<string, string> }>;
  organisation: { name: string; language: string; phone: string | null };
}

/** Reads what any number of texts from these templates need, at once. */
export async function readWording(tx: Tx, keys: readonly string[]): Promise<Wording> {
  const templates = await tx.$queryRaw<{ key: string; version: number; texts: Record<string, string> }[]>`
    SELECT DISTINCT ON (key) key, version, texts FROM templates WHERE key = ANY(${keys as string[]})
    ORDER BY key, version DESC`;
  const organisation = await tx.organisation.findUniqueOrThrow({ where: { id: 1 } });
  return { templates: new Map(templates.map((template) => [template.key, template])), organisation };
}

/**
 * The text of a message in the customer's language.
 * @throws DomainError when there is no such template, or when the text would have a hole: a template that names what
 *   is not known
 */
export function writeText({ templates, organisation }: Wording, message: TextFacts): WrittenText {
  const template = templates.get(message.template);
  if (!template) throw new DomainError('template.unknown', `There is no template "${message.template}"`);
  const { text, language } = renderTemplate({
    texts: template.texts,
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
    },
  });
  return { body: text, language, segments: countSegments(text).segments, templateVersion: template.version };
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
