import { agenda, type Agenda } from '@aftercare/workflows/domain/agenda.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { Tx } from './client.js';
import type { Documents } from './documents.js';
import { loadPlans, type LoadedPlan } from './facts.js';
import { keepCalls } from './keep/call-rows.js';
import { keepEscalations } from './keep/escalation-rows.js';
import { keepFollowUps } from './keep/follow-up-rows.js';
import { keepMessages } from './keep/message-rows.js';
import { keepOffers } from './keep/offer-rows.js';
import { lookAfter, stageAt } from './keep/stage.js';
import { keepTargets } from './keep/target-rows.js';
import { keepVisits } from './keep/visit-rows.js';
import { poke } from './outbox.js';
import type { Senders } from './senders.js';
import { carryOutReactions } from './reactions.js';
import { proposeVisits } from './visits/propose.js';

/** What keeping plans needs besides a transaction. One for a process. */
export interface KeepContext {
  documents: Documents;
  /** The accounts that messages leave from. */
  senders: Senders;
}

/** A plan with its agenda at one instant. */
export interface JudgedPlan extends LoadedPlan {
  agenda: Agenda;
}

export interface KeptPlan {
  rev: number;
  /** When the agenda next changes by itself. */
  wakeAt: Instant | null;
  /** The same without the looks that only stage a text ahead of its time. */
  changesAt: Instant | null;
  /** When the plan's run has to look at the latest; a run that sleeps longer is poked. */
  neededAt: Instant | null;
  /** What the workflow's timer should be set to; null: the run may end. */
  armAt: Instant | null;
}

/**
 * Brings the rows of plans in step with their agendas, in the caller's transaction: follow-ups opened, moved, ended;
 * messages staged or withdrawn; ladder levels fired; clocks of tickets. Doing it twice changes nothing the second
 * time. Everybody who learns something new about a plan calls this: the workflow when time has passed, the API when
 * a person or a customer did something, the sender when a text left.
 *
 * @param by who or what caused it: `plan`, `sender`, `customer`, or the actor of an API call
 * @param arm true when the caller sets the workflow's timer to the answer (the run itself, or a start). Without it a
 *   workflow that sleeps too long for the new agenda is poked through the outbox.
 * @param remindersUntil stages reminders that leave by then long before their time: they may leave with another's text
 */
export async function keepPlans(
  context: KeepContext,
  tx: Tx,
  planIds: readonly string[],
  now: Instant,
  by: string,
  { arm = false, remindersUntil }: { arm?: boolean; remindersUntil?: Instant } = {},
): Promise<Map<string, KeptPlan>> {
  const kept = new Map<string, KeptPlan>();
  if (planIds.length === 0) return kept;
  const plans = judge(await loadPlans(tx, context, planIds), now);
  if (await carryOutReactions(context, tx, plans, now)) {
    // A reaction is a new fact (a ticket reopened, say), so the agendas have to be asked again.
    return keepPlans(context, tx, planIds, now, by, { arm, remindersUntil });
  }
  const followUpIds = await keepFollowUps(tx, plans, now, by);
  await keepVisits(tx, plans, followUpIds, now);
  // Times that were offered are a new fact, too.
  if (await proposeVisits(context, tx, plans, followUpIds, now))
    return keepPlans(context, tx, planIds, now, by, { arm, remindersUntil });
  await keepTargets(tx, plans);
  await keepEscalations(context, tx, plans, followUpIds, now, by);
  await keepOffers(tx, plans, followUpIds, now, by);
  await keepCalls(context, tx, plans, followUpIds, now);
  const staged = await keepMessages(context, tx, plans, followUpIds, now, remindersUntil);
  for (const plan of plans) kept.set(plan.row.id, nextLook(plan, staged, now));
  await savePlans(tx, plans, kept, now, arm);
  return kept;
}

/** All plans of one customer: after a change of consent, number, language, zone or owner. */
export async function keepPlansOfCustomer(
  context: KeepContext,
  tx: Tx,
  customerId: string,
  now: Instant,
  by: string,
): Promise<void> {
  const plans = await tx.plan.findMany({ where: { customerId }, select: { id: true } });
  await keepPlans(context, tx, ids(plans), now, by);
}

/** All plans of one subject, after an event of it. */
export async function keepPlansOfSubject(
  context: KeepContext,
  tx: Tx,
  subject: { saleId: string } | { ticketId: string } | { agreementId: string },
  now: Instant,
  by: string,
): Promise<void> {
  const plans = await tx.plan.findMany({ where: subject, select: { id: true } });
  await keepPlans(context, tx, ids(plans), now, by);
}

/** Asks every open plan to look at its agenda again, after a calendar or the contact rules changed. */
export async function pokeAllOpenPlans(tx: Tx): Promise<void> {
  await tx.$executeRaw`UPDATE plans SET rev = rev + 1 WHERE state = 'open'`;
  await tx.$executeRaw`INSERT INTO outbox (kind, target) SELECT 'plan', id FROM plans WHERE state = 'open'`;
}

function ids(rows: readonly { id: string }[]): string[] {
  return rows.map((row) => row.id);
}

function judge(loaded: readonly LoadedPlan[], now: Instant): JudgedPlan[] {
  return loaded.map((plan) => ({ ...plan, agenda: agenda(plan.facts, now) }));
}

/**
 * A plan looks again when its agenda changes or a message has to be staged. That a staged message is due is no reason
 * for its run to wake: the sender tells the plan when it has left, and what follows. The run only keeps a timer for a
 * little after that, so that it finds out when nobody told it, and so that it need not be started anew.
 */
function nextLook(plan: JudgedPlan, staged: ReadonlyMap<string, readonly Instant[]>, now: Instant): KeptPlan {
  const { row, agenda: current } = plan;
  const toStage = current.followUps
    .flatMap((followUp) => followUp.sends)
    .map((send) => stageAt(row.id, send.sendAt))
    .filter((at) => at > now);
  const leaving = staged.get(row.id) ?? [];
  const after = (sendAt: Instant) => lookAfter(row.id, Math.max(sendAt, now));
  const isSenders = current.wakeAt !== null && leaving.includes(current.wakeAt);
  const neededAt = earliest([isSenders ? after(current.wakeAt!) : current.wakeAt, ...toStage]);
  return {
    rev: row.rev,
    wakeAt: earliest([current.wakeAt, ...toStage]),
    changesAt: current.wakeAt,
    neededAt,
    armAt: earliest([neededAt, ...leaving.map(after)]),
  };
}

function earliest(instants: readonly (Instant | null)[]): Instant | null {
  const known = instants.filter((instant) => instant !== null);
  return known.length > 0 ? Math.min(...known) : null;
}

async function savePlans(
  tx: Tx,
  plans: readonly JudgedPlan[],
  kept: ReadonlyMap<string, KeptPlan>,
  now: Instant,
  arm: boolean,
): Promise<void> {
  const rows = plans.map(({ row, agenda: current }) => {
    const { wakeAt, changesAt, neededAt, armAt } = kept.get(row.id)!;
    const tooLate = neededAt !== null && (row.armedAt === null || neededAt < row.armedAt.getTime());
    const poked = !arm && tooLate;
    return {
      id: row.id,
      state: isOpen(current) ? 'open' : 'resting',
      wakeAt: toText(wakeAt),
      changesAt: toText(changesAt),
      armedAt: arm ? toText(armAt) : (row.armedAt?.toISOString() ?? null),
      rev: poked ? row.rev + 1 : row.rev,
      poked,
    };
  });
  await tx.$executeRaw`
    UPDATE plans p SET state = r.state, "wakeAt" = r."wakeAt", "changesAt" = r."changesAt", "armedAt" = r."armedAt", rev = r.rev,
      "keptAt" = ${new Date(now)}
    FROM json_to_recordset(${JSON.stringify(rows)}::json)
      AS r(id text, state text, "wakeAt" timestamptz, "changesAt" timestamptz, "armedAt" timestamptz, rev int)
    WHERE p.id = r.id`;
  const toPoke = rows.filter((row) => row.poked).map((row) => row.id);
  await poke(tx, 'plan', toPoke);
}

function toText(instant: Instant | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}

/** A plan is open while something of it may still happen, by itself or because it waits for somebody. */
function isOpen(current: Agenda): boolean {
  return (
    current.wakeAt !== null ||
    current.waitingFor.length > 0 ||
    current.followUps.some(
      ({ kind, state }) => state === 'planned' || state === 'due' || (state === 'sent' && kind === 'survey'),
    )
  );
}
