import type { Instant } from '@aftercare/workflows/domain/time.js';
import { recordStatus } from './carrier.js';
import type { Tx } from './client.js';
import { newId } from './ids.js';
import { type KeepContext, keepPlansOfCustomer } from './keep-plans.js';

/** After so many mails in a row that came back for a while, an address is called doubtful. */
const SOFT_UNTIL_DOUBTFUL = 3;

/** hard: nobody is there; soft: not now; complaint: the reader called it spam; delivered: it arrived. */
export type MailReportKind = 'hard' | 'soft' | 'complaint' | 'delivered';

/** What a mail provider tells of a mail that it had taken. */
export interface MailReportFacts {
  kind: MailReportKind;
  address: string;
  /** Of ours, where the report names it; otherwise the newest mail to this address is meant. */
  messageId: string | null;
  detail: string | null;
  /** The same for the same report, however often it comes. */
  externalId: string;
  at: Instant;
}

/**
 * Writes a report down and draws its consequences: what became of the mail, whether the address can be used, whether
 * its reader wants no more. A report that is known already changes nothing.
 * @returns whether it was new
 */
export async function recordMailReport(
  context: KeepContext,
  tx: Tx,
  report: MailReportFacts,
  now: Instant,
): Promise<boolean> {
  const address = report.address.toLowerCase();
  const message = await findMail(tx, report.messageId, address);
  const readers = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM customers WHERE lower(email) = ${address} ORDER BY id`;
  const customerIds = readers.map((reader) => reader.id);
  const { count } = await tx.mailReport.createMany({
    data: [
      {
        id: newId('mailReport'),
        kind: report.kind,
        address,
        customerId: message?.customerId ?? customerIds[0] ?? null,
        messageId: message?.id ?? null,
        detail: report.detail,
        externalId: report.externalId,
        at: new Date(report.at),
        receivedAt: new Date(now),
      },
    ],
    skipDuplicates: true,
  });
  if (count === 0) return false;
  if (message) await settle(context, tx, message, report.kind, now);
  await judgeAddress(tx, report.kind, address, customerIds);
  if (report.kind === 'complaint') await optOut(tx, customerIds, now);
  if (report.kind === 'delivered') return true;
  for (const id of customerIds) await keepPlansOfCustomer(context, tx, id, now, 'carrier');
  return true;
}

interface Mail {
  id: string;
  customerId: string | null;
  sid: string | null;
}

async function findMail(tx: Tx, messageId: string | null, address: string): Promise<Mail | null> {
  const [mail] = await tx.$queryRaw<Mail[]>`
    SELECT id, "customerId", sid FROM messages
    WHERE channel = 'email' AND (id = ${messageId} OR (${messageId}::text IS NULL AND lower("to") = ${address}))
    ORDER BY "createdAt" DESC, id DESC LIMIT 1`;
  return mail ?? null;
}

/** A report of any kind proves that the provider had taken the mail. A soft one says nothing final of it. */
async function settle(
  context: KeepContext,
  tx: Tx,
  { id, sid }: Mail,
  kind: MailReportKind,
  now: Instant,
): Promise<void> {
  const status = { hard: 'undelivered', soft: 'accepted', complaint: 'delivered', delivered: 'delivered' }[
    kind
  ];
  await recordStatus(context, tx, { messageId: id, sid: sid ?? id, status }, now);
}

async function judgeAddress(
  tx: Tx,
  kind: MailReportKind,
  address: string,
  customerIds: string[],
): Promise<void> {
  if (kind === 'hard') await setEmailState(tx, customerIds, 'invalid');
  if (kind === 'delivered') await setEmailState(tx, customerIds, 'ok');
  if (kind !== 'soft') return;
  const [row] = await tx.$queryRaw<{ mails: number }[]>`
    SELECT count(DISTINCT coalesce("messageId", id))::int AS mails FROM mail_reports
    WHERE address = ${address} AND kind = 'soft'
      AND at > coalesce((SELECT max(at) FROM mail_reports WHERE address = ${address} AND kind = 'delivered'), '-infinity')`;
  if ((row?.mails ?? 0) >= SOFT_UNTIL_DOUBTFUL) {
    await tx.customer.updateMany({
      where: { id: { in: customerIds }, emailState: 'ok' },
      data: { emailState: 'doubtful' },
    });
  }
}

async function setEmailState(tx: Tx, customerIds: string[], emailState: 'ok' | 'invalid'): Promise<void> {
  await tx.customer.updateMany({ where: { id: { in: customerIds } }, data: { emailState } });
}

async function optOut(tx: Tx, customerIds: readonly string[], now: Instant): Promise<void> {
  await tx.consent.createMany({
    data: customerIds.map((customerId) => ({
      id: newId('consent'),
      customerId,
      channel: 'email',
      purpose: 'all',
      granted: false,
      method: 'complaint',
      text: 'The reader reported an e-mail of ours as spam',
      at: new Date(now),
      recordedBy: 'carrier',
    })),
  });
}
