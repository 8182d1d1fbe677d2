import { judgeConsent } from './consent.js';
import { sendTime, type Purpose } from './contact-rules.js';
import type { StepEvent } from './event-log.js';
import type { PlanContext } from './plan-context.js';
import type { Step } from './policy.js';
import type { Reason } from './reason.js';
import type { Instant } from './time.js';
import { because } from './wording.js';

/** A text with its times, while it is being followed. */
export interface Text {
  readonly step: Step;
  readonly occurrence: number;
  readonly dueAt: Instant;
  readonly sendAt: Instant;
  readonly purpose: Purpose;
  readonly events: readonly StepEvent[];
}

/** When a text may leave: its date after quiet hours. */
export function leavingTime(
  step: Step,
  purpose: Purpose,
  dueAt: Instant,
  knownAt: Instant,
  { facts, zone }: PlanContext,
): { sendAt: Instant; reason?: Reason } {
  const kind = step.kind === 'survey' ? 'survey' : 'sms';
  const { country } = facts.customer;
  return sendTime({ dueAt, kind, purpose, zone, country, rules: facts.contactRules, knownAt });
}

/** Why a text may not leave at an instant: no number or no consent. Null: it may. */
export function refusalAt({ purpose }: Text, at: Instant, { facts }: PlanContext): Reason | null {
  const channel = 'sms';
  if (facts.customer.textable === false) return because('number.unusable', { channel });
  if (!facts.consents) return null;
  const known = facts.consents.filter((row) => row.at <= at);
  const verdict = judgeConsent(
    { purpose, channel, country: facts.customer.country, numberCountry: facts.customer.numberCountry },
    known,
    facts.contactRules,
  );
  return verdict.allowed ? null : verdict.reason;
}
