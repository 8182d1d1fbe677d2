export const PURPOSES = ['service', 'survey', 'marketing', 'safety', 'confirmation'] as const;
export type Purpose = (typeof PURPOSES)[number];
export interface Hours {
  from?: string;
  to?: string;
}
export interface RulesDraft {
  quietHours?: Hours;
  weekdays?: Record<string, Hours>;
  blackoutDays?: string[];
  countries?: Record<
    string,
    { quietHours?: Hours; weekdays?: Record<string, Hours>; blackoutDays?: string[] }
  >;
  urgent?: string[];
  outside?: { sms?: string; survey?: string };
  frequency?: { max: number; per: string; exempt?: string[] };
  surveyEvery?: string;
  merge?: string;
  consent?: Partial<Record<Purpose, string | Record<string, string>>>;
}

/** The rule for a purpose that holds where no country has its own. */
export function defaultConsent(rule: string | Record<string, string> | undefined): string | undefined {
  return typeof rule === 'object' ? rule['default'] : rule;
}

/** Rules of single countries. */
export function countryConsents(rule: string | Record<string, string> | undefined): [string, string][] {
  return typeof rule === 'object' ? Object.entries(rule).filter(([country]) => country !== 'default') : [];
}

/** One word where no country differs, otherwise a word for each with the default. */
export function writeConsent(
  standard: string | undefined,
  countries: readonly (readonly [string, string])[],
): string | Record<string, string> | undefined {
  if (countries.length === 0) return standard;
  return { ...(standard !== undefined && { default: standard }), ...Object.fromEntries(countries) };
}
