import { audit } from '@aftercare/db/audit.js';
import { type Db, type Prisma, type Tx, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { arrangeRoutine } from '@aftercare/db/routines/routine.js';
import { nextTierReview } from '@aftercare/db/tiers/rules.js';
import { parseTierRules } from '@aftercare/workflows/documents/tier-rules-document.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import { canonicalJson } from '../common/canonical-json.js';
import { type Page, type PageQuery, toPage } from '../common/page.js';
import { toInstantText } from '../common/schemas.js';
import { type BasedOn, type Document, lockDocument, refuseUnseen, versionBelow } from '../common/versions.js';
import { CLOCK, DB } from '../tokens.js';
import type { TierRulesView } from './tiers.schema.js';

type Row = Prisma.TierRulesGetPayload<object>;

/** By which facts customers stand in a tier. What is saved holds from the next review on; every version is kept. */
@Injectable()
export class TierRulesService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
  ) {}

  /** @throws `tier-rules.invalid` (400), `document.changed-meanwhile` (409) */
  save(document: Document, actor: Actor, { basedOn }: BasedOn = {}): Promise<TierRulesView> {
    const parsed = parseTierRules(document);
    if (!parsed.ok)
      throw new DomainError('tier-rules.invalid', 'The rules have faults; see errors', {
        errors: parsed.errors,
      });
    return inTransaction(this.db, async (tx) => {
      await lockDocument(tx, 'tier-rules', '');
      const before = await findCurrent(tx);
      if (before && canonicalJson(before.document) === canonicalJson(document)) return this.view(tx, before);
      refuseUnseen(basedOn, before && { number: before.version, savedBy: before.savedBy });
      const now = await this.clock.now(tx);
      const version = (before?.version ?? 0) + 1;
      const data = { version, document: document as Prisma.InputJsonObject };
      const row = await tx.tierRules.create({
        data: { ...data, savedAt: new Date(now), savedBy: actor.id },
      });
      await arrangeRoutine(tx, 'tiers', await nextTierReview(tx, parsed.rules, now));
      const entry = { actor: actor.id, action: 'tier-rules.saved', entity: 'tier-rules', entityId: 'all' };
      await audit(tx, now, { ...entry, data: { version } });
      return this.view(tx, row);
    });
  }

  async get(): Promise<TierRulesView> {
    const row = await findCurrent(this.db);
    if (row) return this.view(this.db, row);
    return { version: 0, rules: null, nextReviewAt: null, savedAt: null, savedBy: null };
  }

  async listVersions(query: PageQuery): Promise<Page<TierRulesView>> {
    const rows = await this.db.tierRules.findMany({
      where: { version: { lt: versionBelow(query) } },
      orderBy: { version: 'desc' },
      take: query.limit + 1,
    });
    return toPage(
      rows,
      query.limit,
      (row) => toView(row, null),
      (row) => [row.version],
    );
  }

  private async view(tx: Tx, row: Row): Promise<TierRulesView> {
    const routine = await tx.routine.findUnique({ where: { key: 'tiers' } });
    return toView(row, routine?.wakeAt ?? null);
  }
}

function findCurrent(tx: Tx): Promise<Row | null> {
  return tx.tierRules.findFirst({ orderBy: { version: 'desc' } });
}

function toView({ version, document, savedAt, savedBy }: Row, wakeAt: Date | null): TierRulesView {
  return {
    ...{ version, rules: document as Document, savedAt: toInstantText(savedAt), savedBy },
    nextReviewAt: wakeAt && toInstantText(wakeAt),
  };
}
