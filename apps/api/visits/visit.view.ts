import type { Prisma, Tx } from '@aftercare/db/client.js';
import { type Instant, formatInstant, toLocal } from '@aftercare/workflows/domain/time.js';
import { toDateText, toInstantText } from '../common/schemas.js';
import type { VisitView } from './visits.schema.js';

const PRODUCTS = { select: { products: true } } as const;
const PLAN = {
  select: { agreementId: true, sale: PRODUCTS, ticket: PRODUCTS, agreement: PRODUCTS },
} as const;

export const VISIT_INCLUDE = {
  customer: { select: { id: true, name: true, phone: true, language: true, tier: true } },
  site: { select: { id: true, name: true, address: true, assets: true } },
  team: { select: { id: true, key: true, name: true } },
  staff: { select: { id: true, name: true } },
  followUps: { include: { followUp: { include: { plan: PLAN } } }, orderBy: { leads: 'desc' } },
  reports: { include: { staff: { select: { id: true, name: true } } } },
} as const satisfies Prisma.VisitInclude;
export type VisitRow = Prisma.VisitGetPayload<{ include: typeof VISIT_INCLUDE }>;
type ReportRow = Prisma.VisitReportGetPayload<{ include: { staff: { select: { id: true; name: true } } } }>;

/** Serial numbers of what is cared for, by visit: what the agreements name, else everything at the site. */
export async function readAssets(
  tx: Tx,
  rows: readonly { id: string; agreementIds: readonly string[]; siteId: string | null }[],
): Promise<Map<string, VisitView['assets']>> {
  const agreementIds = [...new Set(rows.flatMap((row) => row.agreementIds))];
  const siteIds = [...new Set(rows.flatMap((row) => row.siteId ?? []))];
  const named = await tx.agreementAsset.findMany({
    where: { agreementId: { in: agreementIds } },
    include: { asset: true },
  });
  const there = await tx.asset.findMany({ where: { siteId: { in: siteIds } }, orderBy: { id: 'asc' } });
  return new Map(
    rows.map(({ id, agreementIds: ofRow, siteId }) => {
      const ofAgreements = named.filter((one) => ofRow.includes(one.agreementId)).map(({ asset }) => asset);
      const assets =
        ofAgreements.length > 0
          ? ofAgreements
          : there.filter((asset) => siteId !== null && asset.siteId === siteId);
      return [
        id,
        assets.map((one) => ({ id: one.id, product: one.productName, serialNumber: one.serialNumber })),
      ];
    }),
  );
}

export async function toVisits(tx: Tx, rows: readonly VisitRow[], now: Instant): Promise<VisitView[]> {
  const assets = await readAssets(
    tx,
    rows.map((row) => ({
      id: row.id,
      siteId: row.siteId,
      agreementIds: row.followUps.flatMap(({ followUp }) => followUp.plan.agreementId ?? []),
    })),
  );
  return rows.map((row) => toVisit(row, assets.get(row.id)!, now));
}

function toVisit(row: VisitRow, assets: VisitView['assets'], now: Instant): VisitView {
  const { site } = row;
  return {
    id: row.id,
    state: row.state as VisitView['state'],
    startsAt: toInstantText(row.startsAt),
    endsAt: toInstantText(row.endsAt),
    startsLocal: toLocal(row.startsAt.getTime(), row.zone),
    zone: row.zone,
    minutes: (row.endsAt.getTime() - row.startsAt.getTime()) / 60_000,
    on: toDateText(row.on),
    missed: row.state === 'booked' && row.endsAt.getTime() <= now,
    confirmed: row.followUps.some(({ followUp }) => followUp.visitStage === 'confirmed'),
    customer: row.customer,
    site: site && { id: site.id, name: site.name, address: site.address },
    assets,
    team: row.team,
    staff: row.staff,
    followUps: row.followUps.map(({ followUp: one }) => ({
      ...{ id: one.id, plan: one.planId, step: one.step, occurrence: one.occurrence },
      stage: one.visitStage as VisitView['followUps'][number]['stage'],
      deadlineAt: formatInstant((one.deadlineAt ?? one.dueAt).getTime()),
      product: productOf(one.plan.sale ?? one.plan.ticket ?? one.plan.agreement),
    })),
    sequence: row.sequence,
    forcedReason: row.forcedReason,
    endedReason: row.endedReason,
    reports: row.reports.map(toReport),
  };
}

function productOf(subject: { products: unknown } | null): string | null {
  const [first] = (subject?.products ?? []) as { name?: string; code: string }[];
  return first?.name ?? first?.code ?? null;
}

export function toReport(row: ReportRow): VisitView['reports'][number] {
  const { id, followUpId, at, staff, text, readings, findings, parts, photos } = row;
  return {
    id,
    followUp: followUpId,
    at: toInstantText(at),
    staff,
    text,
    readings,
    findings,
    parts,
    photos,
  } as VisitView['reports'][number];
}
