import { inTransaction, type Prisma, type Tx } from '@aftercare/db/client.js';
import { recordDecisions } from '@aftercare/db/decisions.js';
import { newId } from '@aftercare/db/ids.js';
import { addressOf } from '@aftercare/db/senders.js';
import { tryHeldSender } from '@aftercare/db/sender-hold.js';
import { recordNotSent } from '@aftercare/db/sent.js';
import {
  type Wording,
  type WrittenText,
  findApproved,
  namesPreferences,
  namesVisitPage,
  readWording,
  writeSubject,
  writeText,
} from '@aftercare/db/write-text.js';
import type { ConsentEvidence } from '@aftercare/workflows/domain/consent.js';
import type { ContactRules } from '@aftercare/workflows/domain/contact-rules.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { countSegments } from '@aftercare/workflows/domain/text.js';
import type { OtherMessage } from '@aftercare/workflows/domain/contact-frequency.js';
import type { Reason } from '@aftercare/workflows/domain/reason.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import { claimAlerts } from './claim-alerts.js';
import { claimNotes } from './claim-notes.js';
import type { WorkerDeps } from './deps.js';
import { readGuides } from './read-guides.js';
import { type DueMessage, readCompanions, readDue } from './due-messages.js';
import { type DueVerdict, judgeDue } from './judge-due.js';
import {
  type Companion,
  companionsOf,
  mergedUntil,
  readPolicies,
  takeAlong,
  writeTogether,
} from './take-along.js';
import type { OutgoingText } from '../transport.js';

export type ReadyText = OutgoingText &
  Omit<WrittenText, 'templateVersion'> & {
    /** Null for words that are no template's. */
    templateVersion: number | null;
    /** Null for members of staff, whom we need not ask. */
    evidence: ConsentEvidence | null;
    /** Reminders that leave in this text. */
    with: readonly Companion[];
  };

type Sender = Prisma.SenderGetPayload<object>;
type SendVerdict = Extract<DueVerdict, { verdict: 'send' }>;

interface NotSent {
  messageId: string;
  state: 'kept-back';
  reason: Reason;
  /** What of the consent ledger forbade it. */
  evidence?: ConsentEvidence;
}

/** No more is taken than can leave in so many seconds, so that the last look is not long ago when a text leaves. */
const AHEAD_SECONDS = 5;
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
    const { messagesPerSecond } = sender;
    const mayTake = await mayTakeNow(tx, sender, limit, now);
    if (mayTake === 0) return { found: 0, texts: [], messagesPerSecond };
    const due = await readDue(
      tx,
      number,
      now,
      Math.min(mayTake, Math.ceil(messagesPerSecond * AHEAD_SECONDS)),
    );
    const isTrial = sender.heldAt !== null && due.length > 0;
    const toStaff = isTrial
      ? []
      : [
          ...(await claimAlerts(tx, number, deps.consoleUrl, now)),
          ...(await claimNotes(tx, number, mayTake, now)),
        ];
    const texts = await judgeAll(deps, tx, { number, due, rules: documents.contactRules, now }, notSent);
    const tries = [...due, ...toStaff.map(({ messageId: id, attempts }) => ({ id, attempts }))];
    await takeAttempts(tx, [...toStaff, ...texts], tries, now);
    await takeAlong(tx, texts, due, now);
    const found = due.length + toStaff.length;
    return { found, texts: [...toStaff, ...texts], messagesPerSecond };
  });
  if (notSent.length > 0) {
    await inTransaction(deps.db, async (tx) =>
      recordNotSent(deps.keep, tx, notSent, await deps.clock.now(tx)),
    );
  }
  return claimed;
}

/** How many may leave now: none from a number that is held, one where it is time to see whether its fault is mended. */
async function mayTakeNow(tx: Tx, sender: Sender, limit: number, now: Instant): Promise<number> {
  const { number, heldAt, heldUntil } = sender;
  if (heldAt === null) return limit;
  if (heldUntil === null || heldUntil.getTime() > now) return 0;
  await tryHeldSender(tx, number, now);
  return 1;
}

interface Batch {
  number: string;
  due: readonly DueMessage[];
  rules: ContactRules;
  now: Instant;
}

/** Judges each in its turn and writes the texts of those that may leave. What may not is deferred, or put in `notSent`. */
async function judgeAll(
  deps: WorkerDeps,
  tx: Tx,
  { number, due, rules, now }: Batch,
  notSent: NotSent[],
): Promise<ReadyText[]> {
  const until = mergedUntil(rules, now);
  const all = [...due, ...(until === null ? [] : await readCompanions(tx, number, due, until, now))];
  const policies = await readPolicies(deps, tx, all);
  const wording = await readWording(tx, [...new Set(all.map((message) => message.template))]);
  const pages = await readPages(deps, tx, wording, all, now);
  const visitPages = await readVisitPages(deps, tx, wording, all, now);
  const guides = await readGuides(deps, tx, wording, all, now);
  const texts: ReadyText[] = [];
  const leaving = new Map<string, OtherMessage[]>();
  const judged = new Set<string>();
  for (const message of due) {
    if (judged.has(message.id)) continue;
    judged.add(message.id);
    const { customerId, purpose, part } = message;
    const together = leaving.get(customerId) ?? [];
    const companions = companionsOf(message, all, policies, now).filter(({ id }) => !judged.has(id));
    const verdict = judgeDue(message, rules, { leaving: together, companions }, now);
    if (verdict.verdict === 'wait') await defer(tx, message, verdict, now);
    else if (verdict.verdict === 'refuse') notSent.push(keepBack(message, verdict.reason, verdict.evidence));
    else {
      const along = companions.filter(({ id }) => verdict.with.includes(id));
      const text = write({ wording, pages, visitPages, guides }, message, verdict, along, notSent);
      if (text === null) continue;
      texts.push(text);
      for (const { message: other } of text.with) judged.add(other.id);
      leaving.set(customerId, [...together, { at: now, purpose, part }]);
    }
  }
  return texts;
}

async function defer(
  tx: Tx,
  { id: messageId, followUpId, customerId, part, sendAt }: DueMessage,
  { until, reason }: Extract<DueVerdict, { verdict: 'wait' }>,
  now: Instant,
): Promise<void> {
  await tx.message.update({
    where: { id: messageId },
    data: { sendAt: new Date(until), reasons: [reason as object] },
  });
  const about = { messageId, followUpId, customerId, part };
  const moved = { ...about, what: 'moved' as const, reason, from: sendAt.getTime(), to: until };
  await recordDecisions(tx, [moved], now, 'sender');
}

function keepBack(message: DueMessage, reason: Reason, evidence?: ConsentEvidence): NotSent {
  return { messageId: message.id, state: 'kept-back', reason, evidence };
}

/** Addresses of the preference pages that these texts name, by customer. */
async function readPages(
  { links }: WorkerDeps,
  tx: Tx,
  wording: Wording,
  due: readonly DueMessage[],
  now: Instant,
): Promise<ReadonlyMap<string, string>> {
  const naming = due.filter((message) => namesPreferences(wording, message.template));
  if (links === null || naming.length === 0) return new Map();
  return links.preferences(
    tx,
    naming.map((message) => message.customerId),
    now,
  );
}

/** Addresses of the pages of the visits that these texts name, by visit. */
async function readVisitPages(
  { links }: WorkerDeps,
  tx: Tx,
  wording: Wording,
  due: readonly DueMessage[],
  now: Instant,
): Promise<ReadonlyMap<string, string>> {
  const naming = due.filter((message) => message.visit?.id && namesVisitPage(wording, message.template));
  if (links === null || naming.length === 0) return new Map();
  const visits = naming.map(({ visit, customerId }) => ({ visitId: visit!.id!, customerId }));
  return links.ofVisits(tx, visits, now);
}

/** What the texts of one batch are written with: pages by customer, of visits by visit, guides by message. */
interface Written {
  wording: Wording;
  pages: ReadonlyMap<string, string>;
  visitPages: ReadonlyMap<string, string>;
  guides: ReadonlyMap<string, string>;
}

/** A text that cannot be written is kept back with the reason, and does not hold up the others. */
function write(
  { wording, pages, visitPages, guides }: Written,
  message: DueMessage,
  { validitySeconds, evidence }: SendVerdict,
  companions: readonly DueMessage[],
  notSent: NotSent[],
): ReadyText | null {
  const factsOf = (one: DueMessage) => ({
    ...one,
    preferences: pages.get(one.customerId),
    visitPage: visitPages.get(one.visit?.id ?? ''),
    guide: guides.get(one.id),
  });
  try {
    if (message.body !== null)
      return asWritten({ ...message, body: message.body }, validitySeconds, evidence);
    const alone = writeText(wording, factsOf(message));
    const { with: along, ...text } = writeTogether(alone, message.channel, companions, (one) =>
      writeText(wording, factsOf(one)),
    );
    const { id: messageId, channel } = message;
    const to = channel === 'email' ? message.customer.email : message.customer.phone;
    if (to === null) throw new DomainError('email.missing', 'The customer has no mail address');
    const subject = channel === 'email' ? writeSubject(wording, factsOf(message), text) : null;
    const from = addressOf(message.senderNumber);
    const approved = channel === 'whatsapp' ? findApproved(wording, factsOf(message), text) : undefined;
    return {
      messageId,
      channel,
      from,
      to,
      subject,
      approved,
      validitySeconds,
      evidence,
      ...text,
      with: along,
    };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    notSent.push(keepBack(message, { code: error.code, text: error.message }));
    return null;
  }
}

/** What a member of staff wrote leaves as it is. */
function asWritten(
  { id: messageId, channel, senderNumber, customer, to, body, language }: DueMessage & { body: string },
  validitySeconds: number,
  evidence: ConsentEvidence,
): ReadyText {
  return {
    ...{
      messageId,
      channel,
      from: addressOf(senderNumber),
      to: to ?? customer.phone,
      subject: null,
      validitySeconds,
    },
    ...{ evidence, body, language: language ?? customer.language, templateVersion: null, with: [] },
    segments: countSegments(body).segments,
  };
}

/** The attempt is written before the provider is called: from then on a message is never sent again blindly. */
async function takeAttempts(
  tx: Tx,
  texts: readonly ReadyText[],
  due: readonly { id: string; attempts: number }[],
  now: Instant,
): Promise<void> {
  if (texts.length === 0) return;
  const calledAt = new Date();
  const tries = new Map(due.map((message) => [message.id, message.attempts]));
  await tx.$executeRaw`
    UPDATE messages m SET state = 'in-flight', "to" = r."to", subject = r.subject, body = r.body,
      language = r.language, segments = r.segments, "templateVersion" = r."templateVersion", evidence = r.evidence
    FROM json_to_recordset(${JSON.stringify(texts)}::json) AS r("messageId" text, "to" text, subject text, body text,
      language text, segments int, "templateVersion" int, evidence jsonb)
    WHERE m.id = r."messageId"`;
  const attempts = texts.map(({ messageId }) => ({
    id: newId('attempt'),
    messageId,
    number: tries.get(messageId)! + 1,
  }));
  await tx.$executeRaw`
    INSERT INTO attempts (id, "messageId", number, state, "startedAt", "calledAt")
    SELECT id, "messageId", number, 'intended', ${new Date(now)}, ${calledAt}
    FROM json_to_recordset(${JSON.stringify(attempts)}::json) AS r(id text, "messageId" text, number int)`;
}
