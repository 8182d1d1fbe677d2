import { audit } from '@aftercare/db/audit.js';
import { type Db, Prisma, type Tx, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { createJob } from '@aftercare/db/jobs/job.js';
import { DomainError, type Fault } from '@aftercare/workflows/domain/errors.js';
import { checkApproved } from '@aftercare/workflows/templates/approved.js';
import { checkTemplate } from '@aftercare/workflows/templates/check.js';
import { checkSubjects } from '@aftercare/workflows/templates/subject.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import { canonicalJson } from '../common/canonical-json.js';
import { type Page, type PageQuery, toPage } from '../common/page.js';
import { keyBehind, lockDocument, versionBelow } from '../common/versions.js';
import { CLOCK, DB } from '../tokens.js';
import {
  type SavedTemplateView,
  type TemplateDraft,
  type TemplateView,
  toTemplate,
} from './templates.schema.js';

type Row = Prisma.TemplateGetPayload<object>;

/** Texts of messages. What is saved is in force at once; every version is kept. */
@Injectable()
export class TemplatesService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
  ) {}

  save(key: string, draft: TemplateDraft, actor: Actor): Promise<SavedTemplateView> {
    return inTransaction(this.db, async (tx) => {
      const warnings = await checkOrRefuse(tx, key, draft);
      await lockDocument(tx, 'template', key);
      const before = await findCurrent(tx, key);
      if (before && isSame(before, draft)) return { ...toTemplate(before), warnings };
      const now = await this.clock.now(tx);
      const version = (before?.version ?? 0) + 1;
      const { purpose, texts, subjects, whatsapp } = draft;
      const row = await tx.template.create({
        data: { key, version, purpose, texts, subjects, whatsapp, savedAt: new Date(now), savedBy: actor.id },
      });
      const entry = { actor: actor.id, action: 'template.saved', entity: 'template', entityId: key };
      await audit(tx, now, { ...entry, data: { version } });
      // Plans read texts when they send; a purpose decides whether and when they may.
      // The same for what WhatsApp has approved: it decides which channel they may take.
      const channels = (row: Row) => canonicalJson(Object.keys(row.whatsapp as object).sort());
      if (before && (before.purpose !== purpose || channels(before) !== channels(row)))
        await createJob(tx, 'replan', {}, now, actor.id);
      return { ...toTemplate(row), warnings };
    });
  }

  /** The versions in force, by key. */
  async list(query: PageQuery): Promise<Page<TemplateView>> {
    const rows = await this.db.$queryRaw<Row[]>`
      SELECT DISTINCT ON (key) * FROM templates WHERE key > ${keyBehind(query)}
      ORDER BY key, version DESC LIMIT ${query.limit + 1}`;
    return toPage(rows, query.limit, toTemplate, (row) => [row.key]);
  }

  async get(key: string): Promise<TemplateView> {
    return toTemplate(orNotFound(await findCurrent(this.db, key)));
  }

  async listVersions(key: string, query: PageQuery): Promise<Page<TemplateView>> {
    orNotFound(await findCurrent(this.db, key));
    const rows = await this.db.template.findMany({
      where: { key, version: { lt: versionBelow(query) } },
      orderBy: { version: 'desc' },
      take: query.limit + 1,
    });
    return toPage(rows, query.limit, toTemplate, (row) => [row.version]);
  }
}

/** The warnings of a draft. @throws `template.invalid` with all faults */
async function checkOrRefuse(tx: Tx, key: string, draft: TemplateDraft): Promise<Fault[]> {
  const organisation = await tx.organisation.findUnique({ where: { id: 1 } });
  const { texts, subjects, whatsapp } = draft;
  const inTexts = checkTemplate({ ...draft, country: organisation?.country });
  const inSubjects = checkSubjects(subjects, texts);
  const errors = [...inTexts.errors, ...inSubjects.errors, ...checkApproved(whatsapp, texts)];
  if (draft.template !== undefined && draft.template !== key)
    errors.unshift({ path: '/template', message: `must be ${key}, as in the address` });
  if (errors.length > 0)
    throw new DomainError('template.invalid', 'The template has faults; see errors', { errors });
  return [...inTexts.warnings, ...inSubjects.warnings];
}

function findCurrent(tx: Tx, key: string): Promise<Row | null> {
  return tx.template.findFirst({ where: { key }, orderBy: { version: 'desc' } });
}

function isSame(row: Row, draft: TemplateDraft): boolean {
  const said = ({ purpose, texts, subjects, whatsapp }: Row | TemplateDraft): string =>
    canonicalJson({ purpose, texts, subjects, whatsapp });
  return said(row) === said(draft);
}

function orNotFound(row: Row | null): Row {
  if (row) return row;
  throw new DomainError('template.not-found', 'There is no such template');
}
