import { type Db, inTransaction } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import type { KeepContext } from '@aftercare/db/keep-plans.js';
import { audit } from '@aftercare/db/audit.js';
import { type Links, findLink, revokePreferenceLinks } from '@aftercare/db/links.js';
import { type Consent, judgeConsent } from '@aftercare/workflows/domain/consent.js';
import type { Channel } from '@aftercare/workflows/domain/contact-rules.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { wordsIn } from '@aftercare/workflows/templates/question-words.js';
import { Inject, Injectable } from '@nestjs/common';
import { type Actor, THE_CUSTOMER } from '../common/actor.js';
import { ConsentsService } from '../customers/consents.service.js';
import { CustomersService, getCustomer } from '../customers/customers.service.js';
import { CLOCK, DB, KEEP, LINKS } from '../tokens.js';
import { type Choice, type Preferences, choiceName } from './preferences.page.js';
import { PREFERENCE_WORDS, SWITCHABLE } from './words.js';

const ALL_CHANNELS: readonly Channel[] = ['sms', 'whatsapp', 'email', 'call'];
/** How a row of the ledger came about that was written on this page. */
const METHOD = 'web';

/** What a customer sent back: the switches as they were shown, those that are on now, and the language. */
export interface ChosenPreferences {
  shown: ReadonlyMap<string, boolean>;
  on: ReadonlySet<string>;
  language?: string;
  /** Of the page: its words are what the ledger keeps. */
  pageLanguage: string;
}

/** The page on which customers say what they want to receive, and the links to it. */
@Injectable()
export class PreferencesService {
  constructor(
    @Inject(DB) private readonly db: Db,
    @Inject(CLOCK) private readonly clock: ClockService,
    @Inject(KEEP) private readonly keep: KeepContext,
    @Inject(LINKS) private readonly links: Links | null,
    private readonly consents: ConsentsService,
    private readonly customers: CustomersService,
  ) {}

  /** Whose page it is; `ended` for a link that no longer works, null for none. */
  async findCustomer(token: string): Promise<string | 'ended' | null> {
    const link = await findLink(this.db, 'preferences', token, await this.clock.now(this.db));
    return link === null || link === 'ended' ? link : link.customerId;
  }

  async read(customerId: string): Promise<Preferences> {
    const customer = await getCustomer(this.db, customerId);
    const { name: company } = await this.db.organisation.findUniqueOrThrow({ where: { id: 1 } });
    const rows = await this.db.consent.findMany({ where: { customerId }, orderBy: { at: 'asc' } });
    const consents = rows.map((row) => ({ ...row, at: row.at.getTime() }) as unknown as Consent);
    const { contactRules } = await this.keep.documents.current(this.db);
    const channels: Channel[] = [
      'sms',
      ...(customer.channels.includes('whatsapp') ? (['whatsapp'] as const) : []),
      ...(customer.email === null ? [] : (['email'] as const)),
      'call',
    ];
    const choices = SWITCHABLE.flatMap((purpose) =>
      channels.map((channel) => {
        const question = { purpose, channel, country: customer.country };
        return { purpose, channel, allowed: judgeConsent(question, consents, contactRules).allowed };
      }),
    );
    const lastWord = rows.filter((row) => row.channel === 'sms' && row.purpose === 'all').at(-1);
    const blocked =
      lastWord?.granted === false && (lastWord.method === 'sms-reply' || lastWord.method === 'carrier');
    const { language } = customer;
    return { company, language, choices, blockedNumber: blocked ? this.keep.senders.sms : null };
  }

  /** Writes down what the customer changed, each with the words that stood there. */
  async save(customerId: string, { shown, on, language, pageLanguage }: ChosenPreferences): Promise<void> {
    const { choices } = await this.read(customerId);
    for (const choice of choices) {
      const key = choiceName(choice);
      const granted = on.has(key);
      if (!shown.has(key) || shown.get(key) === granted) continue;
      const { purpose, channel } = choice;
      const facts = {
        channel,
        purpose,
        granted,
        method: METHOD,
        text: wordsOf(choice, granted, pageLanguage),
      };
      await this.consents.add(customerId, facts, THE_CUSTOMER);
    }
    const customer = await getCustomer(this.db, customerId);
    if (language !== undefined && language !== customer.language)
      await this.customers.update(customerId, { language }, THE_CUSTOMER);
  }

  /** No more of anything, in no way. */
  async stopEverything(customerId: string, pageLanguage: string): Promise<void> {
    const { stopTitle, stopText } = wordsIn(PREFERENCE_WORDS, pageLanguage);
    for (const channel of ALL_CHANNELS) {
      const facts = { channel, purpose: 'all' as const, granted: false, method: METHOD };
      await this.consents.add(customerId, { ...facts, text: `${stopTitle}. ${stopText}` }, THE_CUSTOMER);
    }
  }

  /** The address of a customer's page, for staff to pass on. */
  issue(customerId: string, actor: Actor): Promise<{ url: string }> {
    const { links } = this;
    if (links === null)
      throw new DomainError('links.unavailable', 'This installation has no SECRET to make links with');
    return inTransaction(this.db, async (tx) => {
      await getCustomer(tx, customerId);
      const now = await this.clock.now(tx);
      const urls = await links.preferences(tx, [customerId], now);
      await audit(tx, now, { ...entryOf(actor, customerId), action: 'preference-link.issued' });
      return { url: urls.get(customerId)! };
    });
  }

  /** Ends the links that are about, where one came into wrong hands. */
  revoke(customerId: string, actor: Actor): Promise<void> {
    return inTransaction(this.db, async (tx) => {
      await getCustomer(tx, customerId);
      const now = await this.clock.now(tx);
      const revoked = await revokePreferenceLinks(tx, customerId, now);
      const entry = { ...entryOf(actor, customerId), action: 'preference-link.revoked', data: { revoked } };
      if (revoked > 0) await audit(tx, now, entry);
    });
  }
}

function entryOf(actor: Actor, customerId: string) {
  return { actor: actor.id, entity: 'customer', entityId: customerId };
}

/** "Questions (short questions about our work) – E-mail: no", in the language it was read in. */
function wordsOf({ purpose, channel }: Choice, granted: boolean, language: string): string {
  const words = wordsIn(PREFERENCE_WORDS, language);
  const { name, hint } = words.purposes[purpose];
  return `${name} (${hint}) – ${words.channels[channel]}: ${granted ? words.yes : words.no}`;
}
