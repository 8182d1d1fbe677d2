import { audit } from '@aftercare/db/audit.js';
import { type Db, type Tx, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Logger } from 'pino';
import type { Actor } from '../common/actor.js';
import { CLOCK, DB, LOGGER } from '../tokens.js';
import type { Defaults, ImportKind, Mapping } from './fields.js';
import type { ImportRow } from './imports.schema.js';
import { LineIntake } from './line-intake.service.js';
import { type Reading, customerNamedBy, readLine, toReason } from './read-line.js';

/** Lines in one transaction: few enough that nobody who waits for one of their plans notices. */
const PIECE = 25;
/** Looks by itself this often, for imports whose process died. */
const LOOK_EVERY_MS = 2_000;
/** A piece that fails this often in a row is shown to a person. */
const MOST_FAILURES = 5;
/** An upload that is not through after so long died with its process. */
const UPLOAD_HOURS = 2;

/** What became of a line. */
type Outcome = { readonly created: boolean } | { readonly reason: string };

interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Works on queued imports, a piece at a time. Each piece is one transaction with the place it reached and what it came
 * to, so a crash repeats and loses nothing; several API processes share the imports by their row locks.
 */
@Injectable()
export class ImportRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> | undefined;
  private stopped = false;
  private failures = 0;

  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly intake: LineIntake,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.wake(), LOOK_EVERY_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.working;
  }

  /** Begins to work unless it does already. */
  wake(): void {
    if (this.stopped || this.working) return;
    this.working = this.run().finally(() => (this.working = undefined));
  }

  private async run(): Promise<void> {
    try {
      while (!this.stopped && (await this.workOnPiece()));
    } catch (error) {
      this.failures += 1;
      this.logger.warn({ err: error, failures: this.failures }, 'an import waits: a piece of it failed');
      if (this.failures < MOST_FAILURES) return;
      this.failures = 0;
      await this.giveUp().catch(() => undefined); // the database is away; the next look begins anew
    }
  }

  /** @returns whether there may be more to do */
  private workOnPiece(): Promise<boolean> {
    return inTransaction(this.db, async (tx) => {
      const row = await nextImport(tx);
      if (!row) {
        await this.forgetBrokenUploads(tx);
        return false;
      }
      const lines = await tx.importLine.findMany({
        where: { importId: row.id, line: { gt: row.cursor } },
        orderBy: { line: 'asc' },
        take: PIECE,
      });
      const taken = await this.takePiece(tx, row, lines);
      await this.keep(tx, row, lines, taken);
      this.failures = 0;
      return true;
    });
  }

  /** In a dry run everything is stored, and taken back at the end of the piece. */
  private async takePiece(tx: Tx, row: ImportRow, lines: readonly Line[]): Promise<Outcome[]> {
    const kind = row.kind as ImportKind;
    const actor: Actor = { id: row.createdBy, role: 'intake', name: 'import' };
    const reading = await readingOf(tx, row, lines);
    const outcomes: Outcome[] = [];
    await tx.$executeRaw`SAVEPOINT piece`;
    for (const { cells } of lines) {
      const read = readLine(reading, cells);
      if ('reason' in read) {
        outcomes.push(read);
        continue;
      }
      const taken = await this.intake.take(tx, kind, read.facts, actor);
      outcomes.push('faults' in taken ? { reason: toReason(reading, taken.faults) } : taken);
    }
    if (row.dryRun) await tx.$executeRaw`ROLLBACK TO SAVEPOINT piece`;
    return outcomes;
  }

  /** What the piece came to. Lines that are stored are not needed any more; those of a dry run wait to be run. */
  private async keep(
    tx: Tx,
    row: ImportRow,
    lines: readonly Line[],
    taken: readonly Outcome[],
  ): Promise<void> {
    const importId = row.id;
    const done: number[] = [];
    let created = 0;
    for (const [index, { line }] of lines.entries()) {
      const result = taken[index]!;
      if ('reason' in result)
        await tx.importLine.update({
          where: { importId_line: { importId, line } },
          data: { reason: result.reason },
        });
      else done.push(line);
      if ('created' in result && result.created) created += 1;
    }
    if (!row.dryRun) await tx.importLine.deleteMany({ where: { importId, line: { in: done } } });
    const isLast = lines.length < PIECE;
    const now = await this.clock.now(tx);
    const after = await tx.import.update({
      where: { id: importId },
      data: {
        state: isLast ? 'done' : 'running',
        accepted: { increment: done.length },
        rejected: { increment: lines.length - done.length },
        created: { increment: created },
        cursor: lines.at(-1)?.line ?? row.cursor,
        ...(isLast && { endedAt: new Date(now) }),
      },
    });
    if (!isLast) return;
    const { total, accepted, rejected, dryRun } = after;
    const data = { total, accepted, rejected, created: after.created, dryRun };
    await audit(tx, now, {
      actor: row.createdBy,
      action: 'import.done',
      entity: 'import',
      entityId: importId,
      data,
    });
  }

  /** By the clock that dates them: in the sandbox the machine's would take an upload under way for an old one. */
  private async forgetBrokenUploads(tx: Tx): Promise<void> {
    const before = new Date((await this.clock.now(tx)) - UPLOAD_HOURS * 3_600_000);
    await tx.import.deleteMany({ where: { state: 'receiving', createdAt: { lt: before } } });
  }

  private async giveUp(): Promise<void> {
    await inTransaction(this.db, async (tx) => {
      const row = await nextImport(tx);
      if (!row) return;
      const error = 'A piece failed again and again; the log of the API says why.';
      await tx.import.update({ where: { id: row.id }, data: { state: 'failed', error } });
    });
  }
}

/** The oldest import that waits or is under way and that no other process holds. */
async function nextImport(tx: Tx): Promise<ImportRow | null> {
  const [row] = await tx.$queryRaw<ImportRow[]>`
    SELECT * FROM imports WHERE state IN ('queued', 'running') ORDER BY id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED`;
  return row ?? null;
}

async function readingOf(tx: Tx, row: ImportRow, lines: readonly Line[]): Promise<Reading> {
  const { zone = 'UTC', language = 'en' } = (await tx.organisation.findUnique({ where: { id: 1 } })) ?? {};
  const reading = {
    kind: row.kind as ImportKind,
    columns: row.columns,
    // Both were checked when the file came in.
    mapping: row.mapping as Mapping,
    defaults: row.defaults as Defaults,
    home: { zone, language },
  };
  const named = lines.map(({ cells }) => customerNamedBy(reading, cells)).filter((id) => id !== undefined);
  const customers = await tx.customer.findMany({
    where: { externalId: { in: named } },
    select: { externalId: true, zone: true },
  });
  const zones = customers.flatMap(({ externalId, zone }) =>
    externalId && zone ? [[externalId, zone] as const] : [],
  );
  return { ...reading, zoneOf: new Map(zones) };
}
