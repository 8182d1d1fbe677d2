import { audit } from '@aftercare/db/audit.js';
import { judgeCallNow, stageCall, withdrawCalls } from '@aftercare/db/calls.js';
import { type Db, type Tx, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import type { KeepContext } from '@aftercare/db/keep-plans.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { formatInstant } from '@aftercare/workflows/domain/time.js';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../common/actor.js';
import { type Page, decodeCursor, toPage } from '../common/page.js';
import { findStaffId } from '../staff/find-staff.js';
import { CLOCK, DB, KEEP } from '../tokens.js';
import { type CallQuery, type CallView, type PlaceCall, toCall } from './calls.schema.js';

const CURSOR = z.tuple([z.iso.datetime(), z.string()]);

const IN_PERSON = { code: 'call.in-person', text: 'somebody of the staff calls instead' };

/** Calls that are placed through the provider. What came of one is told with the verb `outcome` of its follow-up. */
@Injectable()
export class CallsService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(KEEP) private readonly keep: KeepContext,
  ) {}

  /**
   * @throws `call.not-allowed` (409) with the reason and, where waiting helps, from when on; `call.under-way` (409);
   *   `staff.no-phone` (409) when the member of staff has no telephone that could ring
   */
  place({ followUp: id, staff }: PlaceCall, actor: Actor): Promise<CallView> {
    return inTransaction(this.db, async (tx) => {
      const now = await this.clock.now(tx);
      const followUp = await tx.followUp.findUnique({ where: { id }, include: { customer: true } });
      if (!followUp) throw new DomainError('follow-up.not-found', 'There is no such follow-up');
      if (followUp.kind !== 'call')
        throw new DomainError('follow-up.wrong-kind', 'Only a follow-up of kind call is called', {
          status: 409,
        });
      const caller = await findCaller(tx, staff, actor);
      const verdict = await judgeCallNow(this.keep, tx, id, 'bridge', now);
      if (verdict.verdict === 'wait') {
        const from = `the customer may be called from ${formatInstant(verdict.until)} on`;
        throw new DomainError('call.not-allowed', `${verdict.reason.text}; ${from}`, { status: 409 });
      }
      if (verdict.verdict === 'refuse')
        throw new DomainError('call.not-allowed', verdict.reason.text, { status: 409 });
      const { planId, customerId, customer } = followUp;
      // Who wants to speak in person goes before the machine that would have rung.
      await withdrawCalls(tx, { followUpId: id, kind: 'survey' }, IN_PERSON, now);
      const callId = await stageCall(
        tx,
        {
          ...{ followUpId: id, planId, customerId, kind: 'bridge', attempt: null, staffId: caller.id },
          ...{ placeAt: now, from: this.keep.senders.sms, to: caller.phone, customerTo: customer.phone },
        },
        now,
        actor.id,
      );
      if (callId === null)
        throw new DomainError('call.under-way', 'A call of this follow-up is under way', { status: 409 });
      await audit(tx, now, {
        actor: actor.id,
        action: 'call.placed',
        entity: 'follow-up',
        entityId: id,
        data: { call: callId, staff: caller.id },
      });
      return toCall(await tx.call.findUniqueOrThrow({ where: { id: callId } }));
    });
  }

  async get(id: string): Promise<CallView> {
    const row = await this.db.call.findUnique({ where: { id } });
    if (!row) throw new DomainError('call.not-found', 'There is no such call');
    return toCall(row);
  }

  /** Newest first. */
  async search({ followUp, customer, limit, after }: CallQuery): Promise<Page<CallView>> {
    const [at, id] = after === undefined ? [] : decodeCursor(after, CURSOR);
    const rows = await this.db.call.findMany({
      where: {
        ...(followUp !== undefined && { followUpId: followUp }),
        ...(customer !== undefined && { customerId: customer }),
        ...(at !== undefined && { OR: [{ createdAt: { lt: at } }, { createdAt: at, id: { lt: id! } }] }),
      },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
    });
    return toPage(rows, limit, toCall, (row) => [row.createdAt.toISOString(), row.id]);
  }
}

async function findCaller(
  tx: Tx,
  named: string | undefined,
  actor: Actor,
): Promise<{ id: string; phone: string }> {
  const id = named === undefined ? actor.staffId : await findStaffId(tx, named, '/staff');
  if (id === undefined)
    throw new DomainError('staff.unknown', 'Say whose telephone rings first', {
      errors: [{ path: '/staff', message: 'is needed with an API key' }],
    });
  const { name, phone } = await tx.staff.findUniqueOrThrow({ where: { id } });
  if (phone === null)
    throw new DomainError('staff.no-phone', `${name} has no telephone number that could ring`, {
      status: 409,
    });
  return { id, phone };
}
