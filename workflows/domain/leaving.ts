import { findUsable, isTextChannel, whyNot } from './channel.js';
import { recipientOf, sendTime, type Channel, type Purpose } from './contact-rules.js';
import type { StepEvent } from './event-log.js';
import type { Move } from './follow-up.js';
import type { TextChannel } from './message.js';
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
  readonly template: string | undefined;
  /** Those left to try, first choice first. */
  readonly channels: readonly Channel[];
}

export interface Leaving {
  readonly sendAt: Instant;
  readonly reason?: Reason;
  readonly moves: readonly Move[];
}

/** When a text may leave: its date after quiet hours. */
export function leavingTime(
  step: Step,
  purpose: Purpose,
  dueAt: Instant,
  knownAt: Instant,
  { facts, zone }: PlanContext,
): Leaving {
  const kind = step.kind === 'survey' ? 'survey' : 'sms';
  const recipient = recipientOf(facts.customer, zone);
  const { sendAt, reason } = sendTime({
    ...{ dueAt, kind, purpose, recipient, zone, knownAt },
    rules: facts.contactRules,
  });
  return { sendAt, reason, moves: reason && sendAt !== dueAt ? [{ from: dueAt, to: sendAt, reason }] : [] };
}

/** Why a text may not leave at an instant by any of its channels, said of the first of them. Null: it may. */
export function refusalAt(text: Text, at: Instant, context: PlanContext): Reason | null {
  if (findUsable(text.channels, text, at, context)) return null;
  const first = text.channels.find(isTextChannel);
  return (first && whyNot(first, text, at, context)) ?? because('channel.none');
}

/** The channel by which a text would go at an instant: the first that can be used, else the first choice. */
export function channelAt(text: Text, at: Instant, context: PlanContext): TextChannel {
  return findUsable(text.channels, text, at, context) ?? text.channels.find(isTextChannel) ?? 'sms';
}
