import type { Db } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { type Link, type Links, findLink } from '@aftercare/db/links.js';
import { html } from '@aftercare/workflows/templates/html.js';
import { wordsIn } from '@aftercare/workflows/templates/question-words.js';
import { Inject, Injectable } from '@nestjs/common';
import { THE_CUSTOMER } from '../common/actor.js';
import type { CustomerPage } from '../common/customer-page.js';
import { ConsentsService } from '../customers/consents.service.js';
import { gonePage, pageLanguage } from '../preferences/preferences.page.js';
import { CLOCK, DB, LINKS } from '../tokens.js';
import { UNSUBSCRIBE_WORDS } from './words.js';

/** No more e-mails, asked for by the link at the foot of one or by the button of a mail program. */
@Injectable()
export class UnsubscribeService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(LINKS) private readonly links: Links | null,
    private readonly consents: ConsentsService,
  ) {}

  /** Asks whether it is meant. Looking at the page changes nothing. */
  async ask(token: string): Promise<CustomerPage> {
    const found = await this.find(token);
    if ('status' in found) return found;
    const { language, company } = found;
    const words = wordsIn(UNSUBSCRIBE_WORDS, language);
    return {
      status: 200,
      language: pageLanguage(language),
      company,
      title: words.title,
      content: html`<p>${words.question}</p>
        <form method="post"><button>${words.confirm}</button></form>
        ${await this.preferencesLink(found)}`,
    };
  }

  /** Writes it down, once: mail programs may post twice. All e-mail of whatever purpose ends with it. */
  async confirm(token: string): Promise<CustomerPage> {
    const found = await this.find(token);
    if ('status' in found) return found;
    const { language, company, link } = found;
    if (!(await this.isOut(link.customerId))) {
      const { subject } = await this.db.message.findUniqueOrThrow({ where: { id: link.messageId! } });
      const text = `Unsubscribed by the link of the e-mail "${subject ?? ''}" (${link.messageId})`;
      const facts = {
        channel: 'email' as const,
        purpose: 'all' as const,
        granted: false,
        method: 'one-click',
      };
      await this.consents.add(link.customerId, { ...facts, text }, THE_CUSTOMER);
    }
    const words = wordsIn(UNSUBSCRIBE_WORDS, language);
    return {
      status: 200,
      language: pageLanguage(language),
      company,
      title: words.doneTitle,
      content: html`<p role="status">${words.done}</p>
        ${await this.preferencesLink(found)}`,
    };
  }

  private async find(token: string): Promise<Found | CustomerPage> {
    const now = await this.clock.now(this.db);
    const { name: company, language } = await this.db.organisation.findUniqueOrThrow({ where: { id: 1 } });
    const link = await findLink(this.db, 'mail', token, now);
    if (link === null || link === 'ended') return gonePage(company, language, link === null ? 404 : 410);
    const customer = await this.db.customer.findUniqueOrThrow({ where: { id: link.customerId } });
    return { link, company, language: customer.language };
  }

  private async isOut(customerId: string): Promise<boolean> {
    const newest = await this.db.consent.findFirst({
      where: { customerId, channel: 'email' },
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
    });
    return newest?.purpose === 'all' && !newest.granted;
  }

  /** Whoever wants fewer mails rather than none finds the switches behind it. */
  private async preferencesLink({ link, language }: Found) {
    if (this.links === null) return null;
    const now = await this.clock.now(this.db);
    const urls = await this.links.preferences(this.db, [link.customerId], now);
    const { preferences } = wordsIn(UNSUBSCRIBE_WORDS, language);
    return html`<p><a href="${urls.get(link.customerId)}">${preferences}</a></p>`;
  }
}

interface Found {
  link: Link;
  company: string;
  language: string;
}
