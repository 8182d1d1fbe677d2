import { z } from 'zod';
import type { Anchor, Policy, Recipient } from '../domain/policy.js';
import { parseRule } from '../domain/rrule.js';
import {
  calendarLength,
  delay,
  duration,
  key,
  length,
  localDate,
  localTime,
  monthDay,
  offset,
} from './values.js';

const ANCHORS = [
  'sale.sold',
  'sale.delivered',
  'sale.warranty-ends',
  'ticket.opened',
  'ticket.resolved',
  'ticket.closed',
  'agreement.starts',
  'agreement.ends',
  'agreement.notice',
] as const;

const anchor = z.custom<Anchor>(isAnchor, {
  error: ({ input }) =>
    input === undefined
      ? 'This is missing.'
      : `${JSON.stringify(input)} is no anchor; possible are ${ANCHORS.join(', ')}, due:<step> and done:<step>.`,
});

function isAnchor(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    ((ANCHORS as readonly string[]).includes(value) || /^(due|done):./.test(value))
  );
}

const recipient = z.custom<Recipient>(
  (value) =>
    typeof value === 'string' && /^(owner|cover|team-lead|manager|(team|staff):[\w.-]+)$/.test(value),
  { error: 'Told can be owner, cover, team-lead, manager, team:<key> or staff:<key>.' },
);

const ladder = z.strictObject({
  levels: z
    .array(z.strictObject({ after: offset, to: z.array(recipient).min(1), reassign: z.boolean().optional() }))
    .min(1),
  repeat: z.strictObject({ times: z.int().min(1).max(100), every: length }).optional(),
  acknowledge: z.strictObject({ timeout: length }).optional(),
});

const due = z.strictObject({
  from: anchor,
  offset: offset.optional(),
  next: monthDay.optional(),
  at: localTime.optional(),
  shift: z.enum(['none', 'forward', 'back']).optional(),
});

const rrule = z.string().superRefine((text, context) => {
  try {
    parseRule(text);
  } catch (error) {
    context.addIssue({ code: 'custom', message: (error as Error).message });
  }
});

const repeat = z.strictObject({
  every: calendarLength.optional(),
  rrule: rrule.optional(),
  mode: z.enum(['fixed-skip', 'fixed-each', 'floating', 'anniversary']).optional(),
  monthEnd: z.enum(['clamp', 'skip', 'last-day']).optional(),
  missed: z.enum(['skip', 'collapse', 'each']).optional(),
  early: calendarLength.optional(),
  months: z.array(z.int().min(1).max(12)).min(1).optional(),
  count: z.int().min(1).optional(),
  until: z
    .union([localDate, anchor], { error: 'This is neither a date such as 2027-12-31 nor a date anchor.' })
    .optional(),
  replaces: z.array(z.string()).min(1).optional(),
});

const OUTCOMES = [
  'reached',
  'no-answer',
  'busy',
  'voicemail',
  'call-back',
  'refused',
  'complaint',
  'wrong-number',
  'do-not-call',
  'language-barrier',
] as const;

const reactLine = z.strictObject({
  to: z.strictObject({
    atMost: z.number().optional(),
    atLeast: z.number().optional(),
    is: z.union([z.number(), z.enum(['yes', 'no'])], { error: 'This is a number, yes or no.' }).optional(),
    outcome: z.enum(OUTCOMES).optional(),
  }),
  do: z.enum(['escalate', 'reopen', 'open-ticket', 'send', 'call']),
  ladder: ladder.optional(),
  template: z.string().optional(),
  offset: offset.optional(),
});

const STOPS = [
  'reply',
  'scored',
  'confirmed',
  'declined',
  'ticket.resolved',
  'ticket.closed',
  'agreement.renewed',
  'agreement.cancelled',
  'customer.opted-out',
  'customer.left',
] as const;

const stop = z.custom<(typeof STOPS)[number] | `done:${string}`>(
  (value) =>
    typeof value === 'string' && ((STOPS as readonly string[]).includes(value) || /^done:./.test(value)),
  {
    error: ({ input }) =>
      `${JSON.stringify(input)} stops nothing; possible are ${STOPS.join(', ')} and done:<step>.`,
  },
);

const stepSchema = z.strictObject({
  step: key,
  kind: z.enum(['sms', 'survey', 'call', 'visit', 'review']),
  due,
  repeat: repeat.optional(),
  calendar: z.string().optional(),
  template: z.string().min(1).optional(),
  horizon: delay.optional(),
  stopOn: z.array(stop).optional(),
  onlyIf: z
    .array(
      z.enum([
        'agreement.active',
        'agreement.lapsed',
        'ticket.open',
        'ticket.resolved',
        'not-scored',
        'score.low',
        'score.high',
      ]),
    )
    .optional(),
  expires: delay.optional(),
  ladder: ladder.optional(),
  question: z.enum(['csat', 'nps', 'ces', 'yes-no']).optional(),
  remindAfter: length.optional(),
  closesAfter: length.optional(),
  react: z.array(reactLine).optional(),
  attempts: z.strictObject({ max: z.int().min(1).max(20).optional(), gap: length.optional() }).optional(),
  confirm: z.strictObject({ before: length, template: z.string().min(1) }).optional(),
});

const targetSchema = z.strictObject({
  target: z.enum(['first-response', 'next-reply', 'resolution']),
  within: z.union([duration.pipe(length), ...offset.options.slice(1)] as unknown as typeof offset.options, {
    error: 'A target is a duration such as PT4H, { workingMinutes: 60 } or { workingDays: 2 }.',
  }),
  calendar: z.string().optional(),
  pauses: z.boolean().optional(),
  reopen: z.enum(['keep', 'extend', 'restart']).optional(),
  ladder: ladder.optional(),
});

/** One value or a list of them. */
function anyOf<T extends z.ZodType>(value: T): z.ZodType<z.infer<T> | z.infer<T>[]> {
  return z.union([value, z.array(value)], {
    error: 'This is one of the possible values, or a list of them.',
  });
}

const match = z.strictObject({
  tier: anyOf(z.enum(['platinum', 'gold', 'iron', 'lead'])).optional(),
  customerType: anyOf(z.enum(['retail', 'business', 'channel', 'internal'])).optional(),
  product: anyOf(z.string().min(1)).optional(),
  region: anyOf(z.string().min(1)).optional(),
  language: anyOf(z.string().min(1)).optional(),
  kind: anyOf(z.enum(['request', 'incident', 'complaint', 'compliment'])).optional(),
  priority: anyOf(z.enum(['low', 'normal', 'high', 'urgent'])).optional(),
});

/** A policy as operators write it: sections 3 to 8 of the policy format. Shape only; `parsePolicy` checks the sense too. */
export const policyDocument = z.strictObject({
  policy: key,
  name: z.string().min(1).max(200),
  subject: z.enum(['sale', 'ticket', 'agreement']),
  family: key,
  rank: z.int(),
  match: match.optional(),
  calendar: z.string().optional(),
  steps: z.array(stepSchema).max(200).optional(),
  targets: z.array(targetSchema).optional(),
});

/** The compiler's proof that what the schema lets through is what the domain takes. */
export type PolicyDocument = z.infer<typeof policyDocument> extends Policy ? Policy : never;
