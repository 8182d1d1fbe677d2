import { readAsked } from '@aftercare/db/asked.js';
import { type Db, type Tx, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { recordEvent } from '@aftercare/db/events.js';
import { type KeepContext, keepPlans, keepPlansOfSubject } from '@aftercare/db/keep-plans.js';
import { answerVisit, readAskedVisits } from '@aftercare/db/visits/answers.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import {
  type Interpretation,
  type ReplyQuestion,
  interpretReply,
} from '@aftercare/workflows/domain/reply.js';
import { type AnswerValue, answersTo } from '@aftercare/workflows/domain/scale.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import { refuse } from '../subjects/intake.js';
import { CLOCK, DB, KEEP } from '../tokens.js';
import { assertWithStaff, lockInbound, settledBy, writeInbound } from './inbound-row.js';
import { type InboundRow, type InboundView, toInbound } from './inbox.schema.js';
import type { LinkInbound } from './link.schema.js';
import { phoneOwners } from './phone-owners.js';

/** The rule of a text whose meaning a person said. */
const LINKED = 'staff.linked';

interface Linking {
  tx: Tx;
  row: InboundRow;
  body: LinkInbound;
  now: Instant;
  actor: Actor;
}

/** Says what a text belongs to; what follows from the answer is the agenda's business, as if a rule had read it. */
@Injectable()
export class LinkService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(KEEP) private readonly keep: KeepContext,
  ) {}

  /**
   * The same link again changes nothing.
   * @throws `inbound-message.already-linked`, `inbound-message.not-in-inbox`, `follow-up.not-asked` (409)
   */
  link(id: string, body: LinkInbound, actor: Actor): Promise<InboundView> {
    return inTransaction(this.db, async (tx) => {
      const row = await lockInbound(tx, id);
      assertWithStaff(row);
      const now = await this.clock.now(tx);
      const linking = { tx, row, body, now, actor };
      return body.ticket === undefined ? this.linkFollowUp(linking) : this.linkTicket(linking, body.ticket);
    });
  }

  private async linkFollowUp(linking: Linking): Promise<InboundView> {
    const { tx, row, body, now } = linking;
    const followUpId = body.followUp!;
    const customerIds = await phoneOwners(tx, row);
    const asked = (await readAsked(tx, customerIds, row.to, now)).find((one) => one.id === followUpId);
    if (asked) return this.linkQuestion(linking, asked);
    const offers = await readAskedVisits(tx, customerIds, row.to, now);
    const [visit] = offers
      .filter((one) => one.followUpId === followUpId)
      .sort((a, b) => b.question.askedAt - a.question.askedAt);
    if (visit) return this.linkVisit(linking, visit);
    throw new DomainError('follow-up.not-asked', 'This was not asked of whoever wrote', { status: 409 });
  }

  private async linkQuestion(
    linking: Linking,
    asked: Awaited<ReturnType<typeof readAsked>>[number],
  ): Promise<InboundView> {
    const { tx, row, now, actor } = linking;
    const { value, comment } = readingOf(linking, asked.question);
    if (wasLinked(row, { followUpId: asked.id, value })) return toInbound(row);
    const { planId, step, occurrence } = asked;
    const type = value === undefined ? 'reply' : 'scored';
    const data = { ...(value !== undefined && { score: value }), ...(comment && { comment }) };
    await tx.$queryRaw`SELECT id FROM plans WHERE id = ${planId} FOR NO KEY UPDATE`;
    const externalId = await freeExternalId(tx, planId, `${type}:${row.id}`, data);
    if (externalId !== null) {
      const event = { type, at: now, step, occurrence, data, externalId };
      await recordEvent(tx, { planId }, event, now, actor.id);
    }
    await keepPlans(this.keep, tx, [planId], now, actor.id);
    const intent = value === undefined ? 'comment' : typeof value === 'number' ? 'score' : value;
    return this.finish(linking, {
      customerId: asked.customerId,
      followUpId: asked.id,
      intent,
      value,
      comment,
    });
  }

  private async linkVisit(
    linking: Linking,
    asked: Awaited<ReturnType<typeof readAskedVisits>>[number],
  ): Promise<InboundView> {
    const { tx, row, body, now } = linking;
    const { customerId, followUpId, question } = asked;
    const interpretation = ofVisit(linking, asked);
    const { intent, value } = interpretation;
    if (wasLinked(row, { followUpId, value: value ?? body.value })) return toInbound(row);
    const reply = { context: this.keep, tx, inboundId: row.id, now };
    const { state, rule } = await answerVisit(reply, asked, interpretation, LINKED);
    if (state === 'inbox' && intent === 'choice')
      throw new DomainError(rule, 'This time cannot be given any more; arrange it with the customer', {
        status: 409,
        errors: [{ path: '/value', message: `question ${question.question} takes it no longer` }],
      });
    const comment = interpretation.comment;
    return this.finish(linking, { customerId, followUpId, intent, value: value ?? body.value, comment });
  }

  /** The customer wrote about a ticket: its clock of the next reply begins, and it waits for them no longer. */
  private async linkTicket(linking: Linking, ticketId: string): Promise<InboundView> {
    const { tx, row, now, actor } = linking;
    if (row.ticketId === ticketId) return toInbound(row);
    if (row.ticketId !== null) throw alreadyLinked();
    await tx.$queryRaw`SELECT id FROM plans WHERE "ticketId" = ${ticketId} ORDER BY id FOR NO KEY UPDATE`;
    const customers = await phoneOwners(tx, row);
    const ticket = await tx.ticket.findFirst({ where: { id: ticketId, customerId: { in: customers } } });
    if (!ticket)
      throw new DomainError('ticket.of-other-customer', 'This is no ticket of whoever wrote', {
        status: 409,
      });
    if (ticket.state !== 'open' && ticket.state !== 'waiting')
      throw new DomainError('ticket.wrong-state', `A ticket that is ${ticket.state} takes no further texts`, {
        status: 409,
      });
    const data = { by: 'customer', comment: row.body };
    const replied = { type: 'ticket.replied', at: now, data, externalId: `inbox:${row.id}` };
    await recordEvent(tx, { ticketId }, replied, now, actor.id);
    if (ticket.state === 'waiting')
      await recordEvent(
        tx,
        { ticketId },
        { type: 'ticket.active', at: now, externalId: `inbox-active:${row.id}` },
        now,
        actor.id,
      );
    await keepPlansOfSubject(this.keep, tx, { ticketId }, now, actor.id);
    const change = { ...settledBy(actor, now), ticketId, customerId: ticket.customerId };
    return writeInbound(tx, row.id, { actor, action: 'linked', change, data: { ticket: ticketId } }, now);
  }

  private finish(
    { tx, row, now, actor }: Linking,
    read: {
      customerId: string;
      followUpId: string;
      intent: string;
      value?: AnswerValue | 'reschedule';
      comment?: string;
    },
  ): Promise<InboundView> {
    const { customerId, followUpId, intent, value, comment } = read;
    const said = value === undefined ? null : String(value);
    const change = {
      ...settledBy(actor, now),
      ...{ rule: LINKED, customerId, followUpId, intent, value: said, comment: comment ?? null },
    };
    const data = { followUp: followUpId, intent, value: said };
    return writeInbound(tx, row.id, { actor, action: 'linked', change, data }, now);
  }
}

/**
 * The name under which an answer is recorded. A rule may have read the same text before: what it noted is not noted
 * twice, and another score of a person corrects it. Null: it is noted already.
 */
async function freeExternalId(
  tx: Tx,
  planId: string,
  externalId: string,
  data: { score?: AnswerValue },
): Promise<string | null> {
  const known = await tx.event.findFirst({ where: { planId, externalId }, select: { data: true } });
  if (!known) return externalId;
  return (known.data as { score?: AnswerValue }).score === data.score ? null : `${externalId}:corrected`;
}

/** As staff say, or else as the rules read it. What they wrote beside the answer goes along. */
function readingOf(
  { row, body }: Linking,
  question: ReplyQuestion,
): { value?: AnswerValue; comment?: string } {
  const reading = interpretReply({ text: row.body, question });
  const value = body.value ?? reading.value;
  if (value !== undefined && !answersTo(question).includes(value as AnswerValue))
    throw refuse([{ path: '/value', message: `is no answer to ${question}` }]);
  const wrote = reading.value === value ? reading.comment : row.body.trim();
  const comment = body.comment ?? (wrote === '' ? undefined : wrote);
  return { ...(value !== undefined && { value: value as AnswerValue }), ...(comment && { comment }) };
}

function ofVisit(
  { row, body }: Linking,
  { question: { question, choices } }: Awaited<ReturnType<typeof readAskedVisits>>[number],
): Interpretation {
  const { value } = body;
  const comment = body.comment ?? row.body.trim();
  if (value === undefined) {
    const reading = interpretReply({ text: row.body, question, choices });
    if (['yes', 'no', 'choice', 'reschedule'].includes(reading.intent)) return reading;
    throw refuse([{ path: '/value', message: 'is needed: the rules do not understand the text' }]);
  }
  if (typeof value !== 'number') {
    const says = value === 'reschedule' ? {} : { value };
    return { intent: value, ...says, ...(value !== 'yes' && { comment }), rule: LINKED };
  }
  if (question === 'slot' && value >= 1 && value <= (choices ?? 3))
    return { intent: 'choice', value, rule: LINKED };
  throw refuse([{ path: '/value', message: 'is none of the times that were offered' }]);
}

/** @throws when a person gave it another meaning before */
function wasLinked(row: InboundRow, link: { followUpId: string; value?: unknown }): boolean {
  if (row.rule !== LINKED) return false;
  const said = link.value === undefined ? null : String(link.value);
  if (row.followUpId === link.followUpId && row.value === said) return true;
  throw alreadyLinked();
}

function alreadyLinked(): DomainError {
  return new DomainError('inbound-message.already-linked', 'It was given another meaning before', {
    status: 409,
  });
}
