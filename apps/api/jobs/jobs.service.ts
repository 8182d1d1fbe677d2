import { audit } from '@aftercare/db/audit.js';
import { type Db, type Tx, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import type { JobRow } from '@aftercare/db/jobs/job.js';
import { poke } from '@aftercare/db/outbox.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import { type Page, type PageQuery, idBehind, toPage } from '../common/page.js';
import { CLOCK, DB } from '../tokens.js';
import { type JobView, toJob } from '../common/job.view.js';

/** Long work: watched, stopped, gone on with. */
@Injectable()
export class JobsService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
  ) {}

  async list(query: PageQuery): Promise<Page<JobView>> {
    const behind = idBehind(query);
    const rows = await this.db.job.findMany({
      where: behind ? { id: { lt: behind } } : {},
      orderBy: { id: 'desc' },
      take: query.limit + 1,
    });
    return toPage(rows, query.limit, toJob, (row) => [row.id]);
  }

  async get(id: string): Promise<JobView> {
    return toJob(await getJob(this.db, id));
  }

  /** Ends it after the piece under way; what was done stays done. */
  stop(id: string, actor: Actor): Promise<JobView> {
    return this.change(id, 'stopped', ['queued', 'running'], actor);
  }

  /** Goes on behind the last piece. */
  resume(id: string, actor: Actor): Promise<JobView> {
    return this.change(id, 'queued', ['stopped', 'failed'], actor);
  }

  private change(
    id: string,
    to: 'stopped' | 'queued',
    from: readonly string[],
    actor: Actor,
  ): Promise<JobView> {
    return inTransaction(this.db, async (tx) => {
      await tx.$queryRaw`SELECT id FROM jobs WHERE id = ${id} FOR NO KEY UPDATE`;
      const job = await getJob(tx, id);
      if (job.state === to || (to === 'queued' && job.state === 'running')) return toJob(job);
      if (!from.includes(job.state))
        throw new DomainError(`job.already-${job.state}`, `This job is ${job.state}`, { status: 409 });
      const row = await tx.job.update({ where: { id }, data: { state: to, error: null } });
      if (to === 'queued') await poke(tx, 'job', [id]);
      const entry = { actor: actor.id, entity: 'job', entityId: id, data: { done: job.done } };
      await audit(tx, await this.clock.now(tx), {
        ...entry,
        action: `job.${to === 'stopped' ? 'stopped' : 'resumed'}`,
      });
      return toJob(row);
    });
  }
}

async function getJob(tx: Tx, id: string): Promise<JobRow> {
  const row = await tx.job.findUnique({ where: { id } });
  if (row) return row;
  throw new DomainError('job.not-found', 'There is no such job');
}
