import { catchUpAgreements, readTimeline } from '@aftercare/db/agreements.js';
import { type Db, type Tx, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { recordEvent } from '@aftercare/db/events.js';
import { type KeepContext, keepPlansOfSubject } from '@aftercare/db/keep-plans.js';
import type { AgreementState } from '@aftercare/workflows/domain/agreement.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { formatDate } from '@aftercare/workflows/domain/local-date.js';
import { renewedEnd } from '@aftercare/workflows/domain/renewed-end.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import { toInstantText } from '../common/schemas.js';
import { refuse } from '../subjects/intake.js';
import { readPlansOf } from '../subjects/opened-plans.js';
import { CLOCK, DB, KEEP } from '../tokens.js';
import { readToday } from './agreement-list.service.js';
import { AGREEMENT_INCLUDE, toAgreement } from './agreements.schema.js';
import type { AgreementDetail, AgreementVerbBody, Renew } from './agreement-detail.schema.js';
import { readNotices } from './notices.service.js';
import { OFFER_INCLUDE, toOffer } from './offers.service.js';

export type AgreementVerb = 'suspend' | 'resume' | 'cancel';

interface VerbRule {
  readonly event: string;
  readonly from: readonly AgreementState[];
  /** States in which it has been done already. */
  readonly done: readonly AgreementState[];
}

const VERBS: Readonly<Record<AgreementVerb, VerbRule>> = {
  suspend: { event: 'agreement.suspended', from: ['active', 'ending'], done: ['suspended'] },
  resume: { event: 'agreement.resumed', from: ['suspended'], done: ['active', 'ending'] },
  cancel: { event: 'agreement.cancelled', from: ['active', 'ending', 'suspended'], done: ['cancelled'] },
};
const RENEWABLE: readonly AgreementState[] = ['active', 'ending', 'lapsed', 'cancelled'];

/** What staff do with an agreement: each verb is an event of it. */
@Injectable()
export class AgreementVerbsService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(KEEP) private readonly keep: KeepContext,
  ) {}

  get(id: string): Promise<AgreementDetail> {
    return this.read(this.db, id);
  }

  /** @throws `agreement.wrong-state` (409) when its state does not allow it */
  carryOut(id: string, verb: AgreementVerb, body: AgreementVerbBody, actor: Actor): Promise<AgreementDetail> {
    return inTransaction(this.db, async (tx) => {
      const { event, from, done } = VERBS[verb];
      const state = await this.lock(tx, id);
      if (done.includes(state)) return this.read(tx, id);
      assertState(state, from, verb);
      await this.record(tx, id, event, body, actor);
      return this.read(tx, id);
    });
  }

  /** Begins another term: behind the present one, or today where the agreement has lapsed. */
  renew(id: string, { endsOn, comment }: Renew, actor: Actor): Promise<AgreementDetail> {
    return inTransaction(this.db, async (tx) => {
      assertState(await this.lock(tx, id), RENEWABLE, 'renew');
      const now = await this.clock.now(tx);
      const { subject, zone, timeline } = await readTimeline(tx, id, now);
      const { clock } = timeline;
      if (endsOn !== undefined && endsOn <= clock.endsOn)
        throw refuse([{ path: '/endsOn', message: `must lie after ${clock.endsOn}, the end of this term` }]);
      const until = endsOn ?? renewedEnd(subject, clock, { zone, now });
      await this.record(tx, id, 'agreement.renewed', { ...(until && { endsOn: until }), comment }, actor);
      return this.read(tx, id);
    });
  }

  private async lock(tx: Tx, id: string): Promise<AgreementState> {
    await tx.$queryRaw`SELECT id FROM plans WHERE "agreementId" = ${id} ORDER BY id FOR NO KEY UPDATE`;
    const [row] = await tx.$queryRaw<
      { id: string }[]
    >`SELECT id FROM agreements WHERE id = ${id} FOR NO KEY UPDATE`;
    if (!row) throw new DomainError('agreement.not-found', 'There is no such agreement');
    const { timeline } = await readTimeline(tx, id, await this.clock.now(tx));
    return timeline.clock.state;
  }

  private async record(tx: Tx, id: string, type: string, data: object, actor: Actor): Promise<void> {
    const now = await this.clock.now(tx);
    await recordEvent(tx, { agreementId: id }, { type, at: now, data }, now, actor.id);
    await keepPlansOfSubject(this.keep, tx, { agreementId: id }, now, actor.id);
  }

  private async read(tx: Tx, id: string): Promise<AgreementDetail> {
    const now = await this.clock.now(tx);
    await catchUpAgreements(tx, now);
    const row = await tx.agreement.findUnique({ where: { id }, include: AGREEMENT_INCLUDE });
    if (!row) throw new DomainError('agreement.not-found', 'There is no such agreement');
    const { zone, timeline, row: full } = await readTimeline(tx, id, now);
    const notices = await readNotices(tx, id, now);
    const offers = await tx.offer.findMany({
      where: { OR: [{ agreementId: id }, { madeAgreementId: id }] },
      include: OFFER_INCLUDE,
      orderBy: { id: 'asc' },
    });
    const view = toAgreement(row, await readToday(tx, now));
    const present = notices.at(-1);
    const { messages: _, ...notice } = present?.term === timeline.clock.term ? present : { messages: [] };
    return {
      ...view,
      zone,
      plans: await readPlansOf(tx, { agreementId: id }),
      terms: timeline.terms.map(({ term, startsDay, endsDay, noticeDay }) => ({
        ...{ term, startsOn: formatDate(startsDay), endsOn: formatDate(endsDay) },
        noticeOn: noticeDay === null ? null : formatDate(noticeDay),
      })),
      suspensions: suspensionsOf(full.events),
      events: full.events.map((event) => ({
        ...{ id: event.id, type: event.type, at: toInstantText(event.at), by: event.recordedBy },
        data: event.data as Record<string, unknown>,
      })),
      offers: offers.map(toOffer),
      notice: 'term' in notice ? notice : null,
      verbs: verbsFor(
        view.state,
        offers.some(({ state }) => state === 'open'),
      ),
    };
  }
}

function suspensionsOf(events: readonly { type: string; at: Date }[]): AgreementDetail['suspensions'] {
  const found: AgreementDetail['suspensions'] = [];
  let from: Date | null = null;
  for (const { type, at } of events) {
    if (type === 'agreement.suspended') from ??= at;
    if (type !== 'agreement.resumed' || from === null) continue;
    found.push({ from: toInstantText(from), until: toInstantText(at) });
    from = null;
  }
  return from === null ? found : [...found, { from: toInstantText(from), until: null }];
}

function assertState(state: AgreementState, from: readonly AgreementState[], verb: string): void {
  if (from.includes(state)) return;
  throw new DomainError('agreement.wrong-state', `An agreement that is ${state} does not allow "${verb}"`, {
    status: 409,
  });
}

function verbsFor(state: AgreementState, hasOffer: boolean): AgreementDetail['verbs'] {
  const verbs = (Object.keys(VERBS) as AgreementVerb[]).filter((verb) => VERBS[verb].from.includes(state));
  const renew = RENEWABLE.includes(state) ? (['renew'] as const) : [];
  const offer = hasOffer || state === 'suspended' ? [] : (['offer'] as const);
  return [...renew, ...verbs, ...offer];
}
