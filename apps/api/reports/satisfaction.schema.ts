import { z } from 'zod';
import { count, estimateSchema, periodSchema, stretchStart } from './report.schema.js';

/** What was asked how often, and what came back. `score`: mean of csat and ces, net promoter score, share of yes. */
const asked = {
  question: z.enum(['csat', 'nps', 'ces', 'yes-no']),
  asked: count,
  answered: count,
  response: estimateSchema,
  score: estimateSchema,
};

export const satisfactionSchema = z
  .object({
    period: periodSchema,
    /** How the intervals are reckoned, and with how few answers a figure is only a hint. */
    method: z.object({ response: z.string(), score: z.string(), few: z.int() }),
    questions: z.array(
      z.object({
        ...asked,
        /** Answers that count as low and as high. */
        low: count,
        high: count,
        distribution: z.array(z.object({ score: z.string(), n: count })),
      }),
    ),
    trend: z.array(z.object({ start: stretchStart, ...asked })),
    channels: z.array(z.object({ channel: z.string(), ...asked })),
    groups: z.array(z.object({ name: z.string(), ...asked })),
    /** Of low answers in the period: what became of them, and how those who were asked again answered then. */
    recovery: z.array(
      z.object({
        question: asked.question,
        low: count,
        escalated: count,
        resolved: count,
        askedAgain: count,
        answeredAgain: count,
        /** The scores of those who answered twice. */
        before: estimateSchema,
        after: estimateSchema,
        better: count,
        same: count,
        worse: count,
      }),
    ),
    /** Questions that were to leave in the period and did not, by the rule that kept them back. */
    notAsked: z.array(z.object({ rule: z.string(), n: count })),
  })
  .meta({ id: 'SatisfactionReport' });
export type SatisfactionReport = z.infer<typeof satisfactionSchema>;
