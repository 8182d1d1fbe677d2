import { z } from 'zod';
import { findDate, findTime } from '../domain/local-date.js';
import { findDuration, findInstant, isZone, type Instant } from '../domain/time.js';

/** Keys of documents, steps, templates: what may stand in an address and in `due:<step>`. */
export const key = z
  .string()
  .max(100, 'This is longer than 100 characters.')
  .regex(
    /^[a-z0-9][a-z0-9._-]*$/,
    'A key has small letters, digits, dots, underscores and hyphens only, such as "thank-you".',
  );

const UNITS = 'P(?=.)(\\d+Y)?(\\d+M)?(\\d+W)?(\\d+D)?(T(?=\\d)(\\d+H)?(\\d+M)?(\\d+S)?)?$';

export const duration = z
  .string()
  .refine((text) => findDuration(text) !== null, {
    error: 'This is not a duration such as P3D, -P90D or PT96H.',
  })
  .meta({
    description: 'ISO 8601 duration of whole units, possibly negative',
    pattern: `^[+-]?${UNITS}`,
    examples: ['P3D', 'PT96H', '-P90D'],
  });

const isPositive = (text: string): boolean => {
  const found = findDuration(text);
  return !found || (found.months >= 0 && found.days >= 0 && found.elapsedMs >= 0 && !isNothing(text));
};
const isNothing = (text: string): boolean => {
  const { months, days, elapsedMs } = findDuration(text)!;
  return months === 0 && days === 0 && elapsedMs === 0;
};

/** A span of time that is longer than nothing. */
export const length = duration.refine(isPositive, 'This must be longer than nothing.').meta({
  description: 'ISO 8601 duration, longer than nothing',
  pattern: `^\\+?${UNITS}`,
  examples: ['P3D', 'PT4H'],
});

/** A length in years, months, weeks and days only. */
export const calendarLength = length
  .refine((text) => !(findDuration(text)?.elapsedMs ?? 0), {
    error: 'This counts in years, months, weeks or days; hours and minutes do not fit here.',
  })
  .meta({
    description: 'ISO 8601 duration in years, months, weeks and days',
    pattern: '^\\+?P(?=.)(\\d+Y)?(\\d+M)?(\\d+W)?(\\d+D)?$',
    examples: ['P1Y', 'P3M', 'P2W'],
  });

/** A length that may also be zero. */
export const delay = duration
  .refine((text) => !text.startsWith('-') || isNothing(text), { error: 'This must not be negative.' })
  .meta({ description: 'ISO 8601 duration, not negative', examples: ['P14D', 'PT0S'] });

export const offset = z.union(
  [
    duration,
    z.strictObject({ workingMinutes: z.int() }),
    z.strictObject({ workingDays: z.int(), endOfDay: z.boolean().optional() }),
  ],
  {
    error:
      'An offset is a duration such as P3D or PT96H, { workingMinutes: 60 } or { workingDays: 2, endOfDay: true }.',
  },
);

export const localDate = z
  .string()
  .refine((text) => findDate(text) !== null, {
    error: 'This is not a date that exists, of the form YYYY-MM-DD.',
  })
  .meta({ format: 'date' });

export const localTime = z
  .string()
  .refine((text) => findTime(text) !== null && text !== '24:00', {
    error: 'This is not a time of day such as 09:00.',
  })
  .meta({ description: 'local time of day', pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', examples: ['09:00'] });

/** `MM-DD`; 29 February is one, 30 February is none. */
export const monthDay = z
  .string()
  .refine((text) => findDate(`2024-${text}`) !== null, {
    error: 'This is not a day of the year such as 10-01.',
  })
  .meta({ description: 'day of the year, MM-DD', pattern: '^[01]\\d-[0-3]\\d$', examples: ['10-01'] });

export const zone = z
  .string()
  .refine(isZone, { error: 'This is not a time zone of the IANA list, such as Europe/Vilnius.' })
  .meta({ description: 'time zone of the IANA list', examples: ['Europe/Vilnius', 'America/New_York'] });

/** RFC 3339 in, UTC milliseconds out. */
export const instant = z
  .string()
  .meta({ description: 'instant in UTC', format: 'date-time', examples: ['2026-11-22T09:00:00Z'] })
  .transform((text, context): Instant => {
    const found = findInstant(text);
    if (found !== null) return found;
    context.addIssue({ code: 'custom', message: 'This is not an instant such as 2026-11-22T09:00:00Z.' });
    return z.NEVER;
  });

/** ISO 3166-1 alpha-2. */
export const country = z
  .string()
  .regex(/^[A-Z]{2}$/, 'A country is written with its two letters, such as LT.');
