import type { Interpretation } from '@aftercare/workflows/domain/reply.js';
import { readPutOff } from '@aftercare/workflows/domain/reply-put-off.js';
import { type QuestionMatch, matchQuestion } from '@aftercare/workflows/domain/reply-question.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import { type Asked, readAsked, toQuestion } from './asked.js';
import type { Tx } from './client.js';
import { recordConsents } from './consents.js';
import { recordEvent } from './events.js';
import { newId } from './ids.js';
import { keepPlans, keepPlansOfCustomer, type KeepContext } from './keep-plans.js';
import { stageMessages } from './messages.js';
import { answerVisit, readAskedVisits } from './visits/answers.js';
import { putOff, putOffUntil } from './put-off.js';

const DAY = 86_400_000;
/** A second, different answer within this time corrects the first. */
const CORRECTION_WITHIN = DAY;
/** For so long a reminder can be put off by a reply to it. */
const REMINDED_WITHIN = 14 * DAY;
/** The template that asks again, and says how to answer. */
const REASK_TEMPLATES: Readonly<Record<string, string>> = {
  csat: 'reask-csat',
  nps: 'reask-nps',
  ces: 'reask-ces',
  'yes-no': 'reask-yes-no',
};

interface Inbound {
  id: string;
  channel: 'sms' | 'whatsapp';
  from: string;
  /** The sender it was written to, as `senders` names it. */
  to: string;
  body: string;
  optOutType: string | null;
}

/** What became of a text: the columns of its row. */
interface Handled {
  state: 'handled' | 'inbox';
  rule: string;
  customerId?: string;
  followUpId?: string;
}

/**
 * Reads a stored text: words of compliance first, then the question it answers, then what it says. Does nothing when
 * it was read already.
 */
export async function handleInbound(context: KeepContext, tx: Tx, id: string, now: Instant): Promise<void> {
  const [inbound] = await tx.$queryRaw<Inbound[]>`
    SELECT id, channel, "from", "to", body, "optOutType" FROM inbound_messages WHERE id = ${id} AND state = 'received' FOR UPDATE`;
  if (!inbound) return;
  const customers = await tx.customer.findMany({
    where: { phone: inbound.from, leftAt: null },
    orderBy: { id: 'desc' },
    select: { id: true },
  });
  const customerIds = customers.map((customer) => customer.id);
  const asked = await readAsked(tx, customerIds, inbound.to, now);
  const visits = await readAskedVisits(tx, customerIds, inbound.to, now);
  const match = matchQuestion(
    [...asked.map((one) => toQuestion(one, now)), ...visits.map(({ question }) => question)],
    {
      text: inbound.body,
      at: now,
      optOutType: inbound.optOutType ?? undefined,
    },
  );
  const { interpretation } = match;
  const reply = { context, tx, inbound, now, interpretation };
  let handled: Handled;
  let later: Handled | null;
  if (match.kind === 'compliance') {
    handled = await complyWith(reply, customerIds);
  } else if (match.kind === 'match' && visits.some(({ question }) => question.id === match.id)) {
    const visit = visits.find(({ question }) => question.id === match.id)!;
    handled = await answerVisit(
      { context, tx, inboundId: inbound.id, now },
      visit,
      interpretation,
      match.rule,
    );
  } else if ((later = await putOffAsAsked(reply, asked, match, customerIds)) !== null) {
    handled = later;
  } else if (match.kind === 'match') {
    handled = await answerQuestion(
      reply,
      asked.find((one) => one.id === match.id)!,
      match.rule,
    );
  } else {
    handled = { state: 'inbox', rule: match.rule };
  }
  if (interpretation.possibleOptOut) handled = { ...handled, state: 'inbox', rule: 'opt-out.possible' };
  await tx.inboundMessage.update({
    where: { id },
    data: {
      ...handled,
      customerId: handled.customerId ?? customerIds[0] ?? null,
      intent: interpretation.intent,
      value: interpretation.value === undefined ? null : String(interpretation.value),
      comment: interpretation.comment ?? null,
      ...(handled.state === 'handled' ? { handledAt: new Date(now), handledBy: 'rule' } : {}),
    },
  });
}

interface Reply {
  context: KeepContext;
  tx: Tx;
  inbound: Inbound;
  now: Instant;
  interpretation: Interpretation;
}

/** STOP and START concern the number, so everybody who has it. HELP is answered by the carrier. */
async function complyWith(reply: Reply, customerIds: readonly string[]): Promise<Handled> {
  const { context, tx, inbound, now, interpretation } = reply;
  if (interpretation.intent !== 'help') {
    for (const customerId of [...customerIds].sort()) {
      const granted = interpretation.intent === 'opt-in';
      const said = { purpose: 'all', method: 'sms-reply', text: inbound.body, granted } as const;
      const channels = await concerned(reply, customerId, granted);
      const rows = channels.map((channel) => ({ ...said, channel, inboundId: inbound.id }));
      await recordConsents(tx, customerId, rows, now, 'customer');
      await keepPlansOfCustomer(context, tx, customerId, now, 'customer');
    }
  }
  return { state: customerIds.length > 0 ? 'handled' : 'inbox', rule: interpretation.rule };
}

/**
 * START opens the channel it came by. STOP closes every channel that writes to this phone: whoever ends texts does not
 * want them to go on by WhatsApp.
 */
async function concerned(
  { tx, inbound }: Reply,
  customerId: string,
  granted: boolean,
): Promise<Inbound['channel'][]> {
  if (granted) return [inbound.channel];
  const { channels } = await tx.customer.findUniqueOrThrow({
    where: { id: customerId },
    select: { channels: true },
  });
  return inbound.channel === 'whatsapp' || channels.includes('whatsapp') ? ['sms', 'whatsapp'] : ['sms'];
}

/**
 * "Remind me next week": the question that was matched comes again then, or, with none open, the last reminder that left.
 * Null: the text asks for nothing of the kind.
 */
async function putOffAsAsked(
  { context, tx, inbound, now }: Reply,
  asked: readonly Asked[],
  match: QuestionMatch,
  customerIds: readonly string[],
): Promise<Handled | null> {
  const by = readPutOff(inbound.body);
  if (by === null) return null;
  const matched = match.kind === 'match' ? asked.find((one) => one.id === match.id) : undefined;
  const about =
    matched && matched.state === 'sent' ? matched : await findReminder(tx, customerIds, inbound.to, now);
  if (!about) return null;
  const until = await putOffUntil(tx, about.planId, by, now);
  const told = { externalId: `put-off:${inbound.id}`, comment: inbound.body };
  await putOff(context, tx, about, until, told, now, 'customer');
  return { state: 'handled', rule: 'put-off', customerId: about.customerId, followUpId: about.id };
}

interface Reminded {
  id: string;
  planId: string;
  customerId: string;
  step: string;
  occurrence: number;
}

/** The last plain text of a plan that left for this phone not long ago. What people wrote is no reminder. */
async function findReminder(
  tx: Tx,
  customerIds: readonly string[],
  sender: string,
  now: Instant,
): Promise<Reminded | null> {
  const [found] = await tx.$queryRaw<Reminded[]>`
    SELECT f.id, f."planId", f."customerId", f.step, f.occurrence
    FROM follow_ups f JOIN messages m ON m."followUpId" = f.id AND m.part = 'message'
    WHERE f."customerId" = ANY(${customerIds as string[]}) AND f.kind = 'sms' AND f.state = 'sent'
      AND m."senderNumber" = ${sender} AND m."acceptedAt" >= ${new Date(now - REMINDED_WITHIN)}
      AND m.purpose <> 'confirmation'
    ORDER BY m."acceptedAt" DESC, m.id DESC LIMIT 1`;
  return found ?? null;
}

async function answerQuestion(reply: Reply, asked: Asked, found: string): Promise<Handled> {
  const { interpretation } = reply;
  const about = { customerId: asked.customerId, followUpId: asked.id };
  if (interpretation.value !== undefined) return { ...about, ...(await takeScore(reply, asked)) };
  await record(reply, asked, 'reply', interpretation.comment ? { comment: interpretation.comment } : {});
  await keepPlans(reply.context, reply.tx, [asked.planId], reply.now, 'customer');
  const askedAgain = await askAgain(reply, asked);
  const needsStaff =
    !askedAgain || interpretation.intent === 'comment' || interpretation.intent === 'reschedule';
  return { ...about, state: needsStaff ? 'inbox' : 'handled', rule: askedAgain ? 'asked-again' : found };
}

/** A score closes the question. The same again is a duplicate; another one within a day is a correction. */
async function takeScore(reply: Reply, asked: Asked): Promise<Pick<Handled, 'state' | 'rule'>> {
  const { interpretation, now } = reply;
  const again = asked.state === 'answered';
  if (again && asked.score === String(interpretation.value) && !interpretation.comment) {
    return { state: 'handled', rule: 'answer.duplicate' };
  }
  if (again && now - asked.endedAt!.getTime() > CORRECTION_WITHIN)
    return { state: 'inbox', rule: 'answer.too-late-to-correct' };
  const comment = interpretation.comment ? { comment: interpretation.comment } : {};
  await record(reply, asked, 'scored', { score: interpretation.value, ...comment });
  await keepPlans(reply.context, reply.tx, [asked.planId], now, 'customer');
  return { state: 'handled', rule: again ? 'answer.correction' : interpretation.rule };
}

async function record(reply: Reply, asked: Asked, type: string, data: object): Promise<void> {
  const { tx, inbound, now } = reply;
  const { step, occurrence } = asked;
  const event = { type, at: now, step, occurrence, data, externalId: `${type}:${inbound.id}` };
  await recordEvent(tx, { planId: asked.planId }, event, now, 'customer');
}

/**
 * One polite question how it was meant; after that a person reads. Whoever may want no more is asked nothing.
 * @returns whether it was asked
 */
async function askAgain(
  { tx, context, inbound, now, interpretation }: Reply,
  asked: Asked,
): Promise<boolean> {
  const template = REASK_TEMPLATES[asked.question];
  if (!template || asked.state !== 'sent' || interpretation.possibleOptOut) return false;
  const known = await tx.template.findFirst({ where: { key: template }, select: { key: true } });
  if (!known || (await tx.message.findFirst({ where: { followUpId: asked.id, part: 'reask' } })))
    return false;
  const message = {
    id: newId('message'),
    customerId: asked.customerId,
    planId: asked.planId,
    followUpId: asked.id,
    part: 'reask',
    template,
    purpose: 'confirmation' as const,
    policyKey: null,
    channel: inbound.channel,
    senderNumber: context.senders[inbound.channel] ?? context.senders.sms,
    sendAt: now,
  };
  await stageMessages(tx, [message], now);
  return true;
}
