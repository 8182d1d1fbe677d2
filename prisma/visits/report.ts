import type { TicketPriority, TicketSubject } from '@aftercare/workflows/domain/subject.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { Tx } from '../client.js';
import { recordEvent } from '../events.js';
import { newId } from '../ids.js';
import { keepPlans, type KeepContext } from '../keep-plans.js';
import { openPlans } from '../plans.js';
import { loadOpenVisits, type OpenVisit } from './open-visit.js';

export interface Reading {
  name: string;
  value: string;
  unit?: string;
}

export interface Finding {
  text: string;
  severity: 'note' | 'minor' | 'major' | 'danger';
  /** Where it was found; default: the first asset of the visit. */
  assetId?: string;
}

/** What was done at a site, for one or more visits that were made together. */
export interface NewReport {
  followUpIds: readonly string[];
  visitId?: string;
  /** When it was done; default now. */
  at?: Instant;
  text?: string;
  readings: readonly Reading[];
  findings: readonly Finding[];
  parts: readonly { name: string; quantity: number }[];
  photos: readonly string[];
  staffId?: string;
  tell: boolean;
}

/** A finding that is put right by a ticket of its own. */
const OPENS_TICKET: Readonly<Record<Finding['severity'], TicketPriority | null>> = {
  note: null,
  minor: 'normal',
  major: 'high',
  danger: 'urgent',
};

/**
 * Writes down what was done: ends the visits, opens a ticket for each defect, brings the plans in step; all or nothing.
 * @throws `visit.in-the-future` for what cannot have been done yet
 */
export async function reportVisits(
  context: KeepContext,
  tx: Tx,
  report: NewReport,
  now: Instant,
  actor: string,
): Promise<{ reportIds: string[]; ticketIds: string[] }> {
  const at = report.at ?? now;
  if (at > now)
    throw new DomainError('visit.in-the-future', 'A visit cannot have been done later than now', {
      status: 409,
    });
  const visits = await loadOpenVisits(context, tx, report.followUpIds, now);
  const [first] = visits as [OpenVisit, ...OpenVisit[]];
  const findings: (Finding & { ticketId: string | null })[] = [];
  for (const finding of report.findings) {
    const ticketId = await openTicket(context, tx, first, finding, report.staffId ?? null, now, actor);
    findings.push({ ...finding, ticketId });
  }
  const reportIds: string[] = [];
  for (const [place, one] of visits.entries()) {
    const id = newId('visitReport');
    reportIds.push(id);
    const { readings, parts } = report;
    await tx.visitReport.create({
      data: {
        ...{ id, visitId: report.visitId ?? null, followUpId: one.id, at: new Date(at), by: actor },
        ...{ staffId: report.staffId ?? null, text: report.text ?? null, photos: [...report.photos] },
        ...{ readings: readings as object[], findings: findings as object[], parts: parts as object[] },
      },
    });
    const { step, occurrence } = one.followUp;
    const data = {
      ...(report.text && { comment: report.text }),
      ...(report.tell && report.text && place === 0 && { tell: true }),
      report: id,
    };
    await recordEvent(
      tx,
      { planId: one.plan.row.id },
      { type: 'done', at, step, occurrence, data },
      now,
      actor,
    );
  }
  await keepPlans(context, tx, [...new Set(visits.map(({ plan }) => plan.row.id))], now, actor);
  return { reportIds, ticketIds: findings.flatMap(({ ticketId }) => ticketId ?? []) };
}

async function openTicket(
  context: KeepContext,
  tx: Tx,
  { id: followUpId, plan, siteId }: OpenVisit,
  finding: Finding,
  finderId: string | null,
  now: Instant,
  actor: string,
): Promise<string | null> {
  const priority = OPENS_TICKET[finding.severity];
  if (priority === null) return null;
  const { row } = plan;
  const customer = await tx.customer.findUniqueOrThrow({ where: { id: row.customerId } });
  const asset = await findAsset(tx, plan.row.agreementId, siteId, finding.assetId, customer.id);
  const ofPlan = row.sale?.products ?? row.agreement?.products ?? [];
  const products = asset ? [{ code: asset.productCode, name: asset.productName, quantity: 1 }] : ofPlan;
  const id = newId('ticket');
  const externalId = `finding:${followUpId}:${id}`;
  const followUp = await tx.followUp.findUniqueOrThrow({ where: { id: followUpId } });
  await tx.ticket.create({
    data: {
      ...{
        id,
        externalId,
        customerId: customer.id,
        openedAt: new Date(now),
        subject: finding.text.slice(0, 500),
      },
      ...{ kind: 'incident', reason: 'found-on-visit', priority, products: products as object[] },
      ownerId: followUp.ownerId ?? customer.ownerId ?? finderId,
      ...{ relatedSaleId: row.saleId, relatedAgreementId: row.agreementId, assetId: asset?.id ?? null },
      ...{ factsHash: externalId, createdAt: new Date(now) },
    },
  });
  const subject: TicketSubject = {
    ...{ type: 'ticket', openedAt: now, kind: 'incident', priority },
    products: products.map((product) => product.code),
  };
  const site = siteId === null ? null : await tx.site.findUnique({ where: { id: siteId } });
  const made = { ref: { ticketId: id }, subject, customer, siteZone: site?.zone ?? null };
  await openPlans(context, tx, made, now, actor);
  return id;
}

/** What it was found on: the asset that was named, else the only one there is. */
async function findAsset(
  tx: Tx,
  agreementId: string | null,
  siteId: string | null,
  named: string | undefined,
  customerId: string,
) {
  if (named !== undefined) {
    const asset = await tx.asset.findFirst({ where: { id: named, customerId } });
    if (asset) return asset;
    throw new DomainError('asset.not-found', 'This customer has no such asset');
  }
  const assets = await tx.asset.findMany({
    where: {
      customerId,
      ...(agreementId === null ? { siteId: siteId ?? '' } : { agreements: { some: { agreementId } } }),
    },
    take: 2,
  });
  return assets.length === 1 ? assets[0]! : null;
}
