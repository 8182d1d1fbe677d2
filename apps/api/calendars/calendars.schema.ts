import type { Prisma } from '@aftercare/db/client.js';
import { z } from 'zod';
import { jobSchema } from '../common/job.view.js';
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
/** What was saved, and the work of asking the plans again that stand on it; null: none does. */
export const savedCalendarSchema = calendarSchema
  .extend({ replan: jobSchema.nullable() })
  .meta({ id: 'SavedCalendar' });
export type SavedCalendarView = z.infer<typeof savedCalendarSchema>;

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
