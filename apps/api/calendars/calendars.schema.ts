import type { Prisma } from '@aftercare/db/client.js';
import { z } from 'zod';
import { pageOf } from '../common/page.js';
import { instantOut, toInstantText } from '../common/schemas.js';
import { documentSchema } from '../common/versions.js';

export const calendarSchema = z
  .object({
    calendar: z.string(),
    version: z.int(),
    document: documentSchema,
    savedAt: instantOut,
    savedBy: z.string(),
  })
  .meta({ id: 'Calendar' });
export const calendarPageSchema = pageOf(calendarSchema).meta({ id: 'CalendarPage' });
export type CalendarView = z.infer<typeof calendarSchema>;

export function toCalendar(row: Prisma.CalendarGetPayload<object>): CalendarView {
  return {
    calendar: row.key,
    version: row.version,
    document: row.document as CalendarView['document'],
    savedAt: toInstantText(row.savedAt),
    savedBy: row.savedBy,
  };
}
