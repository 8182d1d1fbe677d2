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
  'agreement.notify',
] as const;

const anchor = z
  .custom<Anchor>(isAnchor, {
    error: ({ input }) =>
      input === undefined
        ? 'This is missing.'
        : `${JSON.stringify(input)} is no anchor; possible are ${ANCHORS.join(', ')}, due:<step>, done:<step> and resolved:<step>.`,
  })
  .meta({
    description: 'What a date counts from',
    anyOf: [{ enum: [...ANCHORS] }, { type: 'string', pattern: '^(due|done|resolved):.' }],
  });

function isAnchor(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    ((ANCHORS as readonly string[]).includes(value) || /^(due|done|resolved):./.test(value))
  );
}

const recipient = z
  .custom<Recipient>(
    (value) =>
      typeof value === 'string' && /^(owner|cover|team-lead|manager|(team|staff):[\w.-]+)$/.test(value),
    { error: 'Told can be owner, cover, team-lead, manager, team:<key> or staff:<key>.' },
  )
  .meta({
    description: 'Who is told',
    anyOf: [
      { enum: ['owner', 'cover', 'team-lead', 'manager'] },
      { type: 'string', pattern: '^(team|staff):[A-Za-z0-9_.-]+$' },
    ],
  });

const ladder = z.strictObject({
  levels: z
    .array(z.strictObject({ after: offset, to: z.array(recipient).min(1), reassign: z.boolean().optional() }))
    .min(1),
  repeat: z.strictObject({ times: z.int().min(1).max(100), every: length }).optional(),
  acknowledge: z.strictObject({ timeout: length }).optional(),
});

const due = z.strictObject({
  from: anchor.describe('The date or instant it counts from'),
  offset: offset.optional().describe('How far from it; default: nothing'),
  next: z
    .union([monthDay, z.strictObject({ north: monthDay, south: monthDay })], {
      error: 'This is a day of the year such as 10-01, or { north: "10-01", south: "04-01" }.',
    })
    .optional()
    .describe(
      'After the offset, the first such date on or after the date reached; a date for each hemisphere for what comes with a season',
    ),
  spread: calendarLength
    .optional()
    .describe(
      'With next: recipients are spread over so many days from it, so that not everybody calls at once',
    ),
  at: localTime.optional().describe('Local time of day; without it the time of the anchor is kept'),
  shift: z
    .enum(['none', 'forward', 'back'])
    .optional()
    .describe('What to do when the local date is closed in the calendar; default: none'),
});

const rrule = z.string().superRefine((text, context) => {
  try {
    parseRule(text);
  } catch (error) {
    context.addIssue({ code: 'custom', message: (error as Error).message });
  }
});

const repeat = z.strictObject({
  every: calendarLength.optional().describe('The interval'),
  rrule: rrule
    .optional()
    .describe('A rule of RFC 5545 with FREQ, INTERVAL, BYMONTH, BYMONTHDAY, BYDAY, BYSETPOS'),
  mode: z
    .enum(['fixed-skip', 'fixed-each', 'floating', 'anniversary'])
    .optional()
    .describe(
      'fixed-skip (default), fixed-each, floating: from the day done, anniversary: stays when done inside the early window',
    ),
  monthEnd: z
    .enum(['clamp', 'skip', 'last-day'])
    .optional()
    .describe('What becomes of a day that a month does not have; default: clamp'),
  missed: z
    .enum(['skip', 'collapse', 'each'])
    .optional()
    .describe('Occurrences due before the plan was in force: skip (default), collapse into one, each'),
  early: calendarLength
    .optional()
    .describe('anniversary: how long before its deadline the work may be done without moving it'),
  months: z
    .array(z.int().min(1).max(12))
    .min(1)
    .optional()
    .describe('The season: occurrences in other months are dropped'),
  count: z.int().min(1).optional().describe('How many occurrences'),
  until: z
    .union([localDate, anchor], { error: 'This is neither a date such as 2027-12-31 nor a date anchor.' })
    .optional()
    .describe('The last date, included, or a date anchor'),
  replaces: z
    .array(z.string())
    .min(1)
    .optional()
    .describe('Steps whose occurrence on the same local date is dropped in favour of this one'),
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
    outcome: z.enum([...OUTCOMES, 'unreached']).optional(),
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

const stop = z
  .custom<(typeof STOPS)[number] | `done:${string}`>(
    (value) =>
      typeof value === 'string' && ((STOPS as readonly string[]).includes(value) || /^done:./.test(value)),
    {
      error: ({ input }) =>
        `${JSON.stringify(input)} stops nothing; possible are ${STOPS.join(', ')} and done:<step>.`,
    },
  )
  .meta({
    description: 'An event that withdraws what is not yet carried out',
    anyOf: [{ enum: [...STOPS] }, { type: 'string', pattern: '^done:.' }],
  });

/** One value or a list of them. */
function anyOf<T extends z.ZodType>(value: T): z.ZodType<z.infer<T> | z.infer<T>[]> {
  return z.union([value, z.array(value)], {
    error: 'This is one of the possible values, or a list of them.',
  });
}

const CONDITIONS = [
  'agreement.active',
  'agreement.lapsed',
  'ticket.open',
  'ticket.resolved',
  'not-scored',
  'score.low',
  'score.high',
] as const;

const condition = z.union(
  [
    z.enum(CONDITIONS),
    z.strictObject({
      asset: anyOf(z.string().min(1)).describe('Globs over the products that are installed there'),
    }),
    z.strictObject({
      lastService: z
        .strictObject({ olderThan: calendarLength.optional(), within: calendarLength.optional() })
        .describe('The last visit that was done there; where nobody ever came it is older than anything'),
    }),
  ],
  {
    error: `A condition is one of ${CONDITIONS.join(', ')}, { asset: "boiler-*" } or { lastService: { olderThan: P10M } }.`,
  },
);

const money = z.number().min(0).max(1e12);

const offerTerms = z.strictObject({
  kind: z
    .enum(['renewal', 'upgrade', 'agreement'])
    .describe(
      'renewal: another term; upgrade: other terms in its place; agreement: a first one, after a sale',
    ),
  term: calendarLength.optional(),
  products: z
    .array(z.strictObject({ code: z.string().min(1), name: z.string().min(1) }))
    .min(1)
    .optional(),
  price: money.optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'This is a currency code of three capital letters.')
    .optional(),
  autoRenew: z.boolean().optional(),
  notice: calendarLength.optional(),
});

const stepSchema = z.strictObject({
  step: key.describe('Name of the step, once in a policy'),
  kind: z
    .enum(['sms', 'survey', 'call', 'visit', 'review'])
    .describe('sms, survey: a text; call, visit: work of staff; review: a look at the work of others'),
  due: due.describe('When it is due'),
  repeat: repeat.optional().describe('Makes it a series'),
  calendar: z.string().optional().describe("Calendar for working time and shifts; default: the policy's"),
  template: z.string().min(1).optional().describe('Text that is sent; sms and survey need one'),
  horizon: delay.optional().describe('call, visit, review: how long before its date it appears as work'),
  stopOn: z.array(stop).optional().describe('Events that withdraw what is not yet carried out'),
  onlyIf: z.array(condition).optional().describe('Conditions that must hold when it is due'),
  channels: z
    .array(z.enum(['sms', 'whatsapp', 'email', 'call']))
    .min(1)
    .optional()
    .describe(
      'sms, survey: by which channels it may go, in the order the customer prefers; call: staff call where no text can reach the customer; default: any but a call',
    ),
  expires: delay.optional().describe('Later than this after its date it is not worth doing any more'),
  ladder: ladder.optional().describe('Who is told when it is not done'),
  question: z.enum(['csat', 'nps', 'ces', 'yes-no']).optional().describe('What a survey asks'),
  remindAfter: length.optional().describe('survey: when the one reminder leaves, counted from sending'),
  closesAfter: length.optional().describe('survey: when it closes, counted from sending; default: P7D'),
  react: z.array(reactLine).optional().describe('What follows from an answer or an outcome'),
  attempts: z
    .strictObject({ max: z.int().min(1).max(20).optional(), gap: length.optional() })
    .optional()
    .describe('call: how often it is tried and how long in between'),
  automated: z
    .boolean()
    .optional()
    .describe(
      'call: asks its csat question by machine and keypad; only with the consent of the customer and where the installation allows it',
    ),
  offer: offerTerms
    .optional()
    .describe('survey with the question yes-no: yes accepts it, no declines it, no answer lets it expire'),
  notice: z
    .boolean()
    .optional()
    .describe('sms: it announces a renewal; what cannot be sent becomes work of staff'),
  confirm: z
    .strictObject({ before: length, template: z.string().min(1) })
    .optional()
    .describe('visit: the text that asks the customer to confirm'),
  minutes: z.int().min(5).max(1440).optional().describe('visit: how long it takes; default: 60'),
  team: key.optional().describe("visit: the team that goes there; default: the owner's"),
  skills: z.array(z.string().min(1)).optional().describe('visit: what whoever goes there must know'),
  propose: z
    .strictObject({
      template: z.string().min(1),
      again: z.string().min(1).optional(),
      slots: z.int().min(2).max(3).optional(),
      remindAfter: length.optional(),
      reminder: z.string().min(1).optional(),
      closesAfter: length.optional(),
      rounds: z.int().min(1).max(5).optional(),
      together: calendarLength.optional(),
    })
    .optional()
    .describe('visit: times that the customer is offered by text and answers by a digit'),
  tell: z
    .strictObject({
      booked: z.string().min(1).optional(),
      moved: z.string().min(1).optional(),
      cancelled: z.string().min(1).optional(),
      done: z.string().min(1).optional(),
    })
    .optional()
    .describe('visit: templates of what the customer is told of it'),
});

const targetSchema = z.strictObject({
  target: z.enum(['first-response', 'next-reply', 'resolution']).describe('The promise'),
  within: z
    .union([duration.pipe(length), ...offset.options.slice(1)] as unknown as typeof offset.options, {
      error: 'A target is a duration such as PT4H, { workingMinutes: 60 } or { workingDays: 2 }.',
    })
    .describe('How long it may take'),
  calendar: z.string().optional().describe("Calendar in which working time counts; default: the policy's"),
  pauses: z
    .boolean()
    .optional()
    .describe('Whether the clock stands while the customer is asked; default: for resolution only'),
  reopen: z
    .enum(['keep', 'extend', 'restart'])
    .optional()
    .describe('What a reopened ticket does to the due date; default: extend'),
  ladder: ladder.optional().describe('Who is told before and after it is missed'),
});

const match = z.strictObject({
  tier: anyOf(z.enum(['platinum', 'gold', 'iron', 'lead'])).optional(),
  customerType: anyOf(z.enum(['retail', 'business', 'channel', 'internal'])).optional(),
  product: anyOf(z.string().min(1)).optional(),
  region: anyOf(z.string().min(1)).optional(),
  language: anyOf(z.string().min(1)).optional(),
  kind: anyOf(z.enum(['request', 'incident', 'complaint', 'compliment'])).optional(),
  priority: anyOf(z.enum(['low', 'normal', 'high', 'urgent'])).optional(),
  hemisphere: anyOf(z.enum(['north', 'south'])).optional(),
});

/** A policy as operators write it: sections 3 to 8 of the policy format. Shape only; `parsePolicy` checks the sense too. */
export const policyDocument = z.strictObject({
  policy: key.describe('Key of the policy'),
  name: z.string().min(1).max(200).describe('Name for people'),
  subject: z.enum(['sale', 'ticket', 'agreement']).describe('What a plan is made for'),
  family: key.describe('For each subject and family the first matching policy by rank applies'),
  rank: z.int().describe('Lower is asked first'),
  match: match.optional().describe('Every line must hold; a list means any of; no line means everything'),
  calendar: z.string().optional().describe('Default calendar of its steps and targets'),
  steps: z.array(stepSchema).max(200).optional().describe('What follows'),
  targets: z.array(targetSchema).optional().describe('Promised times; tickets only'),
});

/** The compiler's proof that what the schema lets through is what the domain takes. */
export type PolicyDocument = z.infer<typeof policyDocument> extends Policy ? Policy : never;
