import { findDuration } from '@aftercare/workflows/domain/time.js';
import type { Prisma } from '@aftercare/db/client.js';
import { z } from 'zod';
import { pageOf, pageQuerySchema } from '../common/page.js';
import {
  instantOut,
  keySchema,
  localDateOut,
  localDateSchema,
  textSchema,
  toDateText,
  toInstantText,
} from '../common/schemas.js';

const tiers = z.array(z.enum(['platinum', 'gold', 'iron', 'lead'])).min(1);
const types = z.array(z.enum(['retail', 'business', 'channel', 'internal'])).min(1);
const lengthSchema = z.string().refine((text) => {
  const length = findDuration(text);
  return (
    length !== null &&
    length.elapsedMs === 0 &&
    length.months >= 0 &&
    length.days >= 0 &&
    length.months + length.days > 0
  );
}, 'must be a duration of days, weeks, months or years, such as P90D');

export const newWaveSchema = z
  .strictObject({
    name: textSchema(100),
    template: keySchema,
    question: z.enum(['nps', 'csat', 'ces']).default('nps'),
    /** The first day, of the organisation. */
    startsOn: localDateSchema,
    /** Over how many weeks customers are spread, Monday to Friday. */
    weeks: z.int().min(1).max(26).default(4),
    /** Nobody is asked within so long of another question, before or after. */
    notWithin: lengthSchema.default('P30D'),
    /** The whole wave again so long after it began; without it once. */
    every: lengthSchema.optional(),
    audience: z
      .strictObject({
        tier: tiers.optional(),
        type: types.optional(),
        /** Regions or countries. */
        region: z.array(textSchema(50)).min(1).max(100).optional(),
        /** Code of a product that they have bought. */
        product: textSchema(100).optional(),
      })
      .default({}),
  })
  .meta({ id: 'NewSurveyWave' });
export type NewWave = z.infer<typeof newWaveSchema>;

const reasonSchema = z.enum(['asked-lately', 'asked-soon', 'no-plan', 'unreachable', 'no-consent', 'left']);
const leftOut = z.array(z.object({ reason: reasonSchema, n: z.int() }));

/** What a wave would do; nothing is stored. */
export const wavePreviewSchema = z
  .object({
    asked: z.int(),
    leftOut,
    weeks: z.array(z.object({ start: localDateOut, n: z.int() })),
    /** Some of them, with when they are asked or why not. */
    examples: z.array(
      z.object({
        customer: z.object({ id: z.string(), name: z.string(), tier: z.string() }),
        askAt: instantOut.nullable(),
        reason: reasonSchema.nullable(),
      }),
    ),
  })
  .meta({ id: 'SurveyWavePreview' });
export type WavePreview = z.infer<typeof wavePreviewSchema>;

export const waveSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    template: z.string(),
    question: z.enum(['nps', 'csat', 'ces']),
    /** waiting: who is asked is settled when it begins; running; done; stopped: nobody else is asked. */
    state: z.enum(['waiting', 'running', 'done', 'stopped']),
    startsOn: localDateOut,
    weeks: z.int(),
    notWithin: z.string(),
    every: z.string().nullable(),
    audience: z.looseObject({}),
    previous: z.string().nullable(),
    createdAt: instantOut,
    createdBy: z.string(),
    endedAt: instantOut.nullable(),
    planned: z.int(),
    asked: z.int(),
    answered: z.int(),
    leftOut,
  })
  .meta({ id: 'SurveyWave' });
export type WaveView = z.infer<typeof waveSchema>;
export const wavePageSchema = pageOf(waveSchema).meta({ id: 'SurveyWavePage' });

export const memberQuerySchema = pageQuerySchema.extend({
  state: z.enum(['planned', 'asked', 'left-out']).optional(),
});
export type MemberQuery = z.infer<typeof memberQuerySchema>;
export const memberSchema = z
  .object({
    customer: z.object({ id: z.string(), name: z.string(), tier: z.string() }),
    askAt: instantOut,
    state: z.enum(['planned', 'asked', 'left-out']),
    reason: reasonSchema.nullable(),
    followUp: z
      .object({
        id: z.string(),
        state: z.string(),
        score: z.string().nullable(),
        comment: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'SurveyWaveMember' });
export const memberPageSchema = pageOf(memberSchema).meta({ id: 'SurveyWaveMemberPage' });
export type MemberView = z.infer<typeof memberSchema>;

export interface WaveCounts {
  planned: number;
  asked: number;
  answered: number;
  leftOut: WaveView['leftOut'];
}

export function toWave(row: Prisma.SurveyWaveGetPayload<object>, counts: WaveCounts): WaveView {
  const { id, name, template, weeks, notWithin, every, createdBy } = row;
  return {
    ...{ id, name, template, weeks, notWithin, every, createdBy, ...counts },
    question: row.question as WaveView['question'],
    state: row.state === 'running' && row.chosenAt === null ? 'waiting' : (row.state as WaveView['state']),
    startsOn: toDateText(row.startsOn),
    audience: row.audience as Record<string, unknown>,
    previous: row.previousId,
    createdAt: toInstantText(row.createdAt),
    endedAt: row.endedAt && toInstantText(row.endedAt),
  };
}
