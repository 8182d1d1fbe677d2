import { type Db, type Tx, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { recordEvent } from '@aftercare/db/events.js';
import { newId } from '@aftercare/db/ids.js';
import { type KeepContext, keepPlansOfSubject } from '@aftercare/db/keep-plans.js';
import { wakeSenderAt } from '@aftercare/db/messages.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import type { Reason } from '@aftercare/workflows/domain/reason.js';
import { countSegments, normaliseSmsText } from '@aftercare/workflows/domain/text.js';
import { type Instant, parseInstant } from '@aftercare/workflows/domain/time.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import { toInstantText } from '../common/schemas.js';
import { TryService } from '../contact-rules/try.service.js';
import { CLOCK, DB, KEEP } from '../tokens.js';
import type { AnsweredView, AnsweringView, AnswerPreview, AnswerText } from './answer.schema.js';
import { customerOf, getInbound, lockInbound, settledBy, writeInbound } from './inbound-row.js';
import type { InboundRow } from './inbox.schema.js';
import { type Answered, writeReadyAnswer } from './ready-answers.js';

const DAY = 86_400_000;
/** Called so where messages are listed; the words are a person's own. */
const OWN_WORDS = 'staff-answer';
const PART = 'answer';
/** Urgent first: somebody waits for a confirmation. */
const PRIORITY = { confirmation: 1, service: 2 } as const;

interface Written {
  body: string;
  language: string;
  template: string;
}

/** Texts that staff answer customers with: by the rules that every message is judged by, and each once. */
@Injectable()
export class AnswerService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(KEEP) private readonly keep: KeepContext,
    private readonly rules: TryService,
  ) {}

  /** What would leave, counted as it is paid for, and whether the rules let it. */
  async preview(id: string, body: AnswerText): Promise<AnswerPreview> {
    const row = await getInbound(this.db, id);
    const { body: text, language } = await this.write(this.db, row, body);
    const answering = await this.judge(row);
    return { ...{ body: text, language }, ...plain(countSegments(text)), ...answering };
  }

  /**
   * Whether and when an answer may leave: within a day of the customer's text it is what they wait for, later it is a
   * message like others.
   */
  async judge(row: InboundRow): Promise<AnsweringView> {
    const now = await this.clock.now(this.db);
    const purpose = now - row.receivedAt.getTime() < DAY ? 'confirmation' : 'service';
    const { leftAt } = await this.db.customer.findUniqueOrThrow({
      where: { id: customerOf(row) },
      select: { leftAt: true },
    });
    if (leftAt !== null) {
      const reason = { code: 'customer.left', text: 'the customer has left' };
      return { purpose, allowed: false, sendAt: null, reasons: [reason] };
    }
    const channel = channelOf(row);
    const verdict = await this.rules.try({ customer: customerOf(row), purpose, channel });
    const { nextAllowedAt: sendAt, reasons } = verdict;
    return { purpose, allowed: sendAt !== null, sendAt, reasons };
  }

  /**
   * Stages one text. The same words pressed twice are one text; further words are a further one.
   * @throws `inbound-message.answer-refused` (409) with the reasons where the rules forbid it
   */
  async answer(id: string, text: AnswerText, actor: Actor): Promise<AnsweredView> {
    const answering = await this.judge(await getInbound(this.db, id));
    return inTransaction(this.db, async (tx) => {
      const row = await lockInbound(tx, id);
      const written = await this.write(tx, row, text);
      const before = await tx.message.findFirst({ where: { answersId: id, body: written.body } });
      if (before) return toAnswered(before);
      if (answering.sendAt === null) throw refused(answering);
      const now = await this.clock.now(tx);
      const sendAt = Math.max(now, parseInstant(answering.sendAt));
      const staged = await this.stage(
        tx,
        row,
        { ...written, purpose: answering.purpose, sendAt },
        answering,
        now,
      );
      await this.tellTicket(tx, row, staged.id, now, actor);
      const change = text.settle && row.state === 'inbox' ? settledBy(actor, now) : {};
      const data = { message: staged.id, purpose: answering.purpose };
      await writeInbound(tx, id, { actor, action: 'answered', change, data }, now);
      return toAnswered(staged);
    });
  }

  private async stage(
    tx: Tx,
    row: InboundRow,
    message: Written & { purpose: AnsweringView['purpose']; sendAt: Instant },
    { reasons }: AnsweringView,
    now: Instant,
  ) {
    const { body, language, template, purpose, sendAt } = message;
    const channel = channelOf(row);
    const senderNumber = await this.senderOf(tx, row);
    const staged = await tx.message.create({
      data: {
        ...{ id: newId('message'), customerId: customerOf(row), answersId: row.id, part: PART, template },
        ...{ purpose, priority: PRIORITY[purpose], channel, senderNumber, state: 'staged', body, language },
        // They are answered where they wrote from, whatever number is theirs otherwise.
        to: row.channel === 'email' ? null : row.from,
        segments: countSegments(body).segments,
        reasons: reasons as unknown as object[],
        ...{ sendAt: new Date(sendAt), createdAt: new Date(now) },
      },
    });
    await wakeSenderAt(tx, senderNumber, sendAt);
    return staged;
  }

  /** The account they wrote to, where it is one of ours; whoever answered a mail is answered by SMS. */
  private async senderOf(tx: Tx, { to, channel }: InboundRow): Promise<string> {
    const known = channel === 'email' ? null : await tx.sender.findUnique({ where: { number: to } });
    return known?.number ?? this.keep.senders.sms;
  }

  /** An answer to what belongs to an open ticket ends the clock of its reply. */
  private async tellTicket(
    tx: Tx,
    { ticketId }: InboundRow,
    messageId: string,
    now: Instant,
    actor: Actor,
  ): Promise<void> {
    if (ticketId === null) return;
    const { state } = await tx.ticket.findUniqueOrThrow({ where: { id: ticketId }, select: { state: true } });
    if (state !== 'open' && state !== 'waiting') return;
    const replied = {
      type: 'ticket.replied',
      at: now,
      data: { by: 'staff' },
      externalId: `answer:${messageId}`,
    };
    await recordEvent(tx, { ticketId }, replied, now, actor.id);
    await keepPlansOfSubject(this.keep, tx, { ticketId }, now, actor.id);
  }

  private async write(tx: Tx, row: InboundRow, { text, template }: AnswerText): Promise<Written> {
    if (template === undefined) {
      const { language } = await readAnswered(tx, row);
      return { body: normaliseSmsText(text!, { diacritics: 'keep' }), language, template: OWN_WORDS };
    }
    return writeReadyAnswer(tx, template, await readAnswered(tx, row));
  }
}

/** For whom an answer is written. */
export async function readAnswered(tx: Tx, row: InboundRow): Promise<Answered> {
  const customer = await tx.customer.findUniqueOrThrow({
    where: { id: customerOf(row) },
    select: { name: true, language: true, zone: true, owner: { select: { name: true } } },
  });
  const organisation = await tx.organisation.findUniqueOrThrow({ where: { id: 1 } });
  return {
    name: customer.name,
    language: customer.language,
    zone: customer.zone ?? organisation.zone,
    staffName: customer.owner?.name ?? null,
    senderNumber: row.to,
  };
}

function channelOf({ channel }: InboundRow): 'sms' | 'whatsapp' {
  return channel === 'whatsapp' ? 'whatsapp' : 'sms';
}

function plain({ encoding, units, segments, odd }: ReturnType<typeof countSegments>) {
  return { encoding, units, segments, odd: [...odd] };
}

function refused({ reasons }: AnsweringView): DomainError {
  return new DomainError(
    'inbound-message.answer-refused',
    `The rules do not let this text leave: ${reasons.map(({ text }) => text).join('; ')}`,
    {
      status: 409,
      errors: reasons.map(({ code, text }) => ({ path: '/text', message: `${code}: ${text}` })),
    },
  );
}

function toAnswered(row: {
  id: string;
  state: string;
  body: string | null;
  purpose: string;
  segments: number | null;
  sendAt: Date;
  reasons: unknown;
}): AnsweredView {
  return {
    message: row.id,
    state: row.state,
    body: row.body!,
    purpose: row.purpose as AnsweredView['purpose'],
    segments: row.segments ?? countSegments(row.body!).segments,
    sendAt: toInstantText(row.sendAt),
    reasons: row.reasons as Reason[],
  };
}
