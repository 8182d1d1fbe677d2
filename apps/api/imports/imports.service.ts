import type { Readable } from 'node:stream';
import { audit } from '@aftercare/db/audit.js';
import { type Db, type Tx, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { newId } from '@aftercare/db/ids.js';
import { DomainError, type Fault } from '@aftercare/workflows/domain/errors.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { z } from 'zod';
import type { Actor } from '../common/actor.js';
import { faultsOf } from '../common/faults.js';
import { type Page, type PageQuery, decodeCursor, idBehind, toPage } from '../common/page.js';
import { refuse } from '../subjects/intake.js';
import { CLOCK, DB } from '../tokens.js';
import { CsvFault, type CsvRecord, readCsv } from './csv-records.js';
import { faultsOfMapping } from './fields.js';
import { ImportRunner } from './import-runner.service.js';
import {
  type ImportForm,
  type ImportRow,
  type ImportView,
  type RejectedLine,
  importFormSchema,
  toImport,
} from './imports.schema.js';
import { type Upload, readUpload } from './upload.js';

/** Lines stored in one statement while a file comes in. */
const BATCH = 1_000;
/** A cell that no column of the database holds. */
const NUL = '\u0000';

/** Files of other systems: taken in, watched, stopped, gone on with, run for real after a dry run. */
@Injectable()
export class ImportsService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    private readonly runner: ImportRunner,
  ) {}

  /** Stores the lines of an upload as they come, and queues them once mapping and file fit together. */
  async receive(request: Request, actor: Actor): Promise<ImportView> {
    const id = newId('import');
    const now = await this.clock.now(this.db);
    await this.db.import.create({
      data: {
        id,
        kind: 'customers',
        state: 'receiving',
        dryRun: false,
        fileName: '',
        columns: [],
        mapping: {},
        defaults: {},
        createdBy: actor.id,
        createdAt: new Date(now),
      },
    });
    try {
      const lines = new ReceivedLines(this.db, id);
      const upload = await readUpload(request, (file) => lines.store(file));
      const form = checkForm(upload, lines);
      return await this.queue(id, form, upload, lines, actor);
    } catch (error) {
      await this.db.import.delete({ where: { id } });
      throw error;
    }
  }

  async list(query: PageQuery): Promise<Page<ImportView>> {
    const behind = idBehind(query);
    const rows = await this.db.import.findMany({
      where: { state: { not: 'receiving' }, ...(behind && { id: { lt: behind } }) },
      orderBy: { id: 'desc' },
      take: query.limit + 1,
    });
    return toPage(rows, query.limit, toImport, (row) => [row.id]);
  }

  async get(id: string): Promise<ImportView> {
    return toImport(await getImport(this.db, id));
  }

  async rejected(id: string, query: PageQuery): Promise<Page<RejectedLine>> {
    await getImport(this.db, id);
    const behind = query.after === undefined ? 0 : decodeCursor(query.after, z.tuple([z.int()]))[0];
    const rows = await this.db.importLine.findMany({
      where: { importId: id, line: { gt: behind }, reason: { not: null } },
      orderBy: { line: 'asc' },
      take: query.limit + 1,
    });
    const toLine = ({ line, reason, cells }: (typeof rows)[number]): RejectedLine => ({
      line,
      reason: reason ?? '',
      cells,
    });
    return toPage(rows, query.limit, toLine, (row) => [row.line]);
  }

  /** All rejected lines as they stood in the file, with the reason behind, so that they can be put right and sent again. */
  async *rejectedRows(id: string): AsyncGenerator<string[]> {
    const { columns } = await getImport(this.db, id);
    yield ['line', 'reason', ...columns];
    let behind = 0;
    for (;;) {
      const rows = await this.db.importLine.findMany({
        where: { importId: id, line: { gt: behind }, reason: { not: null } },
        orderBy: { line: 'asc' },
        take: BATCH,
      });
      for (const { line, reason, cells } of rows) yield [String(line), reason ?? '', ...cells];
      if (rows.length < BATCH) return;
      behind = rows.at(-1)!.line;
    }
  }

  /** Ends it after the piece under way; what was stored stays. */
  stop(id: string, actor: Actor): Promise<ImportView> {
    return this.change(id, actor, 'stopped', ['queued', 'running'], { state: 'stopped' });
  }

  resume(id: string, actor: Actor): Promise<ImportView> {
    return this.change(id, actor, 'resumed', ['stopped', 'failed'], { state: 'queued', error: null });
  }

  /** Runs for real what a dry run has looked at. */
  async run(id: string, actor: Actor): Promise<ImportView> {
    const { dryRun } = await getImport(this.db, id);
    if (!dryRun) throw new DomainError('import.already-run', 'This import was run for real already');
    return this.change(id, actor, 'run', ['done', 'stopped', 'failed'], {
      state: 'queued',
      dryRun: false,
      ...{ cursor: 0, accepted: 0, rejected: 0, created: 0 },
      ...{ error: null, endedAt: null },
    });
  }

  private queue(
    id: string,
    form: ImportForm,
    { fileName }: Upload,
    lines: ReceivedLines,
    actor: Actor,
  ): Promise<ImportView> {
    return inTransaction(this.db, async (tx) => {
      const now = await this.clock.now(tx);
      const dryRun = form.dryRun === 'true';
      const row = await tx.import.update({
        where: { id },
        data: {
          kind: form.kind,
          state: 'queued',
          dryRun,
          fileName: (fileName ?? '').slice(0, 200),
          columns: [...lines.columns],
          mapping: form.mapping,
          defaults: form.defaults ?? {},
          total: lines.total,
        },
      });
      await this.note(tx, now, row, 'created', actor);
      return row;
    }).then((row) => {
      this.runner.wake();
      return toImport(row);
    });
  }

  private async change(
    id: string,
    actor: Actor,
    action: string,
    from: readonly string[],
    data: Partial<ImportRow>,
  ): Promise<ImportView> {
    const row = await inTransaction(this.db, async (tx) => {
      await tx.$queryRaw`SELECT id FROM imports WHERE id = ${id} FOR NO KEY UPDATE`;
      const row = await getImport(tx, id);
      if (row.state === data.state && row.dryRun === (data.dryRun ?? row.dryRun)) return row;
      if (!from.includes(row.state))
        throw new DomainError(`import.already-${row.state}`, `This import is ${row.state}`, { status: 409 });
      if (data.cursor === 0)
        await tx.importLine.updateMany({
          where: { importId: id, reason: { not: null } },
          data: { reason: null },
        });
      const { mapping: _, defaults: __, ...changes } = data;
      const changed = await tx.import.update({ where: { id }, data: changes });
      await this.note(tx, await this.clock.now(tx), changed, action, actor);
      return changed;
    });
    this.runner.wake();
    return toImport(row);
  }

  private note(tx: Tx, now: number, row: ImportRow, action: string, actor: Actor): Promise<void> {
    const { kind, dryRun, total, fileName } = row;
    const data = { kind, dryRun, total, fileName };
    return audit(tx, now, {
      actor: actor.id,
      action: `import.${action}`,
      entity: 'import',
      entityId: row.id,
      data,
    });
  }
}

/** The lines of a file on their way into the database. */
class ReceivedLines {
  columns: readonly string[] = [];
  total = 0;
  fault: string | null = null;
  private batch: { importId: string; line: number; cells: string[] }[] = [];

  constructor(
    private readonly db: Db,
    private readonly importId: string,
  ) {}

  async store(file: Readable): Promise<void> {
    try {
      await readCsv(file, (record) => this.take(record));
      await this.flush();
    } catch (error) {
      if (!(error instanceof CsvFault)) throw error;
      this.fault = error.message;
      file.resume(); // the parts behind it still have to be read
    }
  }

  private async take({ line, cells }: CsvRecord): Promise<void> {
    const plain = cells.map((cell) => cell.replaceAll(NUL, ''));
    if (this.columns.length === 0) {
      this.columns = plain.map((column) => column.trim());
      return;
    }
    this.total += 1;
    this.batch.push({ importId: this.importId, line, cells: plain });
    if (this.batch.length >= BATCH) await this.flush();
  }

  private async flush(): Promise<void> {
    const data = this.batch;
    this.batch = [];
    if (data.length > 0) await this.db.importLine.createMany({ data });
  }
}

/** @throws `request.invalid` with everything that does not fit */
function checkForm({ fileName, fields }: Upload, lines: ReceivedLines): ImportForm {
  const faults: Fault[] = [];
  if (fileName === null) faults.push({ path: '/file', message: 'is missing' });
  else if (lines.fault !== null) faults.push({ path: '/file', message: lines.fault });
  else if (lines.total === 0) faults.push({ path: '/file', message: 'has no lines below a header' });
  const twice = lines.columns.filter((column, index) => lines.columns.indexOf(column) !== index);
  for (const column of new Set(twice))
    faults.push({ path: '/file', message: `has the column "${column}" more than once` });
  const parsed = importFormSchema.safeParse(fields);
  if (!parsed.success) throw refuse([...faults, ...faultsOf(parsed.error.issues)]);
  if (lines.columns.length > 0) {
    const { kind, mapping, defaults = {} } = parsed.data;
    faults.push(...faultsOfMapping(kind, mapping, defaults, lines.columns));
  }
  if (faults.length > 0) throw refuse(faults);
  return parsed.data;
}

async function getImport(tx: Tx, id: string): Promise<ImportRow> {
  const row = await tx.import.findUnique({ where: { id } });
  if (row && row.state !== 'receiving') return row;
  throw new DomainError('import.not-found', 'There is no such import');
}
