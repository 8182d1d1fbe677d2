import { withAddedQuestions } from '@aftercare/workflows/domain/added-question.js';
import type { Consent } from '@aftercare/workflows/domain/consent.js';
import type { PlanEvent } from '@aftercare/workflows/domain/event.js';
import type { CustomerFacts, Facts } from '@aftercare/workflows/domain/facts.js';
import type { Policy } from '@aftercare/workflows/domain/policy.js';
import type { Subject } from '@aftercare/workflows/domain/subject.js';
import type { TextChannel } from '@aftercare/workflows/domain/message.js';
import { zonesOf } from './candidate-zones.js';
import { countryOfNumber } from './country-of-number.js';
import type { KeepContext } from './keep-plans.js';
import type { Tx } from './client.js';
import { type ConsentJson, toConsents } from './consents.js';

/** The rows of one plan as they stand, beside the facts its agenda is made of. */
export interface LoadedPlan {
  row: PlanRow;
  facts: Facts;
}

export interface PlanRow {
  id: string;
  customerId: string;
  saleId: string | null;
  ticketId: string | null;
  agreementId: string | null;
  policyVersionId: string;
  zone: string;
  startedAt: Date;
  state: string;
  wakeAt: Date | null;
  armedAt: Date | null;
  rev: number;
  customer: CustomerJson;
  sale: SaleJson | null;
  ticket: TicketJson | null;
  agreement: AgreementJson | null;
  events: EventJson[];
  consents: ConsentJson[];
  followUps: FollowUpJson[];
  messages: MessageJson[];
  escalations: EscalationJson[];
}

interface CustomerJson extends Omit<CustomerFacts, 'whatsAppAt'> {
  phone: string;
  phoneState: string;
  zone: string | null;
  siteZone: string | null;
  leftAt: string | null;
  ownerId: string | null;
  whatsAppAt: string | null;
}
interface Product {
  code: string;
}
interface SaleJson {
  soldAt: string;
  deliveredAt: string | null;
  warrantyEndsOn: string | null;
  products: Product[];
  soldById: string | null;
  siteId: string | null;
}
interface TicketJson {
  openedAt: string;
  kind: string;
  priority: string;
  products: Product[];
  ownerId: string | null;
}
interface AgreementJson {
  startsOn: string;
  endsOn: string | null;
  term: string | null;
  autoRenew: boolean;
  renewFor: string | null;
  notice: string | null;
  renewalNotice: string | null;
  siteId: string | null;
  products: Product[];
}
interface EventJson {
  type: string;
  at: string;
  step: string | null;
  occurrence: number | null;
  data: Record<string, unknown>;
}
export interface FollowUpJson {
  id: string;
  step: string;
  occurrence: number;
  state: string;
  dueAt: string;
  sendAt: string | null;
  appearsAt: string | null;
  closesAt: string | null;
  expiresAt: string | null;
  nextAt: string | null;
  attemptsUsed: number;
  attemptsMax: number | null;
  reasons: unknown;
  score: string | null;
  comment: string | null;
  outcome: string | null;
  ownerId: string | null;
  isAssigned: boolean;
  weight: number;
  visitStage: string | null;
  deadlineAt: string | null;
  endedAt: string | null;
}
export interface MessageJson {
  id: string;
  followUpId: string | null;
  part: string;
  turn: number;
  channel: string;
  state: string;
  sendAt: string;
}
export interface EscalationJson {
  id: string;
  of: string;
  occurrence: number;
  cause: string;
  state: string;
  level: number;
  dueAt: string | null;
  ownerId: string | null;
  /** How many rungs have fired so far, over all rounds. */
  fired: number;
}

/**
 * Reads the facts of plans and locks the plans until the transaction ends, so that the API and the worker never
 * work on one plan at a time. Two statements for any number of plans; locked in the order of their ids, which rules
 * out that two transactions wait for each other.
 */
export async function loadPlans(
  tx: Tx,
  { documents, senders }: Pick<KeepContext, 'documents' | 'senders'>,
  planIds: readonly string[],
): Promise<LoadedPlan[]> {
  // A statement of its own: what the next one reads must include what the holder of the lock has just committed.
  await tx.$queryRaw`
    SELECT id FROM plans WHERE id = ANY(${planIds as string[]}) ORDER BY id FOR NO KEY UPDATE`;
  const rows = await tx.$queryRaw<PlanRow[]>`
    SELECT p.id, p."customerId", p."saleId", p."ticketId", p."agreementId", p."policyVersionId", p.zone, p."startedAt",
      p.state, p."wakeAt", p."armedAt", p.rev,
      json_build_object('type', c.type, 'tier', c.tier, 'country', c.country, 'region', c.region,
        'language', c.language, 'phone', c.phone, 'zone', c.zone,
        'siteZone', (SELECT zone FROM sites WHERE id = coalesce(s."siteId", a."siteId")), 'phoneState', c."phoneState", 'leftAt', c."leftAt", 'ownerId', c."ownerId",
        'channels', c.channels, 'hasEmail', c.email IS NOT NULL AND c."emailState" <> 'invalid', 'whatsAppAt', CASE WHEN 'whatsapp' = ANY(c.channels) THEN
          (SELECT max("receivedAt") FROM inbound_messages WHERE "from" = c.phone AND channel = 'whatsapp') END) AS customer,
      to_json(s) AS sale, to_json(t) AS ticket, to_json(a) AS agreement,
      (SELECT coalesce(json_agg(json_build_object('type', e.type, 'at', e.at, 'step', e.step,
          'occurrence', e.occurrence, 'data', e.data) ORDER BY e.at, e."recordedAt", e.id), '[]')
        FROM events e WHERE (e."planId" = p.id OR e."saleId" = p."saleId" OR e."ticketId" = p."ticketId"
          OR e."agreementId" = p."agreementId") AND e."undoneAt" IS NULL) AS events,
      (SELECT coalesce(json_agg(json_build_object('id', n.id, 'channel', n.channel, 'purpose', n.purpose,
          'granted', n.granted, 'method', n.method, 'basis', n.basis, 'at', n.at) ORDER BY n.at, n.id), '[]')
        FROM consents n WHERE n."customerId" = p."customerId") AS consents,
      (SELECT coalesce(json_agg(f), '[]') FROM follow_ups f WHERE f."planId" = p.id) AS "followUps",
      (SELECT coalesce(json_agg(json_build_object('id', m.id, 'followUpId', m."followUpId", 'part', m.part,
          'turn', m.turn, 'channel', m.channel, 'state', m.state, 'sendAt', m."sendAt")), '[]')
        FROM messages m WHERE m."planId" = p.id) AS messages,
      (SELECT coalesce(json_agg(json_build_object('id', x.id, 'of', x.of, 'occurrence', x.occurrence, 'cause', x.cause,
          'state', x.state, 'level', x.level, 'dueAt', x."dueAt", 'ownerId', x."ownerId",
          'fired', (SELECT count(*) FROM escalation_levels l WHERE l."escalationId" = x.id))), '[]')
        FROM escalations x WHERE x."planId" = p.id) AS escalations
    FROM plans p
    JOIN customers c ON c.id = p."customerId"
    LEFT JOIN sales s ON s.id = p."saleId"
    LEFT JOIN tickets t ON t.id = p."ticketId"
    LEFT JOIN agreements a ON a.id = p."agreementId"
    WHERE p.id = ANY(${planIds as string[]})
    ORDER BY p.id`;
  const current = { ...(await documents.current(tx)), accounts: Object.keys(senders) as TextChannel[] };
  const loaded: LoadedPlan[] = [];
  for (const row of rows) {
    const policy = await documents.policy(tx, row.policyVersionId);
    loaded.push({ row, facts: toFacts(row, policy, current) });
  }
  return withPlaces(tx, loaded);
}

function toFacts(
  row: PlanRow,
  policy: Facts['policy'],
  current: Pick<Facts, 'calendars' | 'purposes' | 'approved' | 'contactRules' | 'accounts'>,
): Facts {
  const consents = toConsents(row.consents);
  const events = row.events.map(toPlanEvent);
  return {
    policy: withAddedQuestions(policy, events),
    subject: toSubject(row),
    customer: toCustomerFacts(row.customer),
    zone: row.zone,
    ...current,
    consents,
    events: [...events, ...customerEvents(row, consents)].sort((a, b) => a.at - b.at),
    startedAt: row.startedAt.getTime(),
    spreadBy: row.customerId,
    assumeSent: false,
  };
}

/** What is installed where a plan is about, and when somebody was there last: only for policies that ask for it. */
async function withPlaces(tx: Tx, loaded: readonly LoadedPlan[]): Promise<LoadedPlan[]> {
  const asking = loaded.filter(({ facts }) => asksForPlace(facts.policy)).map(({ row }) => row.id);
  if (asking.length === 0) return [...loaded];
  const places = await readPlaces(tx, asking);
  return loaded.map((plan) => {
    const place = places.get(plan.row.id);
    return place ? { ...plan, facts: { ...plan.facts, ...place } } : plan;
  });
}

/** Whether a policy looks at what is installed and when it was serviced. */
export function asksForPlace(policy: Policy): boolean {
  return (policy.steps ?? []).some(({ onlyIf }) => onlyIf?.some((one) => typeof one === 'object'));
}

/** What is at the site of a plan's subject, or with its customer where it has none. */
export async function readPlaces(
  tx: Tx,
  planIds: readonly string[],
): Promise<Map<string, Pick<Facts, 'assets' | 'servicedAt'>>> {
  const rows = await tx.$queryRaw<{ id: string; assets: string[] | null; serviced: Date[] | null }[]>`
    SELECT p.id,
      (SELECT array_agg(DISTINCT x."productCode") FROM assets x WHERE x."customerId" = p."customerId"
        AND (d.site IS NULL OR x."siteId" IS NULL OR x."siteId" = d.site)) AS assets,
      (SELECT array_agg(f."endedAt") FROM follow_ups f JOIN plans o ON o.id = f."planId"
        LEFT JOIN sales os ON os.id = o."saleId" LEFT JOIN agreements oa ON oa.id = o."agreementId"
        WHERE f."customerId" = p."customerId" AND f.kind = 'visit' AND f.state = 'done' AND f."endedAt" IS NOT NULL
        AND (d.site IS NULL OR coalesce(os."siteId", oa."siteId") IS NULL
          OR coalesce(os."siteId", oa."siteId") = d.site)) AS serviced
    FROM plans p LEFT JOIN sales s ON s.id = p."saleId" LEFT JOIN agreements a ON a.id = p."agreementId"
    CROSS JOIN LATERAL (SELECT coalesce(s."siteId", a."siteId") AS site) d
    WHERE p.id = ANY(${planIds as string[]})`;
  return new Map(
    rows.map(({ id, assets, serviced }) => [
      id,
      { assets: assets ?? [], servicedAt: (serviced ?? []).map((at) => at.getTime()) },
    ]),
  );
}

/** What `agenda()` may know of a customer; also used where a simulation names a stored one. */
export function toCustomerFacts(customer: {
  type?: string | null;
  tier?: string | null;
  country?: string | null;
  region?: string | null;
  language?: string | null;
  phone?: string;
  phoneState: string;
  zone?: string | null;
  siteZone?: string | null;
  channels?: readonly string[] | null;
  hasEmail?: boolean;
  whatsAppAt?: string | null;
}): CustomerFacts {
  return {
    type: customer.type as CustomerFacts['type'],
    tier: customer.tier as CustomerFacts['tier'],
    country: customer.country ?? undefined,
    numberCountry: customer.phone === undefined ? undefined : countryOfNumber(customer.phone),
    region: customer.region ?? undefined,
    zones: zonesOf(customer),
    language: customer.language ?? undefined,
    textable: customer.phoneState === 'ok' || customer.phoneState === 'doubtful',
    channels: (customer.channels ?? undefined) as CustomerFacts['channels'],
    hasEmail: customer.hasEmail,
    whatsAppAt: customer.whatsAppAt ? Date.parse(customer.whatsAppAt) : undefined,
  };
}

function toSubject(row: PlanRow): Subject {
  if (row.sale) {
    return {
      type: 'sale',
      soldAt: Date.parse(row.sale.soldAt),
      deliveredAt: row.sale.deliveredAt ? Date.parse(row.sale.deliveredAt) : undefined,
      warrantyEndsOn: row.sale.warrantyEndsOn ?? undefined,
      products: codes(row.sale.products),
    };
  }
  if (row.ticket) {
    return {
      type: 'ticket',
      openedAt: Date.parse(row.ticket.openedAt),
      kind: row.ticket.kind,
      priority: row.ticket.priority,
      products: codes(row.ticket.products),
    } as Subject;
  }
  const agreement = row.agreement!;
  return {
    type: 'agreement',
    startsOn: agreement.startsOn,
    endsOn: agreement.endsOn ?? undefined,
    term: agreement.term ?? undefined,
    autoRenew: agreement.autoRenew,
    renewFor: agreement.renewFor ?? undefined,
    notice: agreement.notice ?? undefined,
    renewalNotice: agreement.renewalNotice ?? undefined,
    products: codes(agreement.products),
  };
}

function codes(products: readonly Product[]): string[] {
  return products.map((product) => product.code);
}

/** Instants among the further fields of an event; the rest is taken as it stands. */
const INSTANT_FIELDS = ['until', 'callBackAt', 'dueAt', 'startsAt', 'endsAt', 'closesAt'];

function toPlanEvent(event: EventJson): PlanEvent {
  const data = { ...event.data };
  for (const field of INSTANT_FIELDS) {
    if (typeof data[field] === 'string') data[field] = Date.parse(data[field]);
  }
  return {
    ...data,
    type: event.type,
    at: Date.parse(event.at),
    ...(event.step === null ? {} : { step: event.step }),
    ...(event.occurrence === null ? {} : { occurrence: event.occurrence }),
  } as PlanEvent;
}

/** Opt-outs and leaving are kept with the customer; a plan hears of them as events like any other. */
function customerEvents(row: PlanRow, consents: readonly Consent[]): PlanEvent[] {
  const events: PlanEvent[] = consents
    .filter((consent) => consent.channel === 'sms' && consent.purpose === 'all')
    .map((consent) => ({
      type: consent.granted ? ('customer.opted-in' as const) : ('customer.opted-out' as const),
      at: consent.at,
    }));
  if (row.customer.leftAt) events.push({ type: 'customer.left', at: Date.parse(row.customer.leftAt) });
  return events;
}
