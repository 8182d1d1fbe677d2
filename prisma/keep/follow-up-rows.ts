import type { PlanEvent } from '@aftercare/workflows/domain/event.js';
import { FINAL_STATES, type DatedFollowUp } from '@aftercare/workflows/domain/follow-up.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { Tx } from '../client.js';
import type { FollowUpJson, PlanRow } from '../facts.js';
import { newId } from '../ids.js';
import type { JudgedPlan } from '../keep-plans.js';
import { instantText, sameInstant, sameJson } from './values.js';

/** How much a customer's tier weighs on the board. */
export const TIER_WEIGHT: Readonly<Record<string, number>> = {
  platinum: 400,
  gold: 300,
  iron: 200,
  lead: 100,
};

/** Ids of follow-ups by plan, step and occurrence; see `followUpKey`. */
export type FollowUpIds = Map<string, string>;

export function followUpKey(planId: string, step: string, occurrence: number): string {
  return `${planId} ${step} ${occurrence}`;
}

type Row = Omit<FollowUpJson, 'reasons' | 'isAssigned'> & {
  planId: string;
  customerId: string;
  kind: string;
  reasons: unknown;
  template: string | null;
  question: string | null;
};

interface Change {
  id: string;
  followUpId: string;
  by: string;
  changed: Record<string, unknown>;
  reason: string | null;
}

/** Writes what the agendas say of follow-ups. Answers the ids of all of them. Projected ones are not stored. */
export async function keepFollowUps(
  tx: Tx,
  plans: readonly JudgedPlan[],
  now: Instant,
  by: string,
): Promise<FollowUpIds> {
  const ids: FollowUpIds = new Map();
  const rows: Row[] = [];
  const changes: Change[] = [];
  for (const plan of plans) {
    const before = new Map(
      plan.row.followUps.map((row) => [followUpKey(plan.row.id, row.step, row.occurrence), row]),
    );
    for (const followUp of plan.agenda.followUps) {
      if (followUp.projected) continue;
      const key = followUpKey(plan.row.id, followUp.step, followUp.occurrence);
      const old = before.get(key);
      before.delete(key);
      const row = toRow(plan, followUp, old, now);
      ids.set(key, row.id);
      if (old && isSame(old, row)) continue;
      rows.push(row);
      if (old) changes.push(...describeChange(old, row, by));
    }
    for (const [key, gone] of before) {
      ids.set(key, gone.id);
      const row = withdrawn(plan.row, gone, now);
      if (!row) continue;
      rows.push(row);
      changes.push(...describeChange(gone, row, by));
    }
  }
  await save(tx, rows, changes, now);
  return ids;
}

function toRow(plan: JudgedPlan, followUp: DatedFollowUp, old: FollowUpJson | undefined, now: Instant): Row {
  const { row, facts } = plan;
  const step = facts.policy.steps?.find((candidate) => candidate.step === followUp.step);
  const answer = latestAnswer(facts.events, followUp);
  const final =
    FINAL_STATES.includes(followUp.state) || (followUp.kind === 'sms' && followUp.state === 'sent');
  return {
    id: old?.id ?? newId('followUp'),
    planId: row.id,
    customerId: row.customerId,
    step: followUp.step,
    occurrence: followUp.occurrence,
    kind: followUp.kind,
    state: followUp.state,
    dueAt: instantText(followUp.dueAt)!,
    sendAt: instantText(followUp.sendAt),
    appearsAt: instantText(followUp.appearsAt),
    closesAt: instantText(followUp.closesAt),
    expiresAt: instantText(followUp.expiresAt),
    nextAt: instantText(followUp.attempts?.nextAt),
    attemptsUsed: followUp.attempts?.used ?? 0,
    attemptsMax: followUp.attempts?.max ?? null,
    reasons: followUp.reasons,
    template: step?.template ?? followUp.made?.template ?? null,
    question: step?.question ?? followUp.made?.question ?? null,
    score: answer.score,
    comment: answer.comment,
    outcome: answer.outcome,
    ownerId: old && (old.isAssigned || old.endedAt !== null) ? old.ownerId : defaultOwner(row),
    weight: TIER_WEIGHT[row.customer.tier ?? 'lead'] ?? 0,
    visitStage: followUp.visit?.stage ?? null,
    deadlineAt: instantText(followUp.visit?.deadlineAt),
    endedAt: final ? (old?.endedAt ? instantText(Date.parse(old.endedAt)) : instantText(now)) : null,
  };
}

/** Who does the work unless somebody is assigned: the ticket's owner, else the customer's, else who sold it. */
function defaultOwner(row: PlanRow): string | null {
  return row.ticket?.ownerId ?? row.customer.ownerId ?? row.sale?.soldById ?? null;
}

/** The last score, comment and outcome; a correction replaces what was said before. */
function latestAnswer(events: readonly PlanEvent[], followUp: DatedFollowUp) {
  const answer = {
    score: null as string | null,
    comment: null as string | null,
    outcome: null as string | null,
  };
  for (const event of events) {
    if (!('step' in event) || event.step !== followUp.step || (event.occurrence ?? 1) !== followUp.occurrence)
      continue;
    const said = event as { score?: unknown; comment?: unknown; outcome?: unknown };
    if (said.score !== undefined) answer.score = String(said.score);
    if (typeof said.comment === 'string') answer.comment = said.comment;
    if (typeof said.outcome === 'string') answer.outcome = said.outcome;
  }
  return answer;
}

/** An agenda no longer lists it (its anchor moved away): what was not carried out is withdrawn, the rest is history. */
function withdrawn(plan: PlanRow, gone: FollowUpJson, now: Instant): Row | undefined {
  if (FINAL_STATES.includes(gone.state as never) || gone.state === 'sent') return undefined;
  const row = gone as unknown as Row;
  return {
    ...row,
    planId: plan.id,
    ...Object.fromEntries(
      (['dueAt', 'sendAt', 'appearsAt', 'closesAt', 'expiresAt', 'nextAt', 'deadlineAt'] as const).map(
        (field) => [field, gone[field] === null ? null : instantText(Date.parse(gone[field]))],
      ),
    ),
    state: 'withdrawn',
    visitStage: null,
    reasons: [
      { code: 'agenda.gone', text: 'the policy no longer asks for it: what it counted from has changed' },
    ],
    endedAt: instantText(now),
  };
}

const COMPARED = [
  'state',
  'score',
  'comment',
  'outcome',
  'attemptsUsed',
  'attemptsMax',
  'ownerId',
  'weight',
  'visitStage',
] as const;
const INSTANTS = ['dueAt', 'sendAt', 'appearsAt', 'closesAt', 'expiresAt', 'nextAt', 'deadlineAt'] as const;

function isSame(old: FollowUpJson, row: Row): boolean {
  return (
    COMPARED.every((field) => old[field] === row[field]) &&
    INSTANTS.every((field) => sameInstant(old[field], row[field])) &&
    sameJson(old.reasons, row.reasons)
  );
}

/** State, due date and owner are what people ask about afterwards; other columns follow from them. */
function describeChange(old: FollowUpJson, row: Row, by: string): Change[] {
  const changed: Record<string, unknown> = {};
  if (old.state !== row.state) changed.state = [old.state, row.state];
  if (!sameInstant(old.dueAt, row.dueAt)) changed.dueAt = [instantText(Date.parse(old.dueAt)), row.dueAt];
  if (old.ownerId !== row.ownerId) changed.owner = [old.ownerId, row.ownerId];
  if (Object.keys(changed).length === 0) return [];
  const reasons = row.reasons as { text?: string }[];
  return [
    { id: newId('followUpChange'), followUpId: row.id, by, changed, reason: reasons.at(-1)?.text ?? null },
  ];
}

async function save(tx: Tx, rows: readonly Row[], changes: readonly Change[], now: Instant): Promise<void> {
  if (rows.length > 0) {
    const at = new Date(now);
    await tx.$executeRaw`
      INSERT INTO follow_ups (id, "planId", "customerId", step, occurrence, kind, state, "dueAt", "sendAt", "appearsAt",
        "closesAt", "expiresAt", "nextAt", "attemptsUsed", "attemptsMax", reasons, template, question, score, comment,
        outcome, "ownerId", weight, "visitStage", "deadlineAt", "endedAt", "createdAt", "updatedAt")
      SELECT id, "planId", "customerId", step, occurrence, kind, state, "dueAt", "sendAt", "appearsAt",
        "closesAt", "expiresAt", "nextAt", "attemptsUsed", "attemptsMax", reasons, template, question, score, comment,
        outcome, "ownerId", weight, "visitStage", "deadlineAt", "endedAt", ${at}, ${at}
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r(id text, "planId" text, "customerId" text, step text,
        occurrence int, kind text, state text, "dueAt" timestamptz, "sendAt" timestamptz, "appearsAt" timestamptz,
        "closesAt" timestamptz, "expiresAt" timestamptz, "nextAt" timestamptz, "attemptsUsed" int, "attemptsMax" int,
        reasons jsonb, template text, question text, score text, comment text, outcome text, "ownerId" text,
        weight int, "visitStage" text, "deadlineAt" timestamptz, "endedAt" timestamptz)
      ON CONFLICT ("planId", step, occurrence) DO UPDATE SET state = excluded.state, "dueAt" = excluded."dueAt",
        "sendAt" = excluded."sendAt", "appearsAt" = excluded."appearsAt", "closesAt" = excluded."closesAt",
        "expiresAt" = excluded."expiresAt", "nextAt" = excluded."nextAt", "attemptsUsed" = excluded."attemptsUsed",
        "attemptsMax" = excluded."attemptsMax", reasons = excluded.reasons, template = excluded.template,
        question = excluded.question, score = excluded.score, comment = excluded.comment, outcome = excluded.outcome,
        "ownerId" = excluded."ownerId", weight = excluded.weight, "visitStage" = excluded."visitStage",
        "deadlineAt" = excluded."deadlineAt", "endedAt" = excluded."endedAt", "updatedAt" = excluded."updatedAt"`;
  }
  if (changes.length > 0) {
    await tx.$executeRaw`
      INSERT INTO follow_up_changes (id, "followUpId", at, by, changed, reason)
      SELECT id, "followUpId", ${new Date(now)}, by, changed, reason
      FROM json_to_recordset(${JSON.stringify(changes)}::json) AS r(id text, "followUpId" text, by text, changed jsonb,
        reason text)`;
  }
}
