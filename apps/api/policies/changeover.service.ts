import { audit } from '@aftercare/db/audit.js';
import { type Db, type Prisma, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { type JobRow, createJob } from '@aftercare/db/jobs/job.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { Inject, Injectable } from '@nestjs/common';
import { setTimeout as wait } from 'node:timers/promises';
import type { Actor } from '../common/actor.js';
import { CLOCK, DB } from '../tokens.js';
import type { MoveRequest } from './changeover.schema.js';

/** A small job is over before a person has looked twice, so the answer waits for it this long. Real time. */
const WAIT_MS = 2_000;
const LOOK_EVERY_MS = 50;

/** What a new version of a policy does to plans under way: looked at first, then done, both as jobs. */
@Injectable()
export class ChangeoverService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
  ) {}

  /** What publishing the draft would move, add and withdraw in open plans. Changes nothing. */
  async impact(key: string, actor: Actor): Promise<JobRow> {
    const job = await inTransaction(this.db, async (tx) => {
      const policy = await tx.policy.findUnique({ where: { key } });
      if (!policy) throw new DomainError('policy.not-found', 'There is no such policy');
      const now = await this.clock.now(tx);
      return createJob(
        tx,
        'policy-impact',
        { policy: key, document: policy.draft as Prisma.InputJsonObject },
        now,
        actor.id,
      );
    });
    return this.afterAMoment(job);
  }

  /** Moves open plans to a version. What was carried out is never carried out again. */
  async move(key: string, { plans, version }: MoveRequest, actor: Actor): Promise<JobRow> {
    const job = await inTransaction(this.db, async (tx) => {
      const policy = await tx.policy.findUnique({ where: { key } });
      if (!policy) throw new DomainError('policy.not-found', 'There is no such policy');
      const wanted = version ?? policy.currentVersion;
      if (wanted === null)
        throw new DomainError('policy-version.not-found', 'This policy was never published');
      const target = await tx.policyVersion.findUnique({
        where: { policyKey_version: { policyKey: key, version: wanted } },
      });
      if (!target) throw new DomainError('policy-version.not-found', 'The policy has no such version');
      const now = await this.clock.now(tx);
      const params = { policy: key, versionId: target.id, version: wanted, ...(plans && { plans }) };
      const created = await createJob(tx, 'policy-move', params, now, actor.id);
      const entry = { actor: actor.id, action: 'policy.plans-moved', entity: 'policy', entityId: key };
      await audit(tx, now, { ...entry, data: { version: wanted, plans: created.total, job: created.id } });
      return created;
    });
    return this.afterAMoment(job);
  }

  private async afterAMoment(job: JobRow): Promise<JobRow> {
    let latest = job;
    for (
      let waited = 0;
      waited < WAIT_MS && latest.state !== 'done' && latest.state !== 'failed';
      waited += LOOK_EVERY_MS
    ) {
      await wait(LOOK_EVERY_MS);
      latest = await this.db.job.findUniqueOrThrow({ where: { id: job.id } });
    }
    return latest;
  }
}
