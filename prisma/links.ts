import { createHash, createHmac } from 'node:crypto';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { Prisma, Tx } from './client.js';
import { newId } from './ids.js';

const DAY = 86_400_000;
/** Links work so long: elapsed time. */
const LASTS = 400 * DAY;
/** A message that tells the customer's preference page gets a link that works at least so long. */
const WORKS_AT_LEAST = 100 * DAY;
/** Without letters that are mistaken for others, and without signs that phones leave out of a link: five bits each. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
/** 80 bits: nobody guesses it, and the address still fits a text message. */
const TOKEN_LENGTH = 16;

/** preferences: what we may send to a customer; mail: the answers of one e-mail, and no more such mails; visit: when we come. */
export type LinkKind = 'preferences' | 'mail' | 'visit';

export type Link = Prisma.LinkGetPayload<object>;

/** A message that links to a guide, and about what. */
export interface GuideWanted {
  messageId: string;
  customerId: string;
  guideKey: string;
  product: string | null;
  step: string | null;
  template: string;
  language: string;
}

/** Where an e-mail's links lead. */
export interface MailLinks {
  /** Page on which the customer confirms one answer. */
  answer: (value: number | string) => string;
  /** Page, and the target of a mail program's own button (RFC 8058). */
  unsubscribe: string;
}

/**
 * Makes the links that messages carry. A token is made from its row's id with the installation's secret, so that the
 * same link can be written into every message although the database holds nothing but its hash.
 */
export class Links {
  /** @param base address at which customers reach the API, without a slash at its end */
  constructor(
    private readonly secret: string,
    private readonly base: string,
  ) {}

  /** The address of each customer's preference page; made once, and again before it expires or after it was revoked. */
  async preferences(
    tx: Tx,
    customerIds: readonly string[],
    now: Instant,
  ): Promise<ReadonlyMap<string, string>> {
    const known = await tx.link.findMany({
      where: {
        customerId: { in: [...customerIds] },
        kind: 'preferences',
        revokedAt: null,
        expiresAt: { gt: new Date(now + WORKS_AT_LEAST) },
      },
      orderBy: { id: 'asc' },
    });
    const byCustomer = new Map(known.map((link) => [link.customerId, link.id]));
    const missing = [...new Set(customerIds)].filter((id) => !byCustomer.has(id));
    const made = missing.map((customerId) => this.newLink('preferences', customerId, null, now));
    if (made.length > 0) await tx.link.createMany({ data: made });
    for (const link of made) byCustomer.set(link.customerId, link.id);
    return new Map([...byCustomer].map(([id, link]) => [id, `${this.base}/p/${this.tokenOf(link)}`]));
  }

  /** The links of e-mails to customers, the same again when a mail is tried again. */
  async ofMails(
    tx: Tx,
    mails: readonly { messageId: string; customerId: string }[],
    now: Instant,
  ): Promise<ReadonlyMap<string, MailLinks>> {
    if (mails.length === 0) return new Map();
    const made = mails.map(({ messageId, customerId }) => this.newLink('mail', customerId, messageId, now));
    await tx.link.createMany({ data: made, skipDuplicates: true });
    const links = await tx.link.findMany({
      where: { messageId: { in: mails.map((mail) => mail.messageId) } },
    });
    return new Map(links.map((link) => [link.messageId!, this.addressesOf(this.tokenOf(link.id))]));
  }

  /** The address of the page of each visit; the same again whenever it is told. */
  async ofVisits(
    tx: Tx,
    visits: readonly { visitId: string; customerId: string }[],
    now: Instant,
  ): Promise<ReadonlyMap<string, string>> {
    const made = visits.map(({ visitId, customerId }) => ({
      ...this.newLink('visit', customerId, null, now),
      visitId,
    }));
    await tx.link.createMany({ data: made, skipDuplicates: true });
    const links = await tx.link.findMany({
      where: { visitId: { in: visits.map(({ visitId }) => visitId) }, revokedAt: null },
    });
    return new Map(links.map(({ id, visitId }) => [visitId!, `${this.base}/v/${this.tokenOf(id)}`]));
  }

  /** The address of the calendar feed of a member of staff, by the id of its row. */
  feed(id: string): string {
    return `${this.base}/cal/${this.tokenOf(id)}.ics`;
  }

  /** What of a feed's token is stored. */
  feedHash(id: string): string {
    return hashToken(this.tokenOf(id));
  }

  /**
   * The addresses of the guides that messages link to, the same again when a message is tried again. Messages that no
   * guide fits have none.
   */
  async guides(tx: Tx, wanted: readonly GuideWanted[], now: Instant): Promise<ReadonlyMap<string, string>> {
    if (wanted.length === 0) return new Map();
    const made = wanted.map((one) => {
      const id = newId('guideLink');
      const times = { createdAt: new Date(now), expiresAt: new Date(now + LASTS) };
      return { id, ...one, ...times, hash: hashToken(this.tokenOf(id)) };
    });
    await tx.guideLink.createMany({ data: made, skipDuplicates: true });
    const links = await tx.guideLink.findMany({
      where: { messageId: { in: wanted.map(({ messageId }) => messageId) } },
      select: { id: true, messageId: true },
    });
    return new Map(links.map(({ id, messageId }) => [messageId, `${this.base}/g/${this.tokenOf(id)}`]));
  }

  private addressesOf(token: string): MailLinks {
    return {
      answer: (value) => `${this.base}/a/${token}/${value}`,
      unsubscribe: `${this.base}/u/${token}`,
    };
  }

  private newLink(kind: LinkKind, customerId: string, messageId: string | null, now: Instant) {
    const id = newId('link');
    return {
      id,
      kind,
      customerId,
      messageId,
      hash: hashToken(this.tokenOf(id)),
      createdAt: new Date(now),
      expiresAt: new Date(now + LASTS),
    };
  }

  private tokenOf(id: string): string {
    const bytes = createHmac('sha256', this.secret).update(`aftercare link ${id}`).digest();
    return [...bytes.subarray(0, TOKEN_LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  }
}

/** The link behind a token that came in; `ended` when it has expired or was revoked, null when there is none. */
export async function findLink(
  tx: Tx,
  kind: LinkKind,
  token: string,
  now: Instant,
): Promise<Link | 'ended' | null> {
  const link = await tx.link.findUnique({ where: { hash: hashToken(token) } });
  if (link?.kind !== kind) return null;
  return link.revokedAt === null && link.expiresAt.getTime() > now ? link : 'ended';
}

export type GuideLink = Prisma.GuideLinkGetPayload<object>;

/** The guide's link behind a token that came in, as `findLink`. */
export async function findGuideLink(
  tx: Tx,
  token: string,
  now: Instant,
): Promise<GuideLink | 'ended' | null> {
  const link = await tx.guideLink.findUnique({ where: { hash: hashToken(token) } });
  if (!link) return null;
  return link.expiresAt.getTime() > now ? link : 'ended';
}

/** Ends all preference links of a customer; the next message that carries one gets a new one. @returns how many */
export async function revokePreferenceLinks(tx: Tx, customerId: string, now: Instant): Promise<number> {
  const { count } = await tx.link.updateMany({
    where: { customerId, kind: 'preferences', revokedAt: null },
    data: { revokedAt: new Date(now) },
  });
  return count;
}

/** What was typed by hand may come in capitals. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token.toLowerCase()).digest('hex');
}
