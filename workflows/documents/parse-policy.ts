import { anchorStep } from '../domain/event-log.js';
import type { Policy, Step } from '../domain/policy.js';
import { parseRule, ruleDays } from '../domain/rrule.js';
import { parseDuration } from '../domain/time.js';
import { asObject, checkShape, fault, type Fault } from './fault.js';
import { policyDocument } from './policy-document.js';
import { findPolicyFaults, type Known } from './policy-faults.js';

export type { Known } from './policy-faults.js';
export type ParsedPolicy =
  { readonly ok: true; readonly policy: Policy } | { readonly ok: false; readonly errors: Fault[] };

/** More than this nobody wants for one subject; it is a slip of the pen. */
const MOST_FOLLOW_UPS = 1_000;
const TWO_YEARS_DAYS = 730;
/** Any day will do to count a rule's dates from: 1 January 2024, as day number. */
const SAMPLE_DAY = 19_723;

/** Checks a policy document and names all its faults at once. `known` says which templates and calendars there are. */
export function parsePolicy(json: unknown, known: Known = {}): ParsedPolicy {
  const { value, faults } = checkShape(policyDocument, json);
  const object = asObject(json);
  const errors = dedupe([...faults, ...(object ? findPolicyFaults(object, known) : [])]);
  if (value && errors.length === 0) errors.push(...tooMany(value));
  return value && errors.length === 0 ? { ok: true, policy: value } : { ok: false, errors };
}

/** One sentence for each place is enough; that about the shape comes first. */
function dedupe(faults: readonly Fault[]): Fault[] {
  return faults.filter(({ path }, i) => faults.findIndex((other) => other.path === path) === i);
}

function tooMany(policy: Policy): Fault[] {
  const steps = policy.steps ?? [];
  const figure = steps.reduce((sum, step) => sum + followUpsOf(step, steps), 0);
  if (figure <= MOST_FOLLOW_UPS) return [];
  return [
    fault(
      ['steps'],
      `This would make ${figure} follow-ups in 24 months for one subject; at most ${MOST_FOLLOW_UPS} are possible.`,
    ),
  ];
}

/** About how many follow-ups a step makes in 24 months. What hangs on each occurrence of another comes as often as that. */
function followUpsOf({ due, repeat }: Step, steps: readonly Step[]): number {
  const leader = due.from.startsWith('due:') ? anchorStep(due.from) : null;
  if (leader !== null)
    return followUpsOf(
      steps.find(({ step }) => step === leader)!,
      steps,
    );
  if (!repeat) return 1;
  const most = repeat.count ?? Infinity;
  if (repeat.rrule !== undefined) return Math.min(most, ruleDaysInTwoYears(repeat.rrule));
  const { months, days } = parseDuration(repeat.every!);
  return Math.min(most, Math.ceil(TWO_YEARS_DAYS / (months * 30.4 + days)));
}

function ruleDaysInTwoYears(text: string): number {
  let count = 0;
  for (const day of ruleDays(parseRule(text), SAMPLE_DAY)) {
    if (day >= SAMPLE_DAY + TWO_YEARS_DAYS) break;
    count++;
  }
  return count;
}
