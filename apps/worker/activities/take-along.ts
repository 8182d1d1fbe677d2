import type { Tx } from '@aftercare/db/client.js';
import { recordDecisions } from '@aftercare/db/decisions.js';
import type { WrittenText } from '@aftercare/db/write-text.js';
import type { ContactRules } from '@aftercare/workflows/domain/contact-rules.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import type { TextChannel } from '@aftercare/workflows/domain/message.js';
import type { Policy } from '@aftercare/workflows/domain/policy.js';
import { countSegments } from '@aftercare/workflows/domain/text.js';
import { addDuration, parseDuration, type Instant } from '@aftercare/workflows/domain/time.js';
import { because } from '@aftercare/workflows/domain/wording.js';
import { joinTexts } from '@aftercare/workflows/templates/join.js';
import type { ReadyText } from './claim.js';
import type { WorkerDeps } from './deps.js';
import { type DueMessage, isReminder } from './due-messages.js';

/** A reminder that leaves in the text of another message. */
export interface Companion {
  message: DueMessage;
  templateVersion: number;
}

/** The provider takes no more characters in one text. */
const LONGEST_TEXT = 1_600;
/** Longer texts arrive in pieces too often; what does not fit leaves on its own. */
const MOST_SEGMENTS = 6;

/** Up to when reminders leave together with one that leaves now; null: they do not. */
export function mergedUntil({ merge }: ContactRules, now: Instant): Instant | null {
  return merge === undefined ? null : addDuration(now, parseDuration(merge), 'UTC');
}

/** The policies that these messages are of, by version. */
export async function readPolicies(
  { keep }: WorkerDeps,
  tx: Tx,
  messages: readonly DueMessage[],
): Promise<ReadonlyMap<string, Policy>> {
  const ids = new Set(messages.map(({ policyVersionId }) => policyVersionId).filter((id) => id !== null));
  const policies = new Map<string, Policy>();
  for (const id of ids) policies.set(id, await keep.documents.policy(tx, id));
  return policies;
}

/**
 * Reminders that could leave in the text of a message: to the same customer, by the same channel. Words that WhatsApp
 * has approved are sent as they are.
 */
export function companionsOf(
  message: DueMessage,
  all: readonly DueMessage[],
  policies: ReadonlyMap<string, Policy>,
  now: Instant,
): DueMessage[] {
  if (!isReminder(message) || message.channel === 'whatsapp') return [];
  const { id, customerId, channel } = message;
  return all.filter(
    (other) =>
      other.id !== id &&
      other.customerId === customerId &&
      other.channel === channel &&
      isReminder(other) &&
      mayLeave(other, policies, now),
  );
}

/** A condition is judged when its text is due, so a text that has one does not leave before. */
function mayLeave(
  { sendAt, step, policyVersionId }: DueMessage,
  policies: ReadonlyMap<string, Policy>,
  now: Instant,
) {
  if (sendAt.getTime() <= now) return true;
  const rule = policies.get(policyVersionId ?? '')?.steps?.find((one) => one.step === step);
  return rule !== undefined && rule.onlyIf === undefined;
}

/** One text of several, as many as fit. One that cannot be written is left to its own time. */
export function writeTogether(
  first: WrittenText,
  channel: TextChannel,
  companions: readonly DueMessage[],
  writeOne: (message: DueMessage) => WrittenText,
): WrittenText & { with: Companion[] } {
  const { language } = first;
  const bodies = [first.body];
  const along: Companion[] = [];
  let together = first;
  for (const message of companions) {
    const text = tryTo(() => writeOne(message));
    if (text?.language !== language) continue;
    const body = joinTexts([...bodies, text.body], language, channel === 'email' ? '\n\n' : '\n');
    const { segments } = countSegments(body);
    if (channel === 'sms' && (segments > MOST_SEGMENTS || body.length > LONGEST_TEXT)) continue;
    bodies.push(text.body);
    along.push({ message, templateVersion: text.templateVersion });
    together = { ...first, body, segments };
  }
  return { ...together, with: along };
}

function tryTo<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

/** Companions have no attempt of their own: what becomes of the message whose text they leave in becomes of them. */
export async function takeAlong(
  tx: Tx,
  texts: readonly ReadyText[],
  due: readonly DueMessage[],
  now: Instant,
): Promise<void> {
  const rows = texts.flatMap(({ messageId: withId, to, subject, body, language, evidence, with: along }) =>
    along.map(({ message, templateVersion }) => ({
      ...{ id: message.id, withId, to, subject, body, language, evidence, templateVersion },
    })),
  );
  if (rows.length === 0) return;
  await tx.$executeRaw`
    UPDATE messages m SET state = 'in-flight', "sentWithId" = r."withId", "to" = r."to", subject = r.subject,
      body = r.body, language = r.language, "templateVersion" = r."templateVersion", evidence = r.evidence
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r(id text, "withId" text, "to" text, subject text, body text,
      language text, "templateVersion" int, evidence jsonb)
    WHERE m.id = r.id`;
  const steps = new Map(due.map(({ id, step, template }) => [id, step ?? template]));
  const decisions = texts.flatMap((text) =>
    text.with.map(({ message: { id: messageId, followUpId, customerId, part, sendAt } }) => ({
      ...{ messageId, followUpId, customerId, part, withId: text.messageId },
      ...{ what: 'merged' as const, reason: because('merged', { step: steps.get(text.messageId) }) },
      ...{ from: sendAt.getTime(), to: now },
    })),
  );
  await recordDecisions(tx, decisions, now, 'sender');
}
