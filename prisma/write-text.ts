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

/**
 * The text of a message in the customer's language, from the template as it stands now.
 * @throws DomainError when the text would have a hole: a template that names what is not known
 */
export async function writeText(tx: Tx, message: TextFacts): Promise<WrittenText> {
  const template = await tx.template.findFirstOrThrow({
    where: { key: message.template },
    orderBy: { version: 'desc' },
  });
  const organisation = await tx.organisation.findUniqueOrThrow({ where: { id: 1 } });
  const { text, language } = renderTemplate({
    texts: template.texts as Record<string, string>,
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
