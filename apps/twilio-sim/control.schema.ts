import { z } from 'zod';
import { ANSWERS } from './callees.js';
import { LINE_TYPES } from './lookups.js';
import { FAULTS, OUTCOMES, RESOURCES } from './rules.js';

/** A phone number; a leading space is the `+` of an address bar that was not encoded. */
const phone = z
  .string()
  .transform((text) => text.replace(/^ +/, '+').trim())
  .pipe(
    z.string().regex(/^(?:[a-z]+:)?\+?[A-Za-z0-9]{1,15}$/, 'must be a phone number such as +37061234567'),
  );
export const accountSid = z.string().regex(/^AC[0-9a-fA-F]{32}$/, 'must be AC and 32 hexadecimal digits');
const serviceSid = z.string().regex(/^MG[0-9a-fA-F]{32}$/, 'must be MG and 32 hexadecimal digits');
const messageSid = z.string().regex(/^(SM|MM)[0-9a-fA-F]{32}$/, 'must be SM and 32 hexadecimal digits');
const callSid = z.string().regex(/^CA[0-9a-fA-F]{32}$/, 'must be CA and 32 hexadecimal digits');
const applicationSid = z.string().regex(/^AP[0-9a-fA-F]{32}$/, 'must be AP and 32 hexadecimal digits');
const webhookUrl = z.union([z.literal(''), z.url({ protocol: /^https?$/ })]);

export const inboundSchema = z.strictObject({
  from: phone,
  to: phone.optional(),
  body: z.string().max(1600),
  account: accountSid.optional(),
  messageSid: messageSid.optional(),
});

export const ruleSchema = z.strictObject({
  account: accountSid.nullish().transform((value) => value ?? null),
  to: phone.nullish().transform((value) => value ?? null),
  on: z
    .enum(RESOURCES)
    .nullish()
    .transform((value) => value ?? null),
  outcome: z
    .enum(OUTCOMES)
    .nullish()
    .transform((value) => value ?? null),
  errorCode: z
    .int()
    .positive()
    .nullish()
    .transform((value) => value ?? null),
  delayMs: z
    .int()
    .min(0)
    .nullish()
    .transform((value) => value ?? null),
  fault: z
    .enum(FAULTS)
    .nullish()
    .transform((value) => value ?? null),
  times: z
    .int()
    .positive()
    .nullish()
    .transform((value) => value ?? null),
});

const KEYS = /^[0-9*#A-Dw]*$/;

/** Who is at a telephone. `keys` may be one text, pressed at the first question. */
export const calleeSchema = z.strictObject({
  account: accountSid.nullish().transform((value) => value ?? null),
  to: phone.nullish().transform((value) => value ?? null),
  answer: z.enum(ANSWERS).default('human'),
  ringSeconds: z.number().min(0).max(600).nullable().default(null),
  keys: z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((keys) => [keys].flat())
    .pipe(z.array(z.string().regex(KEYS, 'must be keys of a telephone'))),
  speech: z.array(z.string().max(1000)).default([]),
  hangUpAfterSeconds: z.number().min(0).nullable().default(null),
  answeredBy: z
    .enum([
      'human',
      'machine_start',
      'machine_end_beep',
      'machine_end_silence',
      'machine_end_other',
      'fax',
      'unknown',
    ])
    .nullable()
    .default(null),
  times: z.int().positive().nullable().default(null),
});

export const pressSchema = z.strictObject({
  digits: z
    .string()
    .min(1)
    .regex(/^[0-9*#A-D]+$/, 'must be keys'),
});

const hook = z
  .strictObject({ url: z.url({ protocol: /^https?$/ }), method: z.enum(['GET', 'POST']).default('POST') })
  .nullable()
  .default(null);

export const applicationSchema = z.strictObject({
  account: accountSid.nullish().transform((value) => value ?? null),
  sid: applicationSid,
  messageStatusCallback: webhookUrl.default(''),
  voice: hook,
  voiceFallback: hook,
  voiceStatus: hook,
});

const keywordAnswer = z
  .strictObject({
    keywords: z.array(z.string().regex(/^[A-Z0-9]+$/, 'must be upper-case letters and digits')).default([]),
    reply: z.string().max(1600).default(''),
  })
  .default({ keywords: [], reply: '' });
const keywordSets = z
  .array(
    z.strictObject({
      language: z.string().min(2),
      country: z
        .string()
        .regex(/^[A-Z]{2}$/)
        .nullable()
        .default(null),
      stop: keywordAnswer,
      start: keywordAnswer,
      help: keywordAnswer,
    }),
  )
  .default([]);

export const numberSchema = z.strictObject({
  account: accountSid.nullish().transform((value) => value ?? null),
  phoneNumber: phone,
  friendlyName: z.string().default(''),
  smsUrl: webhookUrl.default(''),
  smsMethod: z.enum(['GET', 'POST']).default('POST'),
  smsFallbackUrl: webhookUrl.default(''),
  isAdvancedOptOut: z.boolean().default(false),
  keywordSets,
  segmentsPerSecond: z.number().positive().nullable().default(null),
});

export const serviceSchema = z.strictObject({
  account: accountSid.nullish().transform((value) => value ?? null),
  sid: serviceSid,
  senders: z.array(phone).default([]),
  inboundUrl: webhookUrl.default(''),
  statusCallback: webhookUrl.default(''),
  isAdvancedOptOut: z.boolean().default(false),
  keywordSets,
});

/** What a look-up finds about a number. */
export const lineTypeSchema = z.strictObject({
  phoneNumber: phone,
  type: z.enum(LINE_TYPES),
  carrierName: z.string().nullable().default(null),
});

export const accountSchema = z.strictObject({
  sid: accountSid,
  authToken: z.string().min(1),
  apiKeys: z
    .array(z.strictObject({ sid: z.string().startsWith('SK'), secret: z.string().min(1) }))
    .default([]),
});

/** Filters of the control side; all of them are optional. */
export const filterSchema = z.object({
  account: accountSid.optional(),
  to: phone.optional(),
  from: phone.optional(),
  phone: phone.optional(),
  direction: z.enum(['inbound', 'outbound', 'outbound-api', 'outbound-reply']).optional(),
  messageSid: messageSid.optional(),
  callSid: callSid.optional(),
});
export type Filter = z.infer<typeof filterSchema>;
