import { audit } from '@aftercare/db/audit.js';
import { type Db, type Tx, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { type GuideRow, findGuide } from '@aftercare/db/guides.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import { canonicalJson } from '../common/canonical-json.js';
import { type Page, type PageQuery, toPage } from '../common/page.js';
import { type BasedOn, keyBehind, lockDocument, refuseUnseen, versionBelow } from '../common/versions.js';
import { CLOCK, DB } from '../tokens.js';
import {
  type GuideCounts,
  type GuideDraft,
  type GuideOpeningsView,
  type GuidePreview,
  type GuideView,
  NOTHING,
  type PreviewGuide,
  toGuide,
} from './guides.schema.js';
import { renderMarkdown } from './markdown.js';

type CountRow = GuideOpeningsView['by'][number];

/** Help pages that messages link to. Every version is kept; readers get the newest. */
@Injectable()
export class GuidesService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
  ) {}

  /** @throws `document.changed-meanwhile` (409) */
  save(key: string, draft: GuideDraft, actor: Actor, { basedOn }: BasedOn = {}): Promise<GuideView> {
    return inTransaction(this.db, async (tx) => {
      await lockDocument(tx, 'guide', key);
      const before = await findGuide(tx, key);
      if (before && canonicalJson(toDraft(before)) === canonicalJson(draft)) return this.view(tx, before);
      refuseUnseen(basedOn, before && { number: before.version, savedBy: before.savedBy });
      const now = await this.clock.now(tx);
      const { products, steps, pages, retired } = draft;
      const of = (field: 'title' | 'text') =>
        Object.fromEntries(Object.entries(pages).map(([language, page]) => [language, page[field]]));
      const version = (before?.version ?? 0) + 1;
      const row = await tx.guide.create({
        data: {
          ...{ key, version, products, steps, retired, titles: of('title'), texts: of('text') },
          ...{ savedAt: new Date(now), savedBy: actor.id },
        },
      });
      const entry = { actor: actor.id, action: 'guide.saved', entity: 'guide', entityId: key };
      await audit(tx, now, { ...entry, data: { version } });
      return this.view(tx, row);
    });
  }

  async list(query: PageQuery): Promise<Page<GuideView>> {
    const rows = await this.db.$queryRaw<GuideRow[]>`
      SELECT DISTINCT ON (key) * FROM guides WHERE key > ${keyBehind(query)}
      ORDER BY key, version DESC LIMIT ${query.limit + 1}`;
    const counts = await countByGuide(
      this.db,
      rows.map(({ key }) => key),
    );
    return toPage(
      rows,
      query.limit,
      (row) => toGuide(row, counts.get(row.key)),
      (row) => [row.key],
    );
  }

  async get(key: string): Promise<GuideView> {
    const row = await findGuide(this.db, key);
    if (!row) throw new DomainError('guide.not-found', 'There is no such guide');
    return this.view(this.db, row);
  }

  async listVersions(key: string, query: PageQuery): Promise<Page<GuideView>> {
    const rows = await this.db.guide.findMany({
      where: { key, version: { lt: versionBelow(query) } },
      orderBy: { version: 'desc' },
      take: query.limit + 1,
    });
    return toPage(
      rows,
      query.limit,
      (row) => toGuide(row),
      (row) => [row.version],
    );
  }

  /** How often it was read, by product, step and message. */
  async openings(key: string): Promise<GuideOpeningsView> {
    const by = await countBy(this.db, [key]);
    return { total: sum(by), by: by.map(({ guideKey: _, ...count }) => count) };
  }

  preview({ text }: PreviewGuide): GuidePreview {
    return { html: renderMarkdown(text).source };
  }

  private async view(tx: Tx, row: GuideRow): Promise<GuideView> {
    return toGuide(row, (await countByGuide(tx, [row.key])).get(row.key));
  }
}

function toDraft(row: GuideRow): GuideDraft {
  const { products, steps, pages, retired } = toGuide(row);
  return { products, steps, pages, retired };
}

function countBy(tx: Tx, keys: string[]): Promise<(CountRow & { guideKey: string })[]> {
  return tx.$queryRaw`
    SELECT l."guideKey", l.product, l.step, l.template, count(*)::int AS linked,
      count(*) FILTER (WHERE o.n > 0)::int AS readers, coalesce(sum(o.n), 0)::int AS openings,
      count(*) FILTER (WHERE l.helped)::int AS helped, count(*) FILTER (WHERE NOT l.helped)::int AS "notHelped"
    FROM guide_links l
    LEFT JOIN LATERAL (SELECT count(*)::int AS n FROM guide_openings g WHERE g."linkId" = l.id) o ON true
    WHERE l."guideKey" = ANY(${keys}) GROUP BY 1, 2, 3, 4 ORDER BY linked DESC, 2, 3, 4`;
}

async function countByGuide(tx: Tx, keys: string[]): Promise<Map<string, GuideCounts>> {
  const rows = keys.length === 0 ? [] : await countBy(tx, keys);
  return new Map(keys.map((key) => [key, sum(rows.filter(({ guideKey }) => guideKey === key))]));
}

function sum(rows: readonly GuideCounts[]): GuideCounts {
  return rows.reduce(
    (total, one) => ({
      linked: total.linked + one.linked,
      readers: total.readers + one.readers,
      openings: total.openings + one.openings,
      helped: total.helped + one.helped,
      notHelped: total.notHelped + one.notHelped,
    }),
    NOTHING,
  );
}
