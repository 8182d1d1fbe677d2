import { readTimeline } from '@aftercare/db/agreements.js';
import type { Db, Prisma, Tx } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { toCustomerFacts } from '@aftercare/db/facts.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { formatDate } from '@aftercare/workflows/domain/local-date.js';
import { byHandStep } from '@aftercare/workflows/domain/notice-by-hand.js';
import type { Policy } from '@aftercare/workflows/domain/policy.js';
import {
  BY_CONTRACT,
  NOTICE_RULES,
  noticeWindow,
  type NoticeWindow,
} from '@aftercare/workflows/domain/renewal-notice.js';
import { localDay, type Instant } from '@aftercare/workflows/domain/time.js';
import { Inject, Injectable } from '@nestjs/common';
import { toInstantText } from '../common/schemas.js';
import { CLOCK, DB } from '../tokens.js';
import type { NoticesView, NoticeView } from './agreement-detail.schema.js';

const FOLLOW_UP_INCLUDE = {
  messages: {
    where: { part: 'message' },
    orderBy: { turn: 'asc' },
    include: { attempts: { orderBy: { number: 'asc' } } },
  },
} as const satisfies Prisma.FollowUpInclude;
type GivenNotice = Prisma.FollowUpGetPayload<{ include: typeof FOLLOW_UP_INCLUDE }>;
type SentText = GivenNotice['messages'][number];

/** States of a message that the provider took and that nobody has called failed since. */
const WITH_CARRIER = ['accepted', 'sent', 'delivered'];

/** The announcements of renewals that an agreement owes, and the proof of each. */
@Injectable()
export class NoticesService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
  ) {}

  async list(agreementId: string): Promise<NoticesView> {
    const known = await this.db.agreement.findUnique({ where: { id: agreementId }, select: { id: true } });
    if (!known) throw new DomainError('agreement.not-found', 'There is no such agreement');
    const now = await this.clock.now(this.db);
    return { items: await readNotices(this.db, agreementId, now) };
  }
}

/** The notice of each term that owes one, oldest first. */
export async function readNotices(tx: Tx, agreementId: string, now: Instant): Promise<NoticeView[]> {
  const { row, subject, zone, timeline } = await readTimeline(tx, agreementId, now);
  const customer = await tx.customer.findUniqueOrThrow({ where: { id: row.customerId } });
  const given = await findGiven(tx, agreementId);
  return timeline.terms.flatMap((term) => {
    const window = noticeWindow(subject, toCustomerFacts(customer), term);
    if (!window) return [];
    const { followUp = null, byHand = null } = given.get(term.term) ?? {};
    return [toNotice(term.term, window, { followUp, byHand, zone, now })];
  });
}

interface Given {
  followUp?: GivenNotice;
  byHand?: GivenNotice;
}

/** By term: the text that announces its renewal, and the work in its place. */
async function findGiven(tx: Tx, agreementId: string): Promise<Map<number, Given>> {
  const plans = await tx.plan.findMany({
    where: { agreementId },
    include: { policyVersion: { select: { document: true } } },
  });
  const given = new Map<number, Given>();
  for (const { id, policyVersion } of plans) {
    const { steps = [] } = policyVersion.document as unknown as Policy;
    const names = steps.filter(({ notice }) => notice).map(({ step }) => step);
    const followUps = await tx.followUp.findMany({
      where: { planId: id, step: { in: [...names, ...names.map(byHandStep)] } },
      include: FOLLOW_UP_INCLUDE,
    });
    for (const followUp of followUps) {
      const known = given.get(followUp.occurrence) ?? {};
      const field = names.includes(followUp.step) ? 'followUp' : 'byHand';
      given.set(followUp.occurrence, { ...known, [field]: followUp });
    }
  }
  return given;
}

function toNotice(
  term: number,
  window: NoticeWindow,
  given: { followUp: GivenNotice | null; byHand: GivenNotice | null; zone: string; now: Instant },
): NoticeView {
  const { followUp, byHand, zone, now } = given;
  const messages = followUp?.messages ?? [];
  const arrived = messages.find(({ state }) => WITH_CARRIER.includes(state));
  const givenAt = arrived?.acceptedAt ?? (byHand?.state === 'done' ? byHand.endedAt : null);
  return {
    term,
    endsOn: formatDate(window.endsDay),
    rules: window.rules.map((code) => ({ code, source: sourceOf(code) })),
    sendFrom: window.firstDay === null ? null : formatDate(window.firstDay),
    sendBy: formatDate(window.lastDay),
    refuseUntil: formatDate(window.refuseUntilDay),
    zone,
    state: stateOf(arrived, byHand, localDay(now, zone) > window.lastDay),
    inTime: givenAt === null ? null : isInside(window, localDay(givenAt.getTime(), zone)),
    givenAt: givenAt && toInstantText(givenAt),
    followUp: followUp?.id ?? null,
    byHand: byHand && {
      ...{ id: byHand.id, state: byHand.state, dueAt: toInstantText(byHand.dueAt), comment: byHand.comment },
    },
    messages: messages.map(toProof),
  };
}

function sourceOf(code: string): string {
  if (code === BY_CONTRACT) return 'The agreement itself';
  return NOTICE_RULES.find((rule) => rule.code === code)?.source ?? code;
}

function isInside({ firstDay, lastDay }: NoticeWindow, day: number): boolean {
  return day <= lastDay && (firstDay === null || day >= firstDay);
}

function stateOf(
  arrived: SentText | undefined,
  byHand: GivenNotice | null,
  isOver: boolean,
): NoticeView['state'] {
  if (arrived) return arrived.state === 'delivered' ? 'delivered' : 'sent';
  if (byHand?.state === 'done') return 'by-hand-done';
  if (byHand && (byHand.state === 'due' || byHand.state === 'planned')) return 'by-hand-due';
  return isOver ? 'missing' : 'planned';
}

function toProof(message: SentText): NoticeView['messages'][number] {
  const { id, channel, to, language, subject, body, template, templateVersion, state, sid, errorCode } =
    message;
  return {
    ...{ id, channel, to, language, subject, body, template, templateVersion, state, sid, errorCode },
    sendAt: toInstantText(message.sendAt),
    acceptedAt: message.acceptedAt && toInstantText(message.acceptedAt),
    endedAt: message.endedAt && toInstantText(message.endedAt),
    reasons: message.reasons as NoticeView['messages'][number]['reasons'],
    evidence: message.evidence,
    attempts: message.attempts.map((attempt) => ({
      ...{ number: attempt.number, state: attempt.state, error: attempt.error, errorCode: attempt.errorCode },
      startedAt: toInstantText(attempt.startedAt),
      endedAt: attempt.endedAt && toInstantText(attempt.endedAt),
    })),
  };
}
