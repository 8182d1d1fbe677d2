import { inTransaction, type Tx } from '@aftercare/db/client.js';
import type { CurrentDocuments } from '@aftercare/db/documents.js';
import { toCustomerFacts } from '@aftercare/db/facts.js';
import { newId } from '@aftercare/db/ids.js';
import { recordNotSent } from '@aftercare/db/sent.js';
import { type Wording, type WrittenText, readWording, writeText } from '@aftercare/db/write-text.js';
import {
  quietFrom,
  judgeSend,
  type Consent,
  type Purpose,
} from '@aftercare/workflows/domain/contact-rules.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { type OtherMessage, judgeAcrossPlans } from '@aftercare/workflows/domain/contact-frequency.js';
import type { Reason } from '@aftercare/workflows/domain/reason.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { WorkerDeps } from './deps.js';
import type { OutgoingText } from '../twilio/twilio.js';

export type ReadyText = OutgoingText & WrittenText;

/** What is known of a staged message at the moment it should leave. */
export interface DueMessage {
  id: string;
  customerId: string;
  planId: string | null;
  followUpId: string | null;
  part: string;
  template: string;
  purpose: Purpose;
  senderNumber: string;
  attempts: number;
  dueAt: string | null;
  reasons: Reason[] | null;
  zone: string;
  products: { name?: string; code: string }[] | null;
  staffName: string | null;
  customer: {
    name: string;
    phone: string;
    phoneState: string;
    language: string;
    country: string;
    region: string | null;
    leftAt: string | null;
  };
  /** What left to the same customer lately, of whatever plan. */
  sent: { at: string; purpose: Purpose; part: string }[];
  consents: { channel: Consent['channel']; purpose: Consent['purpose']; granted: boolean; at: string }[];
}

interface NotSent {
  messageId: string;
  state: 'kept-back';
  reason: string;
  text: string;
}

/** Rules look back this far at most: a survey every so many days, so many texts in a week. */
const LOOKED_BACK = 400 * 24 * 3_600_000;
/** No more is taken than can leave in so many seconds, so that the last look is not long ago when a text leaves. */
const AHEAD_SECONDS = 5;
/** The provider's longest queue time, seconds; and the least that makes sense. */
const LONGEST_VALIDITY = 36_000;
const SHORTEST_VALIDITY = 60;

/**
 * Takes the most urgent of what has come due: judges each a last time, writes its text and its attempt row. When this
 * transaction is committed the texts may be posted, once; a process that dies from here on leaves attempts that are
 * looked up. A staged message that changed its mind in the meantime is no longer `staged`, so it is not taken.
 */
export async function claimDue(
  deps: WorkerDeps,
  number: string,
  limit: number,
): Promise<{ found: number; texts: ReadyText[]; messagesPerSecond: number }> {
  const notSent: NotSent[] = [];
  const claimed = await inTransaction(deps.db, async (tx) => {
    const now = await deps.clock.now(tx);
    const documents = await deps.keep.documents.current(tx);
    const sender = await tx.sender.findUniqueOrThrow({ where: { number } });
    const due = await readDue(
      tx,
      number,
      now,
      Math.min(limit, Math.ceil(sender.messagesPerSecond * AHEAD_SECONDS)),
    );
    const wording = await readWording(tx, [...new Set(due.map((message) => message.template))]);
    const texts: ReadyText[] = [];
    const leaving = new Map<string, OtherMessage[]>();
    for (const message of due) {
      const verdict = judge(message, documents, leaving.get(message.customerId) ?? [], now);
      if (verdict.verdict === 'wait') await defer(tx, message, verdict.until, verdict.reason);
      else if (verdict.verdict === 'refuse') notSent.push(keepBack(message, verdict.reason));
      else if (write(wording, message, verdict.validitySeconds, texts, notSent)) {
        const { customerId, purpose, part } = message;
        leaving.set(customerId, [...(leaving.get(customerId) ?? []), { at: now, purpose, part }]);
      }
    }
    await takeAttempts(tx, texts, due, now);
    return { found: due.length, texts, messagesPerSecond: sender.messagesPerSecond };
  });
  if (notSent.length > 0) {
    await inTransaction(deps.db, async (tx) =>
      recordNotSent(deps.keep, tx, notSent, await deps.clock.now(tx)),
    );
  }
  return claimed;
}

/** Urgent first; among equals one of each policy in turn, so that a large campaign does not hold up the others. */
async function readDue(tx: Tx, number: string, now: Instant, limit: number): Promise<DueMessage[]> {
  const at = new Date(now);
  return tx.$queryRaw<DueMessage[]>`
    WITH turns AS (
      SELECT id, priority, "sendAt", row_number() OVER (PARTITION BY priority, "policyKey" ORDER BY "sendAt", id) AS turn
      FROM messages WHERE "senderNumber" = ${number} AND state = 'staged' AND "sendAt" <= ${at}
    ), chosen AS (
      SELECT id, row_number() OVER (ORDER BY priority, turn, "sendAt", id) AS place FROM turns
      ORDER BY priority, turn, "sendAt", id LIMIT ${limit}
    )
    SELECT m.id, m."customerId", m."planId", m."followUpId", m.part, m.template, m.purpose, m."senderNumber",
      (SELECT count(*)::int FROM attempts a WHERE a."messageId" = m.id) AS attempts,
      f."dueAt"::text AS "dueAt", f.reasons, coalesce(p.zone, c.zone, o.zone, 'UTC') AS zone,
      coalesce(s.products, t.products, g.products) AS products,
      (SELECT name FROM staff WHERE id = coalesce(f."ownerId", c."ownerId")) AS "staffName",
      json_build_object('name', c.name, 'phone', c.phone, 'phoneState', c."phoneState", 'language', c.language,
        'country', c.country, 'region', c.region, 'leftAt', c."leftAt") AS customer,
      (SELECT coalesce(json_agg(json_build_object('at', coalesce(r."acceptedAt", r."sendAt"), 'purpose', r.purpose,
        'part', r.part)), '[]') FROM messages r WHERE r."customerId" = c.id AND r."createdAt" > ${new Date(now - LOOKED_BACK)}
        AND r.state IN ('in-flight', 'unknown', 'accepted', 'sent', 'delivered')) AS sent,
      (SELECT coalesce(json_agg(json_build_object('channel', n.channel, 'purpose', n.purpose, 'granted', n.granted,
        'at', n.at)), '[]') FROM consents n WHERE n."customerId" = c.id) AS consents
    FROM chosen h
    JOIN messages m ON m.id = h.id
    JOIN customers c ON c.id = m."customerId"
    LEFT JOIN follow_ups f ON f.id = m."followUpId"
    LEFT JOIN plans p ON p.id = m."planId"
    LEFT JOIN sales s ON s.id = p."saleId"
    LEFT JOIN tickets t ON t.id = p."ticketId"
    LEFT JOIN agreements g ON g.id = p."agreementId"
    LEFT JOIN organisations o ON o.id = 1
    WHERE m.state = 'staged'
    ORDER BY h.place
    FOR UPDATE OF m SKIP LOCKED`;
}

type Verdict =
  | { verdict: 'send'; validitySeconds: number }
  | { verdict: 'wait'; until: Instant; reason: Reason }
  | { verdict: 'refuse'; reason: Reason };

/** The last look: the customer, their consent, the hour, and what they got from other plans or get in this moment. */
function judge(
  message: DueMessage,
  documents: CurrentDocuments,
  leaving: readonly OtherMessage[],
  now: Instant,
): Verdict {
  const { customer, purpose, zone } = message;
  if (customer.leftAt !== null) {
    return { verdict: 'refuse', reason: { code: 'customer.left', text: 'the customer has left' } };
  }
  const rules = documents.contactRules;
  const verdict = judgeSend({
    purpose,
    channel: 'sms',
    customer: toCustomerFacts(customer),
    zone,
    consents: message.consents.map((consent) => ({ ...consent, at: Date.parse(consent.at) })),
    rules,
    now,
  });
  if (verdict.verdict !== 'send') return verdict;
  const { part } = message;
  const sent = [...message.sent.map((other) => ({ ...other, at: Date.parse(other.at) })), ...leaving];
  const across = judgeAcrossPlans({ message: { at: now, purpose, part }, sent, staged: [], rules, zone });
  if (across.verdict === 'wait') return across;
  if (across.verdict === 'skip') return { verdict: 'refuse', reason: across.reason };
  const quietAt = purpose === 'confirmation' ? null : quietFrom(now, zone, rules, customer.country);
  const window = quietAt === null ? LONGEST_VALIDITY : Math.floor((quietAt - now) / 1_000);
  return {
    verdict: 'send',
    validitySeconds: Math.min(LONGEST_VALIDITY, Math.max(SHORTEST_VALIDITY, window)),
  };
}

async function defer(tx: Tx, message: DueMessage, until: Instant, reason: Reason): Promise<void> {
  await tx.message.update({
    where: { id: message.id },
    data: { sendAt: new Date(until), reasons: [reason as object] },
  });
}

function keepBack(message: DueMessage, reason: Reason): NotSent {
  return { messageId: message.id, state: 'kept-back', reason: reason.code, text: reason.text };
}

/** A text that cannot be written is kept back with the reason, and does not hold up the others. */
function write(
  wording: Wording,
  message: DueMessage,
  validitySeconds: number,
  texts: ReadyText[],
  notSent: NotSent[],
): boolean {
  try {
    const text = writeText(wording, message);
    const { id: messageId, senderNumber: from } = message;
    texts.push({ messageId, from, to: message.customer.phone, validitySeconds, ...text });
    return true;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    notSent.push(keepBack(message, { code: error.code, text: error.message }));
    return false;
  }
}

/** The attempt is written before the provider is called: from here on a message is never sent again blindly. */
async function takeAttempts(
  tx: Tx,
  texts: readonly ReadyText[],
  due: readonly DueMessage[],
  now: Instant,
): Promise<void> {
  if (texts.length === 0) return;
  const calledAt = new Date();
  const tries = new Map(due.map((message) => [message.id, message.attempts]));
  await tx.$executeRaw`
    UPDATE messages m SET state = 'in-flight', "to" = r."to", body = r.body, language = r.language,
      segments = r.segments, "templateVersion" = r."templateVersion"
    FROM json_to_recordset(${JSON.stringify(texts)}::json) AS r("messageId" text, "to" text, body text, language text,
      segments int, "templateVersion" int)
    WHERE m.id = r."messageId"`;
  const attempts = texts.map(({ messageId }) => ({
    id: newId('attempt'),
    messageId,
    number: tries.get(messageId)! + 1,
  }));
  await tx.$executeRaw`
    INSERT INTO attempts (id, "messageId", number, state, "startedAt", "calledAt")
    SELECT id, "messageId", number, 'in-flight', ${new Date(now)}, ${calledAt}
    FROM json_to_recordset(${JSON.stringify(attempts)}::json) AS r(id text, "messageId" text, number int)`;
}
