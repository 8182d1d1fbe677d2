import { audit } from '@aftercare/db/audit.js';
import { type Db, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import type { KeepContext } from '@aftercare/db/keep-plans.js';
import { enrolPiece } from '@aftercare/db/prospects.js';
import { findReach } from '@aftercare/db/reach.js';
import { parsePolicy } from '@aftercare/workflows/documents/parse-policy.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import type { Policy } from '@aftercare/workflows/domain/policy.js';
import { addDuration, parseDuration } from '@aftercare/workflows/domain/time.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import { refuse } from '../subjects/intake.js';
import { CLOCK, DB, KEEP } from '../tokens.js';
import type { EnrolRequest, EnrolView, ReachRequest, ReachView } from './reach.schema.js';

/** So many pieces of a hundred subjects are worked on in one call. */
const PIECES = 20;

/** Whom a policy reaches, and taking in those who were there before it. */
@Injectable()
export class ReachService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(KEEP) private readonly keep: KeepContext,
  ) {}

  /** Who would get one step, who would not, and why. Changes nothing. */
  async reach(key: string, request: ReachRequest): Promise<ReachView> {
    const policy = await this.findPolicy(key, request.version);
    if (!policy.steps?.some(({ step }) => step === request.step))
      throw refuse([{ path: '/step', message: `the policy has no step "${request.step}"` }]);
    const now = await this.clock.now(this.db);
    const from = request.from ?? now;
    const until = request.until ?? addDuration(from, parseDuration('P1Y'), 'UTC');
    if (until < from) throw refuse([{ path: '/until', message: 'must not lie before from' }]);
    return findReach(this.keep, this.db, { policy, step: request.step, from, until }, now);
  }

  /** Makes plans for those who were there before the policy, as far as one call goes. */
  async enrol(key: string, { after = '' }: EnrolRequest, actor: Actor): Promise<EnrolView> {
    let opened = 0;
    let next: string | null = after;
    for (let piece = 0; piece < PIECES && next !== null; piece++) {
      const behind: string = next;
      const done = await inTransaction(this.db, async (tx) => {
        const now = await this.clock.now(tx);
        const result = await enrolPiece(this.keep, tx, key, behind, now, actor.id);
        const entry = { actor: actor.id, action: 'policy.enrolled', entity: 'policy', entityId: key };
        if (result && result.opened > 0) await audit(tx, now, { ...entry, data: { opened: result.opened } });
        return result;
      });
      if (!done) throw new DomainError('policy-version.not-found', 'This policy was never published');
      opened += done.opened;
      next = done.next;
    }
    return { opened, next };
  }

  private async findPolicy(key: string, version: ReachRequest['version']): Promise<Policy> {
    const row = await this.db.policy.findUnique({ where: { key } });
    if (!row) throw new DomainError('policy.not-found', 'There is no such policy');
    const document = version === 'draft' ? row.draft : await this.findVersion(key, version);
    const parsed = parsePolicy(document);
    if (parsed.ok) return parsed.policy;
    throw new DomainError('policy.invalid', 'The draft has faults', { errors: parsed.errors });
  }

  private async findVersion(key: string, version: number): Promise<unknown> {
    const row = await this.db.policyVersion.findUnique({
      where: { policyKey_version: { policyKey: key, version } },
    });
    if (!row) throw new DomainError('policy-version.not-found', 'The policy has no such version');
    return row.document;
  }
}
