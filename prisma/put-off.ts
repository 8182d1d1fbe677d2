import {
  type Duration,
  addToDay,
  atLocal,
  formatInstant,
  localDay,
  type Instant,
} from '@aftercare/workflows/domain/time.js';
import type { Tx } from './client.js';
import { recordEvent } from './events.js';
import { keepPlans, type KeepContext } from './keep-plans.js';

/** A text that the customer wants to get again later. */
export interface PutOffText {
  planId: string;
  step: string;
  occurrence: number;
}

/** At this local time a text comes again that was put off by days. Minutes since midnight. */
const AT = 10 * 60;

/** The instant so far from today at ten, in the zone of a plan. */
export async function putOffUntil(tx: Tx, planId: string, by: Duration, now: Instant): Promise<Instant> {
  const { zone } = await tx.plan.findUniqueOrThrow({ where: { id: planId }, select: { zone: true } });
  return atLocal(addToDay(localDay(now, zone), by), AT, zone);
}

/** Lets a text come again at an instant; a question that stands open is closed until then. */
export async function putOff(
  context: KeepContext,
  tx: Tx,
  { planId, step, occurrence }: PutOffText,
  until: Instant,
  told: { externalId?: string; comment?: string },
  now: Instant,
  by: string,
): Promise<void> {
  const { externalId, comment } = told;
  const data = { until: formatInstant(until), ...(comment && { comment }) };
  const event = { type: 'put-off', at: now, step, occurrence, data, externalId };
  await recordEvent(tx, { planId }, event, now, by);
  await keepPlans(context, tx, [planId], now, by);
}
