import { audit } from '@aftercare/db/audit.js';
import { type Db, type Prisma, type Tx, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { createJob } from '@aftercare/db/jobs/job.js';
import { parseCalendar } from '@aftercare/workflows/documents/calendar-document.js';
import { DomainError, type Fault } from '@aftercare/workflows/domain/errors.js';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../common/actor.js';
import { canonicalJson } from '../common/canonical-json.js';
import { toJob } from '../common/job.view.js';
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
import { type CalendarView, type SavedCalendarView, toCalendar } from './calendars.schema.js';

type Row = Prisma.CalendarGetPayload<object>;

/** Opening hours. What is saved is in force at once, also for plans that are under way; every version is kept. */
@Injectable()
export class CalendarsService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
  ) {}

  /** @throws `document.changed-meanwhile`, `calendar.invalid` */
  save(key: string, body: Document, actor: Actor, { basedOn }: BasedOn = {}): Promise<SavedCalendarView> {
    const document = checkOrRefuse(key, body);
    return inTransaction(this.db, async (tx) => {
      await lockDocument(tx, 'calendar', key);
      const before = await findCurrent(tx, key);
      if (before && canonicalJson(before.document) === canonicalJson(document))
        return { ...toCalendar(before), replan: null };
      refuseUnseen(basedOn, before && { number: before.version, savedBy: before.savedBy });
      const now = await this.clock.now(tx);
      const version = (before?.version ?? 0) + 1;
      const row = await tx.calendar.create({
        data: { key, version, document, savedAt: new Date(now), savedBy: actor.id },
      });
      const entry = { actor: actor.id, action: 'calendar.saved', entity: 'calendar', entityId: key };
      await audit(tx, now, { ...entry, data: { version } });
      // A first version is in no plan yet: policies cannot name a calendar that is not there.
      const job = before && (await createJob(tx, 'replan', { calendar: key }, now, actor.id));
      return { ...toCalendar(row), replan: job && toJob(job) };
    });
  }

  /** The versions in force, by key. */
  async list(query: PageQuery): Promise<Page<CalendarView>> {
    const rows = await this.db.$queryRaw<Row[]>`
      SELECT DISTINCT ON (key) * FROM calendars WHERE key > ${keyBehind(query)}
      ORDER BY key, version DESC LIMIT ${query.limit + 1}`;
    return toPage(rows, query.limit, toCalendar, (row) => [row.key]);
  }

  async get(key: string): Promise<CalendarView> {
    return toCalendar(orNotFound(await findCurrent(this.db, key)));
  }

  async listVersions(key: string, query: PageQuery): Promise<Page<CalendarView>> {
    orNotFound(await findCurrent(this.db, key));
    const rows = await this.db.calendar.findMany({
      where: { key, version: { lt: versionBelow(query) } },
      orderBy: { version: 'desc' },
      take: query.limit + 1,
    });
    return toPage(rows, query.limit, toCalendar, (row) => [row.version]);
  }
}

/** The document under its key. @throws `calendar.invalid` with all faults */
function checkOrRefuse(key: string, body: Document): Prisma.InputJsonObject {
  const document = { ...body, calendar: body['calendar'] ?? key };
  const errors: Fault[] = [];
  if (document.calendar !== key)
    errors.push({ path: '/calendar', message: `must be ${key}, as in the address` });
  const parsed = parseCalendar(document);
  if (!parsed.ok) errors.push(...parsed.errors);
  if (errors.length > 0)
    throw new DomainError('calendar.invalid', 'The calendar has faults; see errors', { errors });
  return document as Prisma.InputJsonObject;
}

function findCurrent(tx: Tx, key: string): Promise<Row | null> {
  return tx.calendar.findFirst({ where: { key }, orderBy: { version: 'desc' } });
}

function orNotFound(row: Row | null): Row {
  if (row) return row;
  throw new DomainError('calendar.not-found', 'There is no such calendar');
}
