import { climb, type EscalationLevel } from './ladder.js';
import type { DatedItem, PlanContext } from './plan-context.js';
import type { Ladder } from './policy.js';
import type { Instant } from './time.js';

/** What the provider never answered for, and what its list did not settle, is told under this reason. */
export const UNKNOWN_DELIVERY = 'delivery.unknown';

/** A person decides what a machine must not: to send again, to call, or to leave it. The manager hears of it after a day. */
const LADDER: Ladder = {
  levels: [
    { after: 'PT0S', to: ['owner'] },
    { after: 'P1D', to: ['manager'] },
  ],
};
const SUFFIX = '/delivery';

/** What such an escalation is `of`. */
export function ofDelivery(step: string): string {
  return `step:${step}${SUFFIX}`;
}

/** The step that an escalation `of` an unknown delivery is about, or null when it is about something else. */
export function deliveryStepOf(of: string): string | null {
  return of.startsWith('step:') && of.endsWith(SUFFIX) ? of.slice('step:'.length, -SUFFIX.length) : null;
}

/**
 * Escalations of texts of which nobody knows whether they left. One that turns out to have left after all is no matter
 * for people any more, and has none.
 */
export function unknownDeliveryLadders(items: readonly DatedItem[], context: PlanContext): EscalationLevel[] {
  return items.flatMap(({ followUp: { step, occurrence } }) => {
    const at = findUnknown(step, occurrence, context);
    if (at === null) return [];
    const rule = context.facts.policy.steps?.find((candidate) => candidate.step === step);
    const place = { zone: context.zone, calendar: rule ? context.calendarOf(rule) : null };
    const spans = [{ from: at, until: Infinity, dueAt: at }];
    const about = { of: ofDelivery(step), occurrence, cause: 'ladder' as const };
    return climb({ ...about, ladder: LADDER, spans, endsAt: null, place }, context);
  });
}

/** When it was given up to people, or null when all is clear. */
function findUnknown(step: string, occurrence: number, { log }: PlanContext): Instant | null {
  const ours = (event: { step?: string; occurrence?: number }) =>
    event.step === step && (event.occurrence ?? 1) === occurrence;
  const unknown = log.ofType('kept-back').filter((event) => ours(event) && event.reason === UNKNOWN_DELIVERY);
  const left = log.ofType('sent').filter(ours);
  const open = unknown.find(
    ({ part }) => !left.some((sent) => (sent.part ?? 'message') === (part ?? 'message')),
  );
  return open?.at ?? null;
}
