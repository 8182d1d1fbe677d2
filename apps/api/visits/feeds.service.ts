import { audit } from '@aftercare/db/audit.js';
import { type Db, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { newId } from '@aftercare/db/ids.js';
import { type Links, findLink, hashToken } from '@aftercare/db/links.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { html } from '@aftercare/workflows/templates/html.js';
import { wordsIn } from '@aftercare/workflows/templates/question-words.js';
import { Inject, Injectable } from '@nestjs/common';
import { mayRole } from '../auth/roles.js';
import type { Actor } from '../common/actor.js';
import type { CustomerPage } from '../common/customer-page.js';
import { toInstantText } from '../common/schemas.js';
import { findStaffId } from '../staff/find-staff.js';
import { CLOCK, DB, LINKS } from '../tokens.js';
import { type CalendarVisit, writeCalendar } from './calendar-file.js';
import { VISIT_WORDS } from './visit-words.js';
import type { FeedView } from './visits.schema.js';

/** How far back and ahead a feed reaches. */
const BACK = 60 * 86_400_000;
const AHEAD = 400 * 86_400_000;

/** Calendars: the feed of a member of staff, and the page and file of one visit for its customer. */
@Injectable()
export class FeedsService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(LINKS) private readonly links: Links | null,
  ) {}

  async get(named: string, actor: Actor): Promise<FeedView> {
    const staffId = await this.own(named, actor);
    const row = await this.db.calendarFeed.findFirst({
      where: { staffId, revokedAt: null },
      orderBy: { id: 'desc' },
    });
    if (!row) return { url: null, createdAt: null };
    return { url: this.assertLinks().feed(row.id), createdAt: toInstantText(row.createdAt) };
  }

  /** Makes the address of a feed; one that was made before stops working. */
  async make(named: string, actor: Actor): Promise<FeedView> {
    const links = this.assertLinks();
    const staffId = await this.own(named, actor);
    return inTransaction(this.db, async (tx) => {
      const now = new Date(await this.clock.now(tx));
      await tx.calendarFeed.updateMany({ where: { staffId, revokedAt: null }, data: { revokedAt: now } });
      const id = newId('calendarFeed');
      await tx.calendarFeed.create({ data: { id, staffId, hash: links.feedHash(id), createdAt: now } });
      await audit(tx, now.getTime(), {
        actor: actor.id,
        action: 'calendar-feed.made',
        entity: 'staff',
        entityId: staffId,
      });
      return { url: links.feed(id), createdAt: toInstantText(now) };
    });
  }

  async revoke(named: string, actor: Actor): Promise<void> {
    const staffId = await this.own(named, actor);
    await inTransaction(this.db, async (tx) => {
      const now = new Date(await this.clock.now(tx));
      const { count } = await tx.calendarFeed.updateMany({
        where: { staffId, revokedAt: null },
        data: { revokedAt: now },
      });
      const entry = { actor: actor.id, action: 'calendar-feed.revoked', entity: 'staff', entityId: staffId };
      if (count > 0) await audit(tx, now.getTime(), entry);
    });
  }

  /** The feed behind a token. @throws `calendar-feed.not-found` for one that is none or was revoked */
  async read(token: string): Promise<string> {
    const feed = await this.db.calendarFeed.findUnique({
      where: { hash: hashToken(token) },
      include: { staff: true },
    });
    if (!feed || feed.revokedAt !== null)
      throw new DomainError('calendar-feed.not-found', 'There is no such calendar');
    const now = await this.clock.now(this.db);
    const visits = await this.db.visit.findMany({
      where: {
        staffId: feed.staffId,
        startsAt: { gte: new Date(now - BACK), lt: new Date(now + AHEAD) },
      },
      include: { customer: true, site: true, followUps: { include: { followUp: true } } },
      orderBy: { startsAt: 'asc' },
    });
    return writeCalendar(
      feed.staff.name,
      visits.map((visit): CalendarVisit => {
        const what = [
          ...new Set(visit.followUps.map(({ followUp }) => followUp.step.replaceAll('-', ' '))),
        ].join(', ');
        return {
          ...visit,
          isCancelled: visit.state === 'cancelled',
          summary: `${visit.customer.name}: ${what}`,
          description: visit.customer.phone,
          location: visit.site?.address,
        };
      }),
    );
  }

  /** The page of a visit for whoever has its link. */
  async page(token: string): Promise<CustomerPage> {
    const {
      name: company,
      language,
      phone,
    } = await this.db.organisation.findUniqueOrThrow({ where: { id: 1 } });
    const visit = await this.find(token);
    if (!visit) {
      const words = wordsIn(VISIT_WORDS, language);
      return {
        ...{ status: 404, language, company, title: words.gone },
        content: html`<p>${words.goneText}</p>`,
      };
    }
    const words = wordsIn(VISIT_WORDS, visit.customer.language);
    const when = new Intl.DateTimeFormat(visit.customer.language, {
      ...{ dateStyle: 'full', timeStyle: 'short', timeZone: visit.zone },
    }).format(visit.startsAt);
    const content =
      visit.state !== 'booked'
        ? html`<p class="done" role="status">${visit.state === 'done' ? words.done : words.cancelled}</p>`
        : html`
            <p><strong>${when}</strong></p>
            ${visit.site && html`<p>${visit.site.address}</p>`}
            ${visit.staff && html`<p>${words.who(visit.staff.name)}</p>`}
            <p><a href="${token}/visit.ics">${words.add}</a></p>
            ${phone !== null && html`<p class="soft">${words.cannot(phone)}</p>`}
          `;
    return { ...{ status: 200, language: visit.customer.language, company, title: words.title }, content };
  }

  /** The calendar file of a visit. @throws `visit.not-found` */
  async file(token: string): Promise<string> {
    const visit = await this.find(token);
    if (!visit) throw new DomainError('visit.not-found', 'There is no such visit');
    const { name } = await this.db.organisation.findUniqueOrThrow({ where: { id: 1 } });
    const { title } = wordsIn(VISIT_WORDS, visit.customer.language);
    return writeCalendar(name, [
      {
        ...visit,
        isCancelled: visit.state === 'cancelled',
        summary: `${name}: ${title}`,
        description: visit.staff?.name,
        location: visit.site?.address,
      },
    ]);
  }

  private async find(token: string) {
    const link = await findLink(this.db, 'visit', token, await this.clock.now(this.db));
    if (link === null || link === 'ended') return null;
    return this.db.visit.findUnique({
      where: { id: link.visitId! },
      include: { customer: true, site: true, staff: { select: { name: true } } },
    });
  }

  /** Staff have their own feed; who sees the work of others may see theirs. */
  private async own(named: string, actor: Actor): Promise<string> {
    if (named === 'me') {
      if (actor.staffId) return actor.staffId;
      throw new DomainError('staff.not-found', 'There is no member of staff behind this key');
    }
    const staffId = await findStaffId(this.db, named, '/id');
    if (staffId === actor.staffId || mayRole(actor.role, ['manager'])) return staffId;
    throw new DomainError('role.forbidden', 'Only managers see the calendars of others', { status: 403 });
  }

  private assertLinks(): Links {
    if (this.links) return this.links;
    throw new DomainError('links.unavailable', 'This installation has no SECRET to make links with');
  }
}
