import { type Db, Prisma } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { countSegments } from '@aftercare/workflows/domain/text.js';
import { Inject, Injectable } from '@nestjs/common';
import { toInstantText } from '../common/schemas.js';
import { CLOCK, DB } from '../tokens.js';
import { AnswerService, readAnswered } from './answer.service.js';
import { getInbound } from './inbound-row.js';
import type { Bubble, InboundDetail } from './inbox-detail.schema.js';
import { type InboundRow, toInbound } from './inbox.schema.js';
import { phoneOwners } from './phone-owners.js';
import { writeReadyAnswers } from './ready-answers.js';
import { suggestQuestions } from './suggested-questions.js';

/** So much of a conversation is shown. */
const LAST_TEXTS = 50;
const PERSON = { id: true, externalId: true, name: true, tier: true, type: true, language: true } as const;

/** One text with everything that helps a person to read it and to answer. */
@Injectable()
export class InboxDetailService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    private readonly answers: AnswerService,
  ) {}

  async get(id: string): Promise<InboundDetail> {
    const row = await getInbound(this.db, id);
    const customerIds = await phoneOwners(this.db, row);
    const people = await this.db.customer.findMany({
      where: { id: { in: customerIds } },
      select: PERSON,
      orderBy: { id: 'desc' },
    });
    const isKnown = row.customerId !== null;
    return {
      ...toInbound(row),
      customer: people.find((one) => one.id === row.customerId) ?? null,
      candidates: people,
      conversation: await this.conversation(row),
      answering: isKnown ? await this.answers.judge(row) : null,
      suggestions: {
        questions: await suggestQuestions(this.db, row, customerIds, await this.clock.now(this.db)),
        answers: isKnown ? await this.readyAnswers(row) : [],
        tickets: await this.openTickets(customerIds),
      },
      history: await this.history(id),
    };
  }

  private async readyAnswers(row: InboundRow): Promise<InboundDetail['suggestions']['answers']> {
    const ready = await writeReadyAnswers(this.db, await readAnswered(this.db, row));
    return ready.map(({ template, body, language }) => {
      return { template, body, language, segments: countSegments(body).segments };
    });
  }

  /** Texts between us and this customer or, for a number that is nobody's, this number. */
  private async conversation({ customerId, from }: InboundRow): Promise<Bubble[]> {
    const texts = await this.db.$queryRaw<(Omit<Bubble, 'at'> & { at: Date })[]>`
      SELECT * FROM (
        SELECT id, 'in' AS direction, "receivedAt" AS at, body, channel, state, NULL AS part, "followUpId" AS "followUp",
          NULL AS answers, NULL::int AS "errorCode"
        FROM inbound_messages WHERE ${customerId === null ? Prisma.sql`"from" = ${from}` : Prisma.sql`("customerId" = ${customerId} OR ("customerId" IS NULL AND "from" = ${from}))`}
        UNION ALL SELECT id, 'out', coalesce("acceptedAt", "sendAt"), body, channel, state, part, "followUpId", "answersId", "errorCode"
        FROM messages WHERE "customerId" = ${customerId} AND body IS NOT NULL AND "sentWithId" IS NULL
          AND channel <> 'email' AND state NOT IN ('withdrawn')
      ) AS texts ORDER BY at DESC, id DESC LIMIT ${LAST_TEXTS}`;
    return texts.reverse().map((text) => ({ ...text, at: toInstantText(text.at) }));
  }

  private async openTickets(customerIds: string[]): Promise<InboundDetail['suggestions']['tickets']> {
    const rows = await this.db.ticket.findMany({
      where: { customerId: { in: customerIds }, state: { in: ['open', 'waiting'] } },
      select: { id: true, externalId: true, subject: true, kind: true, state: true, openedAt: true },
      orderBy: { openedAt: 'desc' },
      take: 5,
    });
    return rows.map((row) => ({ ...row, openedAt: toInstantText(row.openedAt) }));
  }

  private async history(id: string): Promise<InboundDetail['history']> {
    const rows = await this.db.audit.findMany({
      where: { entity: 'inbound-message', entityId: id },
      orderBy: [{ at: 'asc' }, { id: 'asc' }],
    });
    const ids = rows.map(({ actor }) => actor.replace(/^staff:/, ''));
    const staff = await this.db.staff.findMany({
      where: { OR: [{ id: { in: ids } }, { email: { in: ids } }] },
      select: { id: true, email: true, name: true },
    });
    return rows.map(({ at, action, actor, data }) => {
      const who = actor.replace(/^staff:/, '');
      const byName = staff.find((one) => one.id === who || one.email === who)?.name ?? null;
      return { at: toInstantText(at), action, by: actor, byName, data: data as Record<string, unknown> };
    });
  }
}
