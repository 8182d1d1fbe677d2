import { type Db, type Tx, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { findGuide } from '@aftercare/db/guides.js';
import { newId } from '@aftercare/db/ids.js';
import { type GuideLink, findGuideLink } from '@aftercare/db/links.js';
import { findLanguage } from '@aftercare/workflows/templates/render.js';
import { Inject, Injectable } from '@nestjs/common';
import type { CustomerPage } from '../common/customer-page.js';
import { gonePage } from '../preferences/preferences.page.js';
import { CLOCK, DB } from '../tokens.js';
import { toGuide } from './guides.schema.js';
import { type ShownGuide, landingPage, readingPage } from './reading.page.js';

type Found = { link: GuideLink; shown: ShownGuide } | { gone: CustomerPage };

/** Guides as customers read them, behind the link of their message. */
@Injectable()
export class ReadingService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
  ) {}

  /** What the link shows first. Looking at it counts for nothing. */
  async land(token: string): Promise<CustomerPage> {
    const found = await this.find(this.db, token);
    return 'gone' in found ? found.gone : landingPage(found.shown);
  }

  /** The guide itself: this is a reading, and counted. */
  read(token: string, language: string | undefined): Promise<CustomerPage> {
    return inTransaction(this.db, async (tx) => {
      const found = await this.find(tx, token, language);
      if ('gone' in found) return found.gone;
      const { link, shown } = found;
      const at = new Date(await this.clock.now(tx));
      await tx.guideOpening.create({
        data: {
          ...{ id: newId('guideOpening'), linkId: link.id, at },
          ...{ language: shown.language, version: shown.guide.version },
        },
      });
      return readingPage(shown, link.helped !== null);
    });
  }

  /** The last answer counts. */
  answer(token: string, helped: boolean, language: string | undefined): Promise<CustomerPage> {
    return inTransaction(this.db, async (tx) => {
      const found = await this.find(tx, token, language);
      if ('gone' in found) return found.gone;
      const helpedAt = new Date(await this.clock.now(tx));
      await tx.guideLink.update({ where: { id: found.link.id }, data: { helped, helpedAt } });
      return readingPage(found.shown, true);
    });
  }

  private async find(tx: Tx, token: string, wanted?: string): Promise<Found> {
    const now = await this.clock.now(tx);
    const { name: company, language: ours } = await tx.organisation.findUniqueOrThrow({ where: { id: 1 } });
    const link = await findGuideLink(tx, token, now);
    if (link === null || link === 'ended')
      return { gone: gonePage(company, ours, link === null ? 404 : 410) };
    const row = await findGuide(tx, link.guideKey);
    if (!row) return { gone: gonePage(company, link.language, 410) };
    const guide = toGuide(row);
    const tags = Object.fromEntries(Object.entries(guide.pages).map(([tag, { title }]) => [tag, title]));
    const language = [wanted, link.language, ours, 'en']
      .map((one) => (one === undefined ? null : findLanguage(tags, one)))
      .find((one) => one !== null);
    return { link, shown: { guide, language: language ?? Object.keys(tags)[0]!, company, token } };
  }
}
