import { audit } from '@aftercare/db/audit.js';
import { type Db, type Prisma, type Tx, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { createJob } from '@aftercare/db/jobs/job.js';
import { parseContactRules } from '@aftercare/workflows/documents/contact-rules-document.js';
import { DEFAULT_CONTACT_RULES } from '@aftercare/workflows/domain/contact-rules.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import { canonicalJson } from '../common/canonical-json.js';
import { toJob } from '../common/job.view.js';
import { type Page, type PageQuery, toPage } from '../common/page.js';
import { toInstantText } from '../common/schemas.js';
import { type BasedOn, type Document, lockDocument, refuseUnseen, versionBelow } from '../common/versions.js';
import { CLOCK, DB } from '../tokens.js';
import type { ContactRulesView, SavedContactRulesView } from './contact-rules.schema.js';

type Row = Prisma.ContactRulesGetPayload<object>;

/** When and how often customers may be contacted. What is saved is in force at once; every version is kept. */
@Injectable()
export class ContactRulesService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
  ) {}

  /** @throws `document.changed-meanwhile`, `contact-rules.invalid` */
  save(document: Document, actor: Actor, { basedOn }: BasedOn = {}): Promise<SavedContactRulesView> {
    const parsed = parseContactRules(document);
    if (!parsed.ok)
      throw new DomainError('contact-rules.invalid', 'The contact rules have faults; see errors', {
        errors: parsed.errors,
      });
    return inTransaction(this.db, async (tx) => {
      await lockDocument(tx, 'contact-rules', '');
      const before = await findCurrent(tx);
      if (before && canonicalJson(before.document) === canonicalJson(document))
        return { ...toView(before), replan: null };
      refuseUnseen(basedOn, before && { number: before.version, savedBy: before.savedBy });
      const now = await this.clock.now(tx);
      const version = (before?.version ?? 0) + 1;
      const row = await tx.contactRules.create({
        data: {
          version,
          document: document as Prisma.InputJsonObject,
          savedAt: new Date(now),
          savedBy: actor.id,
        },
      });
      const entry = {
        actor: actor.id,
        action: 'contact-rules.saved',
        entity: 'contact-rules',
        entityId: 'all',
      };
      await audit(tx, now, { ...entry, data: { version } });
      const job = await createJob(tx, 'replan', {}, now, actor.id);
      return { ...toView(row), replan: toJob(job) };
    });
  }

  async get(): Promise<ContactRulesView> {
    const row = await findCurrent(this.db);
    if (row) return toView(row);
    return { version: 0, contactRules: { ...DEFAULT_CONTACT_RULES }, savedAt: null, savedBy: null };
  }

  async listVersions(query: PageQuery): Promise<Page<ContactRulesView>> {
    const rows = await this.db.contactRules.findMany({
      where: { version: { lt: versionBelow(query) } },
      orderBy: { version: 'desc' },
      take: query.limit + 1,
    });
    return toPage(rows, query.limit, toView, (row) => [row.version]);
  }
}

function findCurrent(tx: Tx): Promise<Row | null> {
  return tx.contactRules.findFirst({ orderBy: { version: 'desc' } });
}

function toView({ version, document, savedAt, savedBy }: Row): ContactRulesView {
  return { version, contactRules: document as Document, savedAt: toInstantText(savedAt), savedBy };
}
