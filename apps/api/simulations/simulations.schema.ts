import { z } from 'zod';
import { idSchema, instantOut, keySchema } from '../common/schemas.js';
import { documentSchema } from '../common/versions.js';

/** Stored documents in place of given ones; everything else as in a simulation with its own documents. */
export const storedSimulationSchema = z.looseObject({
  policyKey: keySchema.optional(),
  /** True: calendars, contact rules and templates as they are stored, and `policy` as it is given: not saved yet. */
  stored: z.literal(true).optional(),
  /** Default: the version in force. */
  version: z.union([z.int().min(1), z.literal('draft')]).optional(),
  /** Id of a customer, whose facts then count. */
  customer: z.union([idSchema, documentSchema]).optional(),
});
export type StoredSimulation = z.infer<typeof storedSimulationSchema>;

/** Either all documents are given (policy format, section 10), or `policyKey` names a stored policy. */
export const simulationRequestSchema = documentSchema.meta({
  id: 'SimulationRequest',
  description:
    'now, until, startedAt, zone, policy, calendars, contactRules, customer, subject, events; or policyKey, version, customer (id), subject, events; or stored: true, policy, customer (id), subject, events',
});

const reasonSchema = z.looseObject({ code: z.string(), text: z.string() });

export const simulationSchema = z
  .object({
    followUps: z.array(
      z.object({
        step: z.string(),
        occurrence: z.int(),
        kind: z.enum(['sms', 'survey', 'call', 'visit', 'review']),
        dueAt: instantOut,
        dueLocal: z.string(),
        sendAt: instantOut.optional(),
        state: z.string(),
        projected: z.boolean().optional(),
        reasons: z.array(reasonSchema),
      }),
    ),
    targets: z.array(
      z.object({
        target: z.string(),
        dueAt: instantOut.nullable(),
        state: z.string(),
        workedMinutes: z.number(),
        pausedMinutes: z.number(),
        marginMinutes: z.number(),
      }),
    ),
    escalations: z.array(
      z.object({
        of: z.string(),
        level: z.int(),
        round: z.int(),
        at: instantOut,
        to: z.array(z.string()),
      }),
    ),
    agreement: z
      .object({ endsOn: z.string(), noticeOn: z.string().nullable(), state: z.string() })
      .optional(),
    waitingFor: z.array(z.object({ step: z.string(), anchor: z.string() })),
    wakeAt: instantOut.nullable(),
  })
  .meta({ id: 'Simulation' });
