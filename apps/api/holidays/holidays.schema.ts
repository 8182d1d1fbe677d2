import { hasHolidayRegion, hasHolidays } from '@aftercare/workflows/documents/holidays.js';
import { z } from 'zod';

export const holidaysQuerySchema = z
  .object({
    country: z.string().refine(hasHolidays, 'is no country whose public holidays are known'),
    region: z.string().max(10).optional(),
    year: z.coerce.number().int().min(2000).max(2100),
  })
  .refine(({ country, region }) => region === undefined || hasHolidayRegion(country, region), {
    path: ['region'],
    error: 'is no region with holidays of its own',
  });
export type HolidaysQuery = z.infer<typeof holidaysQuerySchema>;

export const holidaysSchema = z
  .object({
    country: z.string(),
    region: z.string().nullable(),
    year: z.int(),
    /** Local dates with the names that the country gives them, in order. */
    items: z.array(z.object({ date: z.string(), name: z.string() })),
  })
  .meta({ id: 'Holidays' });
export type HolidaysView = z.infer<typeof holidaysSchema>;

export const holidayCountriesSchema = z
  .object({
    items: z.array(
      z.object({
        country: z.string(),
        regions: z.array(z.object({ region: z.string(), name: z.string() })),
      }),
    ),
  })
  .meta({ id: 'HolidayCountries' });
export type HolidayCountriesView = z.infer<typeof holidayCountriesSchema>;
