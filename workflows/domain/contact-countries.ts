import type { ContactHours } from './quiet-hours.js';

/** When a country lets businesses write to people, as data. Not legal advice. */
export interface CountryHours {
  /** The law's own limits: they hold beside whatever the installation states. */
  readonly limits: ContactHours;
  /** What we keep to where the installation states no contact rules of its own. */
  readonly usual: ContactHours;
  /** Where they come from. */
  readonly source: string;
}

/** Countries whose limits go beyond what our general quiet hours keep to anyway. */
export const COUNTRY_HOURS: Readonly<Record<string, CountryHours>> = {
  US: {
    limits: { quietHours: { from: '21:00', to: '08:00' } },
    // Inside the stricter hours of single states, whose borders a number does not tell.
    usual: {
      quietHours: { from: '20:00', to: '09:00' },
      weekdays: { sunday: { from: '20:00', to: '12:00' } },
    },
    source: '47 CFR 64.1200(c)(1): 08:00 to 21:00 local time of the called party; states are stricter',
  },
};
