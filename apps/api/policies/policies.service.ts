import { audit } from '@aftercare/db/audit.js';
import { type Db, type Prisma, type Tx, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { newId } from '@aftercare/db/ids.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import { Answer } from '../common/answer.js';
import { canonicalJson } from '../common/canonical-json.js';
import { type Page, type PageQuery, toPage } from '../common/page.js';
import {
  type BasedOn,
  type Document,
  keyBehind,
  lockDocument,
  refuseUnseen,
  versionBelow,
} from '../common/versions.js';
import { CLOCK, DB } from '../tokens.js';
import { checkPolicy, findFaults } from './check-policy.js';
import { diffDocuments } from './diff.js';
import {
  type PolicyDiffView,
  type PolicyFaultsView,
  type PolicyVersionRow,
  type PolicyVersionView,
  type PolicyView,
  toPolicy,
  toPolicyVersion,
} from './policies.schema.js';

const MOST_YAML = 200_000;

type PolicyRow = Prisma.PolicyGetPayload<object>;

/** Policies: a draft that may be saved over and over, and versions that never change once they are published. */
@Injectable()
export class PoliciesService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
  ) {}

  /** Saves the draft. New subjects still get the version in force. @throws `document.changed-meanwhile` */
  saveDraft(key: string, body: Document, actor: Actor, { basedOn }: BasedOn = {}): Promise<PolicyView> {
    const { $yaml, ...document } = body;
    const draft = { ...document, policy: document['policy'] ?? key } as Prisma.InputJsonObject;
    const draftYaml = readSource($yaml);
    return inTransaction(this.db, async (tx) => {
      await lockDocument(tx, 'policy', key);
      const before = await tx.policy.findUnique({ where: { key } });
      refuseUnseen(basedOn, before && { number: before.draftRev, savedBy: before.draftSavedBy });
      await checkPolicy(tx, key, draft);
      const now = await this.clock.now(tx);
      const draftRev = (before?.draftRev ?? 0) + 1;
      const saved = { draft, draftRev, draftYaml, draftSavedAt: new Date(now), draftSavedBy: actor.id };
      const row = await tx.policy.upsert({ where: { key }, create: { key, ...saved }, update: saved });
      await audit(tx, now, { actor: actor.id, action: 'policy.saved', entity: 'policy', entityId: key });
      return toPolicy(row, await findVersionInForce(tx, row));
    });
  }

  /** What saving this draft would be refused for, calendars and templates that are not there among it. */
  async check(key: string, body: Document): Promise<PolicyFaultsView> {
    const { errors } = await findFaults(this.db, key, { ...body, policy: body['policy'] ?? key });
    return { errors };
  }

  /**
   * Makes a version of the draft, in force for new subjects from now on; plans under way keep theirs. A draft that says
   * what is in force already makes none.
   */
  publish(key: string, actor: Actor): Promise<Answer<PolicyVersionView>> {
    return inTransaction(this.db, async (tx) => {
      await lockDocument(tx, 'policy', key);
      const row = await getPolicy(tx, key);
      const current = await findVersionInForce(tx, row);
      if (current && canonicalJson(current.document) === canonicalJson(row.draft))
        return Answer.existing(toPolicyVersion(current));
      const { subject, family, rank } = await checkPolicy(tx, key, row.draft as Document);
      const now = await this.clock.now(tx);
      const version = (await tx.policyVersion.count({ where: { policyKey: key } })) + 1;
      const published = await tx.policyVersion.create({
        data: {
          id: newId('policyVersion'),
          policyKey: key,
          ...{ version, subject, family, rank },
          document: row.draft as Prisma.InputJsonObject,
          publishedAt: new Date(now),
          publishedBy: actor.id,
        },
      });
      await tx.policy.update({ where: { key }, data: { currentVersion: version } });
      const entry = { actor: actor.id, action: 'policy.published', entity: 'policy', entityId: key };
      await audit(tx, now, { ...entry, data: { version } });
      return Answer.created(toPolicyVersion(published));
    });
  }

  async list(query: PageQuery): Promise<Page<PolicyView>> {
    const rows = await this.db.policy.findMany({
      where: { key: { gt: keyBehind(query) } },
      orderBy: { key: 'asc' },
      take: query.limit + 1,
    });
    const inForce = await this.db.policyVersion.findMany({
      where: { OR: rows.map((row) => ({ policyKey: row.key, version: row.currentVersion ?? 0 })) },
    });
    const currentOf = new Map(inForce.map((version) => [version.policyKey, version]));
    const toItem = (row: PolicyRow) => toPolicy(row, currentOf.get(row.key) ?? null);
    return toPage(rows, query.limit, toItem, (row) => [row.key]);
  }

  async get(key: string): Promise<PolicyView> {
    const row = await getPolicy(this.db, key);
    return toPolicy(row, await findVersionInForce(this.db, row));
  }

  async listVersions(key: string, query: PageQuery): Promise<Page<PolicyVersionView>> {
    await getPolicy(this.db, key);
    const rows = await this.db.policyVersion.findMany({
      where: { policyKey: key, version: { lt: versionBelow(query) } },
      orderBy: { version: 'desc' },
      take: query.limit + 1,
    });
    return toPage(rows, query.limit, toPolicyVersion, (row) => [row.version]);
  }

  async getVersion(key: string, version: number): Promise<PolicyVersionView> {
    return toPolicyVersion(await getVersion(this.db, key, version));
  }

  async diff(key: string, from: number, to: number): Promise<PolicyDiffView> {
    const before = await getVersion(this.db, key, from);
    const after = await getVersion(this.db, key, to);
    return { policy: key, from, to, changes: diffDocuments(before.document, after.document) };
  }

  /** The document of a version, of the one in force, or of the draft. */
  async getDocument(key: string, which: number | 'draft' | undefined): Promise<Document> {
    const row = await getPolicy(this.db, key);
    if (which === 'draft') return row.draft as Document;
    const version = which ?? row.currentVersion;
    if (version === null)
      throw new DomainError('policy-version.not-found', 'This policy was never published');
    return (await getVersion(this.db, key, version)).document as Document;
  }
}

/** The YAML that a draft was written in, sent beside it as `$yaml` so that its comments stay. */
function readSource(source: unknown): string | null {
  if (source === undefined || source === null) return null;
  if (typeof source === 'string' && source.length <= MOST_YAML) return source;
  throw new DomainError('policy.invalid', 'The policy has faults; see errors', {
    errors: [{ path: '/$yaml', message: `must be text of at most ${MOST_YAML} characters` }],
  });
}

/** @throws `policy.not-found` */
async function getPolicy(tx: Tx, key: string): Promise<PolicyRow> {
  const row = await tx.policy.findUnique({ where: { key } });
  if (row) return row;
  throw new DomainError('policy.not-found', 'There is no such policy');
}

/** @throws `policy-version.not-found` */
async function getVersion(tx: Tx, policyKey: string, version: number): Promise<PolicyVersionRow> {
  const row = await tx.policyVersion.findUnique({ where: { policyKey_version: { policyKey, version } } });
  if (row) return row;
  throw new DomainError('policy-version.not-found', 'The policy has no such version');
}

async function findVersionInForce(
  tx: Tx,
  { key, currentVersion }: PolicyRow,
): Promise<PolicyVersionRow | null> {
  return currentVersion === null ? null : getVersion(tx, key, currentVersion);
}
