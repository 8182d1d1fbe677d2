import { audit } from '@aftercare/db/audit.js';
import { type Db, type Prisma, type Tx, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { GALLERY, templatesOf } from '@aftercare/db/gallery.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import type { Policy } from '@aftercare/workflows/domain/policy.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import { type Document, lockDocument } from '../common/versions.js';
import { checkPolicy } from '../policies/check-policy.js';
import { CLOCK, DB } from '../tokens.js';
import type { GalleryView, Take, TakenView } from './gallery.schema.js';

/** Ready policies with the texts they need, to begin with something that works. */
@Injectable()
export class GalleryService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
  ) {}

  async list(): Promise<GalleryView> {
    const stored = await storedTemplates(this.db);
    const policies = await this.db.policy.findMany({ select: { key: true } });
    const taken = new Set(policies.map(({ key }) => key));
    return {
      items: GALLERY.map((policy) => ({
        key: policy.policy,
        document: policy as unknown as Document,
        templates: templatesOf(policy).map(({ template }) => ({ template, stored: stored.has(template) })),
        taken: taken.has(policy.policy),
      })),
    };
  }

  /** What is there of the same key, template or policy, stays as it is: a second time changes nothing. */
  take(key: string, { calendar }: Take, actor: Actor): Promise<TakenView> {
    const ready = GALLERY.find(({ policy }) => policy === key);
    if (!ready) throw new DomainError('gallery.not-found', 'There is no such ready policy');
    return inTransaction(this.db, async (tx) => {
      await lockDocument(tx, 'policy', key);
      const now = await this.clock.now(tx);
      const templates = await storeTemplates(tx, ready, now, actor);
      const before = await tx.policy.findUnique({ where: { key } });
      if (before) return { policy: key, document: before.draft as Document, saved: false, templates };
      const document = withCalendar(ready, calendar);
      await checkPolicy(tx, key, document);
      const draft = document as Prisma.InputJsonObject;
      await tx.policy.create({
        data: { key, draft, draftSavedAt: new Date(now), draftSavedBy: actor.id },
      });
      const entry = { actor: actor.id, action: 'policy.saved', entity: 'policy', entityId: key };
      await audit(tx, now, { ...entry, data: { from: 'gallery', templates } });
      return { policy: key, document, saved: true, templates };
    });
  }
}

async function storeTemplates(tx: Tx, policy: Policy, now: number, actor: Actor): Promise<string[]> {
  await lockDocument(tx, 'gallery', 'templates');
  const stored = await storedTemplates(tx);
  const missing = templatesOf(policy).filter(({ template }) => !stored.has(template));
  const saved = { version: 1, savedAt: new Date(now), savedBy: actor.id };
  await tx.template.createMany({
    data: missing.map(({ template, purpose, texts }) => ({ key: template, purpose, texts, ...saved })),
    skipDuplicates: true,
  });
  return missing.map(({ template }) => template);
}

async function storedTemplates(tx: Tx): Promise<ReadonlySet<string>> {
  const rows = await tx.template.findMany({ distinct: ['key'], select: { key: true } });
  return new Set(rows.map(({ key }) => key));
}

/** The calendars of the ready policies are those of the sample company; here it is the one that was chosen, or none. */
function withCalendar(policy: Policy, calendar: string | undefined): Document {
  const { calendar: _, ...rest } = policy;
  return { ...rest, ...(calendar !== undefined && { calendar }) } as unknown as Document;
}
