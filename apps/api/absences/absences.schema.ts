import type { Prisma } from '@aftercare/db/client.js';
import { z } from 'zod';
import { pageOf, pageQuerySchema } from '../common/page.js';
import { filterSchema, instantOut, instantSchema, textSchema, toInstantText } from '../common/schemas.js';

const reasonSchema = z.enum(['holiday', 'sick', 'training', 'other']);

/** Staff by id or key. `cover` does the work meanwhile and is told of its escalations. */
export const newAbsenceSchema = z
  .strictObject({
    staff: textSchema(100),
    cover: textSchema(100).optional(),
    from: instantSchema,
    until: instantSchema,
    reason: reasonSchema.default('holiday'),
  })
  .refine(({ from, until }) => until > from, { path: ['until'], message: 'must lie after from' })
  .meta({ id: 'NewAbsence' });
export type NewAbsence = z.infer<typeof newAbsenceSchema>;

export const absenceQuerySchema = pageQuerySchema.extend({
  staff: filterSchema(100),
  /** Only those that touch this span. */
  from: instantSchema.optional(),
  until: instantSchema.optional(),
});
export type AbsenceQuery = z.infer<typeof absenceQuerySchema>;

const personSchema = z.object({ id: z.string(), key: z.string(), name: z.string() });

export const absenceSchema = z
  .object({
    id: z.string(),
    staff: personSchema,
    cover: personSchema.nullable(),
    from: instantOut,
    until: instantOut,
    reason: reasonSchema,
    createdAt: instantOut,
  })
  .meta({ id: 'Absence' });
export const absencePageSchema = pageOf(absenceSchema).meta({ id: 'AbsencePage' });
export type AbsenceView = z.infer<typeof absenceSchema>;

const PERSON = { select: { id: true, key: true, name: true } } as const;
export const ABSENCE_INCLUDE = { staff: PERSON, cover: PERSON } as const;
export type AbsenceRow = Prisma.AbsenceGetPayload<{ include: typeof ABSENCE_INCLUDE }>;

export function toAbsence({ id, staff, cover, from, until, reason, createdAt }: AbsenceRow): AbsenceView {
  return {
    ...{ id, staff, cover },
    from: toInstantText(from),
    until: toInstantText(until),
    reason: reason as AbsenceView['reason'],
    createdAt: toInstantText(createdAt),
  };
}
