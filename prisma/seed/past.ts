import { createHash } from 'node:crypto';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { Tx } from '../client.js';
import { newId } from '../ids.js';
import { keepPlans, type KeepContext } from '../keep-plans.js';
import { STAGE_AHEAD } from '../keep/stage.js';
import { poke } from '../outbox.js';
import { recordAccepted, recordNotSent } from '../sent.js';
import { VISIT_FACTS } from '../visits/text-facts.js';
import { type TextFacts, readWording, writeText } from '../write-text.js';

const SECOND = 1_000;
/** So long after the provider took it a text had reached the phone. */
const DELIVERED_AFTER = 4 * SECOND;

/** A staged message with what its text may speak of. */
interface Staged extends TextFacts {
  id: string;
  to: string;
  sendAt: Date;
}

/**
 * Lets the plans of some customers live through the past, so that seeded rows are what the running product would have
 * left behind: plans look at their agendas when they said they would, and texts leave when they were due. Only Twilio
 * is missing: every text counts as delivered. Time must go forward from call to call.
 */
export class Past {
  constructor(
    private readonly tx: Tx,
    private readonly context: KeepContext,
    private readonly customerIds: readonly string[],
  ) {}

  /** Carries out everything that came due up to an instant, in the order of time. */
  async liveUntil(until: Instant): Promise<void> {
    for (let at = await this.findNext(); at !== null && at <= until; at = await this.findNext()) {
      // The plans first: at its very instant an agenda sees that consent is missing or a condition does not hold.
      if (await this.lookAround(Math.min(at + STAGE_AHEAD, until))) continue;
      for (const message of await this.readStaged(at)) await this.leave(message);
    }
  }

  /** Brings all plans to the present and leaves to Temporal what is still to come. */
  async arriveAt(now: Instant): Promise<void> {
    await this.liveUntil(now);
    const where = { customerId: { in: [...this.customerIds] } };
    const plans = await this.tx.plan.findMany({ where, select: { id: true }, orderBy: { id: 'asc' } });
    const ids = plans.map(({ id }) => id);
    const kept = await keepPlans(this.context, this.tx, ids, now, 'plan', { arm: true });
    // What was poked on the way has long happened.
    await this.tx.outbox.deleteMany({ where: { kind: 'plan', target: { in: ids } } });
    await poke(
      this.tx,
      'plan',
      ids.filter((id) => kept.get(id)!.armAt !== null),
    );
    await this.wakeSender();
  }

  private async findNext(): Promise<Instant | null> {
    const [row] = await this.tx.$queryRaw<{ at: Date | null }[]>`
      SELECT least(
        (SELECT min("wakeAt") FROM plans WHERE "customerId" = ANY(${this.customerIds})),
        (SELECT min("sendAt") FROM messages WHERE state = 'staged' AND "customerId" = ANY(${this.customerIds}))) AS at`;
    return row?.at?.getTime() ?? null;
  }

  /**
   * Plans that want to look within the time that texts are staged ahead look together: once instead of once to stage
   * a text and once more when it leaves.
   * @returns whether a plan wanted to look
   */
  private async lookAround(at: Instant): Promise<boolean> {
    const plans = await this.tx.plan.findMany({
      where: { customerId: { in: [...this.customerIds] }, wakeAt: { lte: new Date(at) } },
      select: { id: true },
    });
    if (plans.length === 0) return false;
    await keepPlans(
      this.context,
      this.tx,
      plans.map(({ id }) => id),
      at,
      'plan',
      { arm: true },
    );
    return true;
  }

  private readStaged(at: Instant): Promise<Staged[]> {
    return this.tx.$queryRaw<Staged[]>`
      SELECT m.id, m."sendAt", m.template, m."senderNumber", f."dueAt"::text AS "dueAt", f.reasons, p.zone, c.phone AS "to",
        coalesce(s.products, t.products, g.products) AS products,
        (SELECT name FROM staff WHERE id = coalesce(f."ownerId", c."ownerId")) AS "staffName",
        ${VISIT_FACTS} AS visit, json_build_object('name', c.name, 'language', c.language) AS customer
      FROM messages m
      JOIN customers c ON c.id = m."customerId"
      JOIN plans p ON p.id = m."planId"
      LEFT JOIN follow_ups f ON f.id = m."followUpId"
      LEFT JOIN sales s ON s.id = p."saleId"
      LEFT JOIN tickets t ON t.id = p."ticketId"
      LEFT JOIN agreements g ON g.id = p."agreementId"
      WHERE m.state = 'staged' AND m."sendAt" <= ${new Date(at)} AND m."customerId" = ANY(${this.customerIds})
      ORDER BY m."sendAt", m.id`;
  }

  /** A text leaves and arrives; one that would have a hole is kept back, as the sender does it. */
  private async leave(message: Staged): Promise<void> {
    const { tx, context } = this;
    const { id: messageId, to } = message;
    const at = message.sendAt.getTime();
    try {
      const text = writeText(await readWording(tx, [message.template]), message);
      await tx.message.update({ where: { id: messageId }, data: { state: 'in-flight', to, ...text } });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const refused = {
        messageId,
        state: 'kept-back' as const,
        reason: { code: error.code, text: error.message },
      };
      return recordNotSent(context, tx, [refused], at);
    }
    const times = { startedAt: message.sendAt, calledAt: message.sendAt };
    await tx.attempt.create({
      data: { id: newId('attempt'), messageId, number: 1, state: 'in-flight', ...times },
    });
    await recordAccepted(context, tx, [{ messageId, sid: inventSid(messageId) }], at);
    const endedAt = new Date(at + DELIVERED_AFTER);
    await tx.message.update({ where: { id: messageId }, data: { state: 'delivered', endedAt } });
  }

  private async wakeSender(): Promise<void> {
    const number = this.context.senders.sms;
    const staged = { senderNumber: number, state: 'staged' };
    const { _min } = await this.tx.message.aggregate({ where: staged, _min: { sendAt: true } });
    await this.tx.sender.update({ where: { number }, data: { wakeAt: _min.sendAt } });
    await this.tx.outbox.deleteMany({ where: { kind: 'sender', target: number } });
    if (_min.sendAt) await poke(this.tx, 'sender', [number]);
  }
}

/** An id such as Twilio gives to a message. */
export function inventSid(of: string): string {
  return `SM${createHash('md5').update(of).digest('hex')}`;
}
