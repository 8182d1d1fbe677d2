import { findInstant, formatInstant, isZone } from '@aftercare/workflows/domain/time.js';
import { z } from 'zod';

/** RFC 3339 in, UTC milliseconds out. */
export const instantSchema = z
  .string()
  .meta({ format: 'date-time', example: '2026-11-22T09:00:00Z' })
  .transform((text, context) => {
    const instant = findInstant(text);
    if (instant !== null) return instant;
    context.issues.push({
      code: 'custom',
      input: text,
      message: 'must be an instant with a zone, such as 2026-11-22T09:00:00Z',
    });
    return z.NEVER;
  });

/** A local date that exists, `YYYY-MM-DD`. */
export const localDateSchema = z.iso.date('must be a date that exists, such as 2026-11-22');

/** The name of an IANA time zone. */
export const zoneSchema = z
  .string()
  .refine(isZone, 'must be a time zone of the IANA list, such as Europe/Vilnius')
  .meta({ example: 'Europe/Vilnius' });

// eslint-disable-next-line no-control-regex -- the one character that a text column refuses
const STORABLE = /^[^\u0000]*$/;
const NOT_STORABLE = 'must not hold the character U+0000';

/** Words of people: not empty, no characters that PostgreSQL cannot hold. */
export const textSchema = (max: number) =>
  z.string().trim().min(1, 'must not be empty').max(max).regex(STORABLE, NOT_STORABLE);

/** What a list is searched for. */
export const filterSchema = (max: number) => z.string().max(max).regex(STORABLE, NOT_STORABLE).optional();

/** A filter with one value, several with commas, or the parameter repeated. */
export const many = <T extends z.ZodType<string, string>>(item: T) =>
  z
    .union([z.string(), z.array(z.string())])
    .transform((value) => (Array.isArray(value) ? value : value.split(',')))
    .pipe(z.array(item).max(50))
    .optional();

/** Ids that other systems use for their records. */
export const externalIdSchema = textSchema(200);

/** Names of documents in addresses and references: kebab-case. */
export const keySchema = z
  .string()
  .max(100)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be kebab-case: small letters, digits and single hyphens');

/** Our own ids, `cus_…`. One that cannot be ours is simply not found. */
export const idSchema = textSchema(100);

/** An instant as it is answered. */
export const instantOut = z.string().meta({ format: 'date-time' });

/** A local date as it is answered. */
export const localDateOut = z.string().meta({ format: 'date' });

/** A stored instant as text. */
export const toInstantText = (at: Date): string => formatInstant(at.getTime());

/** A stored local date (midnight UTC) as text. */
export const toDateText = (date: Date): string => date.toISOString().slice(0, 10);

/** A local date as the database wants it. */
export const fromDateText = (date: string): Date => new Date(`${date}T00:00:00Z`);
