import { heedBy } from '@aftercare/workflows/domain/consent-deadline.js';
import type { Consent } from '@aftercare/workflows/domain/consent.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { Prisma, Tx } from './client.js';
import { newId } from './ids.js';

/** A row of the ledger as statements read it into JSON. */
export interface ConsentJson {
  id: string;
  channel: Consent['channel'];
  purpose: Consent['purpose'];
  granted: boolean;
  method: string;
  basis: NonNullable<Consent['basis']>;
  at: string;
}

/** Rows as the rules of consent take them. */
export function toConsents(rows: readonly ConsentJson[]): Consent[] {
  return rows.map((row) => ({ ...row, at: Date.parse(row.at) }));
}

/** What somebody said of being contacted, and how we know. */
export interface NewConsentRow {
  channel: Consent['channel'];
  purpose: Consent['purpose'];
  granted: boolean;
  /** form, web, in-person, phone-call, sms-reply, carrier, import … */
  method: string;
  /** The exact words. */
  text: string;
  /** When it was said; default: now. */
  at?: Instant;
  basis?: Consent['basis'];
  source?: string;
  evidence?: Prisma.InputJsonObject;
  inboundId?: string;
  externalId?: string;
}

export type ConsentRow = Prisma.ConsentGetPayload<object>;

/**
 * Adds rows to a customer's ledger, with the number or address they are about and, for a withdrawal, the law's last
 * day. Whoever does it brings the customer's plans in step, in the same transaction: that is the effect.
 */
export async function recordConsents(
  tx: Tx,
  customerId: string,
  rows: readonly NewConsentRow[],
  now: Instant,
  recordedBy: string,
): Promise<ConsentRow[]> {
  const customer = await tx.customer.findUniqueOrThrow({
    where: { id: customerId },
    select: { phone: true, email: true, zone: true },
  });
  const organisation = await tx.organisation.findFirst({ select: { zone: true } });
  const zone = customer.zone ?? organisation?.zone ?? 'UTC';
  return tx.consent.createManyAndReturn({
    data: rows.map(({ at = now, ...row }) => ({
      id: newId('consent'),
      customerId,
      ...row,
      address: row.channel === 'email' ? customer.email : customer.phone,
      at: new Date(at),
      recordedAt: new Date(now),
      heedBy: row.granted ? null : new Date(heedBy(at, zone)),
      recordedBy,
    })),
  });
}
