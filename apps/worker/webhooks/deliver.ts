import { Context } from '@temporalio/activity';
import { type Prisma, inTransaction } from '@aftercare/db/client.js';
import { tellStaff } from '@aftercare/db/staff-notes.js';
import type { Tx } from '@aftercare/db/client.js';
import type { Activities } from '@aftercare/workflows/activities.js';
import { formatInstant, type Instant } from '@aftercare/workflows/domain/time.js';
import { isGivenUp, nextTry } from '@aftercare/workflows/domain/webhook-schedule.js';
import type { WorkerDeps } from '../activities/deps.js';
import { disabledNotice, noticeLanguage } from './disabled-notice.js';
import { type Posted, postWebhook } from './post.js';

const AT_ONCE = 20;
/** A run looks at its deliveries at least so often, in case the clock was moved and nobody told. Real milliseconds. */
const LONGEST_WAIT = 3_600_000;

type Due = Prisma.WebhookDeliveryGetPayload<{ include: { endpoint: true; event: true } }>;

/** Tells one endpoint of what is due, in the order in which it happened; what fails waits for its next try. */
export function createDeliverWebhooks(deps: WorkerDeps): Activities['deliverWebhooks'] {
  return async ({ endpointId }) => {
    const { heartbeat, cancellationSignal } = Context.current();
    for (let due = await readDue(deps, endpointId); due.length > 0; due = await readDue(deps, endpointId)) {
      for (const delivery of due) {
        if (cancellationSignal.aborted) return { waitMs: 1 };
        heartbeat('delivering');
        await deliver(deps, delivery);
      }
    }
    return { waitMs: await untilNext(deps, endpointId) };
  };
}

async function readDue({ db, clock }: WorkerDeps, endpointId: string): Promise<Due[]> {
  const now = await clock.now(db);
  return db.webhookDelivery.findMany({
    where: { endpointId, state: 'waiting', nextAt: { lte: new Date(now) }, endpoint: { active: true } },
    include: { endpoint: true, event: true },
    orderBy: { id: 'asc' },
    take: AT_ONCE,
  });
}

async function deliver(deps: WorkerDeps, { id, attempts, triesBefore, endpoint, event }: Due): Promise<void> {
  // Disabled by a delivery of the same batch.
  const { active } = await deps.db.webhookEndpoint.findUniqueOrThrow({ where: { id: endpoint.id } });
  if (!active) return;
  const now = await deps.clock.now(deps.db);
  const posted = await postWebhook({
    url: endpoint.url,
    id: event.id,
    body: JSON.stringify({
      type: event.type,
      timestamp: formatInstant(event.at.getTime()),
      data: event.data,
    }),
    secrets: secretsAt(endpoint.secrets, now),
    mayLeadInside: deps.clock.sandbox,
  });
  await inTransaction(deps.db, async (tx) => {
    const at = await deps.clock.now(tx);
    const number = attempts + 1;
    await tx.webhookAttempt.create({ data: { deliveryId: id, number, at: new Date(at), ...posted } });
    if (isTaken(posted)) await settle(tx, id, number, endpoint.id, at);
    else await fail(deps, tx, { id, number, triesBefore, endpoint }, at);
  });
}

interface Secret {
  secret: string;
  until: string | null;
}

/** The one in force first, then those that are being replaced. */
function secretsAt(secrets: Prisma.JsonValue, now: Instant): string[] {
  return (secrets as unknown as Secret[])
    .filter(({ until }) => until === null || Date.parse(until) > now)
    .map(({ secret }) => secret);
}

function isTaken({ status }: Posted): boolean {
  return status !== null && status >= 200 && status < 300;
}

async function settle(tx: Tx, id: bigint, attempts: number, endpointId: string, at: Instant): Promise<void> {
  const ended = { state: 'delivered', attempts, nextAt: null, endedAt: new Date(at) };
  await tx.webhookDelivery.update({ where: { id }, data: ended });
  await tx.webhookEndpoint.update({ where: { id: endpointId }, data: { failingSince: null } });
}

async function fail(
  deps: WorkerDeps,
  tx: Tx,
  {
    id,
    number,
    triesBefore,
    endpoint,
  }: { id: bigint; number: number; triesBefore: number; endpoint: Due['endpoint'] },
  at: Instant,
): Promise<void> {
  const next = nextTry(number - triesBefore, at, String(id));
  const data =
    next === null
      ? { state: 'failed', attempts: number, nextAt: null, endedAt: new Date(at) }
      : { attempts: number, nextAt: new Date(next) };
  await tx.webhookDelivery.update({ where: { id }, data });
  const { failingSince } = await tx.webhookEndpoint.findUniqueOrThrow({ where: { id: endpoint.id } });
  const since = failingSince ?? new Date(at);
  if (!failingSince)
    await tx.webhookEndpoint.update({ where: { id: endpoint.id }, data: { failingSince: since } });
  if (isGivenUp(since.getTime(), at)) await disable(deps, tx, endpoint, since, at);
}

/** Nothing is sent there any more; what waits has failed and can be delivered again once somebody has mended it. */
async function disable(
  { keep }: WorkerDeps,
  tx: Tx,
  { id, url }: Due['endpoint'],
  since: Date,
  at: Instant,
): Promise<void> {
  const reason = `nothing has arrived since ${formatInstant(since.getTime())}`;
  const disabled = { active: false, disabledAt: new Date(at), disabledReason: reason };
  await tx.webhookEndpoint.update({ where: { id }, data: disabled });
  await tx.webhookDelivery.updateMany({
    where: { endpointId: id, state: 'waiting' },
    data: { state: 'failed', nextAt: null, endedAt: new Date(at) },
  });
  const { language: home, zone } = await tx.organisation.findUniqueOrThrow({ where: { id: 1 } });
  const people = await tx.staff.findMany({ where: { role: { in: ['operator', 'admin'] }, active: true } });
  for (const { id: staffId, languages } of people) {
    const language = noticeLanguage(languages, home);
    const body = disabledNotice({ url, since: since.getTime(), zone }, language);
    await tellStaff(
      tx,
      keep.senders,
      { staffId, part: 'webhook-disabled', body, language, byMail: true },
      at,
    );
  }
}

async function untilNext({ db, clock }: WorkerDeps, endpointId: string): Promise<number | null> {
  const next = await db.webhookDelivery.findFirst({
    where: { endpointId, state: 'waiting', endpoint: { active: true } },
    orderBy: { nextAt: 'asc' },
    select: { nextAt: true },
  });
  if (!next) return null;
  const { now, speed } = await clock.read(db);
  return Math.min(LONGEST_WAIT, Math.max(1, (next.nextAt!.getTime() - now) / speed));
}
