import { z } from 'zod';
import { findDate } from '../domain/local-date.js';
import { calendarLength, instant, localDate } from './values.js';

const products = z
  .array(z.union([z.string().min(1), z.object({ code: z.string().min(1) })]))
  .transform((list) => list.map((product) => (typeof product === 'string' ? product : product.code)))
  .optional();

const sale = z.object({
  type: z.literal('sale'),
  soldAt: instant,
  deliveredAt: instant.optional(),
  warrantyEndsOn: localDate.optional(),
  products,
});

const ticket = z.object({
  type: z.literal('ticket'),
  openedAt: instant,
  kind: z.enum(['request', 'incident', 'complaint', 'compliment']).optional(),
  priority: z.enum(['low', 'normal', 'high', 'urgent']).optional(),
  products,
});

const agreement = z
  .object({
    type: z.literal('agreement'),
    startsOn: localDate,
    endsOn: localDate.optional(),
    term: calendarLength.optional(),
    autoRenew: z.boolean().optional(),
    renewFor: calendarLength.optional(),
    notice: calendarLength.optional(),
    renewalNotice: calendarLength.optional(),
    products,
  })
  .superRefine(({ startsOn, endsOn, term }, context) => {
    if (endsOn === undefined && term === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['endsOn'],
        message: 'An agreement needs its last day or its term.',
      });
    }
    const [first, last] = [findDate(startsOn), findDate(endsOn ?? startsOn)];
    if (first !== null && last !== null && last < first) {
      context.addIssue({ code: 'custom', path: ['endsOn'], message: 'The last day lies before the first.' });
    }
  });

/** The facts of what a plan is made for. Products may be codes or objects with a code. */
export const subjectSchema = z.discriminatedUnion('type', [sale, ticket, agreement], {
  error: ({ input }) => {
    const type = (input as { type?: unknown } | undefined)?.type;
    return type === undefined
      ? 'This is missing.'
      : `${JSON.stringify(type)} is not one of: sale, ticket, agreement.`;
  },
});

// --- events ---

const at = instant;
const ofStep = { at, step: z.string().min(1), occurrence: z.int().min(1).optional() };
const score = z.union([z.number(), z.enum(['yes', 'no'])], { error: 'A score is a number, yes or no.' });
const ofLadder = {
  at,
  of: z.string().regex(/^(target|step):./, 'This is target:<key> or step:<key>.'),
  occurrence: z.int().min(1).optional(),
};

const outcome = z.enum([
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
]);

const textChannel = z.enum(['sms', 'whatsapp', 'email']);
const turn = z.int().min(1);

/** One event of a plan, its subject or its customer, as section 10 of the policy format lists them. */
export const eventSchema = z.discriminatedUnion(
  'type',
  [
    z.object({
      type: z.literal('sent'),
      ...ofStep,
      part: z.string().optional(),
      channel: textChannel.optional(),
      turn: turn.optional(),
    }),
    z.object({
      type: z.literal('undelivered'),
      ...ofStep,
      part: z.string().optional(),
      channel: textChannel,
      turn: turn.optional(),
      code: z.int().nullable(),
    }),
    z.object({ type: z.literal('reminded'), ...ofStep }),
    z.object({ type: z.literal('kept-back'), ...ofStep, reason: z.string(), part: z.string().optional() }),
    z.object({ type: z.literal('done'), ...ofStep }),
    z.object({ type: z.literal('skipped'), ...ofStep, reason: z.string().optional() }),
    z.object({ type: z.literal('snoozed'), ...ofStep, until: instant }),
    z.object({ type: z.literal('scored'), ...ofStep, score }),
    z.object({ type: z.literal('reply'), ...ofStep }),
    z.object({ type: z.literal('confirmed'), ...ofStep }),
    z.object({ type: z.literal('declined'), ...ofStep }),
    z.object({
      type: z.literal('call'),
      ...ofStep,
      outcome,
      callBackAt: instant.optional(),
      score: score.optional(),
    }),
    z.object({ type: z.literal('acknowledged'), ...ofLadder }),
    z.object({ type: z.literal('resolved'), ...ofLadder }),
    z.object({ type: z.literal('delivered'), at }),
    z.object({ type: z.literal('ticket.replied'), at, by: z.enum(['staff', 'customer']) }),
    z.object({ type: z.enum(['ticket.waiting', 'ticket.active']), at }),
    z.object({ type: z.enum(['ticket.resolved', 'ticket.closed', 'ticket.reopened']), at }),
    z.object({ type: z.literal('agreement.renewed'), at, endsOn: localDate.optional() }),
    z.object({
      type: z.enum(['agreement.suspended', 'agreement.resumed', 'agreement.cancelled', 'agreement.replaced']),
      at,
    }),
    z.object({ type: z.literal('put-off'), ...ofStep, until: instant }),
    z.object({ type: z.enum(['customer.opted-out', 'customer.opted-in', 'customer.left']), at }),
  ],
  { error: ({ input }) => `${JSON.stringify((input as { type?: unknown } | undefined)?.type)} is no event.` },
);
