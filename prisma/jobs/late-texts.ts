import type { Agenda } from '@aftercare/workflows/domain/agenda.js';
import type { DatedFollowUp } from '@aftercare/workflows/domain/follow-up.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';

/** Texts that another version of the policy would send at once because their time has passed already. */
export function findLateTexts(before: Agenda, after: Agenda, now: Instant): DatedFollowUp[] {
  const known = new Set(before.followUps.map(itemKey));
  return after.followUps.filter(
    (item) => item.sends.some((send) => send.sendAt < now) && item.dueAt < now && !known.has(itemKey(item)),
  );
}

export function itemKey({ step, occurrence }: Pick<DatedFollowUp, 'step' | 'occurrence'>): string {
  return `${step}/${occurrence}`;
}
