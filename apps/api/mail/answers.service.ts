import { findQuestion, type GivenAnswer, takeAnswer, takesAnswers } from '@aftercare/db/answers.js';
import { type Db, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import type { KeepContext } from '@aftercare/db/keep-plans.js';
import { findLink } from '@aftercare/db/links.js';
import { answersTo } from '@aftercare/workflows/domain/scale.js';
import { Inject, Injectable } from '@nestjs/common';
import type { CustomerPage } from '../common/customer-page.js';
import { gonePage } from '../preferences/preferences.page.js';
import { CLOCK, DB, KEEP } from '../tokens.js';
import { answerPage, closedPage, thanksPage } from './answers.page.js';

/** Answers to a question that was asked by e-mail. */
@Injectable()
export class AnswersService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(KEEP) private readonly keep: KeepContext,
  ) {}

  /** The page that asks for a confirmation. Looking at it changes nothing. */
  async show(token: string, chosen: string): Promise<CustomerPage> {
    const now = await this.clock.now(this.db);
    const { name, language } = await this.db.organisation.findUniqueOrThrow({ where: { id: 1 } });
    const link = await findLink(this.db, 'mail', token, now);
    if (link === null || link === 'ended') return gonePage(name, language, link === null ? 404 : 410);
    const asked = await findQuestion(this.db, link.messageId!);
    if (asked === null) return gonePage(name, language, 404);
    return takesAnswers(asked, now) ? answerPage(name, asked, chosen) : closedPage(name, asked.language);
  }

  async answer(
    token: string,
    { value, comment }: { value: string; comment?: string },
  ): Promise<CustomerPage> {
    const page = await this.show(token, value);
    if (page.status !== 200) return page;
    return inTransaction(this.db, async (tx) => {
      const now = await this.clock.now(tx);
      const link = await findLink(tx, 'mail', token, now);
      const asked = link === null || link === 'ended' ? null : await findQuestion(tx, link.messageId!);
      const known = asked && answersTo(asked.question).find((one) => String(one) === value);
      // Not an answer to this question: it is asked again.
      if (!asked || known === undefined || known === null) return { ...page, status: 400 };
      const given: GivenAnswer = { value: known, ...(comment ? { comment } : {}) };
      const taken = await takeAnswer(this.keep, tx, asked.messageId, given, now);
      return taken ? thanksPage(page.company, asked.language) : closedPage(page.company, asked.language);
    });
  }
}
