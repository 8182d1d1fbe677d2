import { useMemo } from 'react';
import { useIntl } from 'react-intl';
import { useNow } from '../clock/use-now';
import type { Stretch } from './due';

/** Instants are milliseconds or RFC 3339; a zone is always named, or else it is the reader's own. */
export interface Times {
  /** `3d 4h` in the reader's language. */
  stretch: (stretch: Stretch) => string;
  /** `Tue 24 Nov, 10:00`; with the year when it is not the present one. */
  dateTime: (at: number | string, zone?: string) => string;
  /** `Tue 24 Nov` */
  date: (at: number | string, zone?: string) => string;
  /** `10:00` */
  time: (at: number | string, zone?: string) => string;
  /** `Tue 24 Nov 2026, 10:00:05` */
  exact: (at: number | string, zone?: string) => string;
  /** `GMT+2`, as it is at that instant. */
  offset: (at: number | string, zone: string) => string;
}

const readersZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const MINUTE_MS = 60_000;
const DATE = { weekday: 'short', day: 'numeric', month: 'short' } as const;
const TIME = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

export function useTimes(): Times {
  const { locale } = useIntl();
  const year = yearOf(useNow(MINUTE_MS));
  return useMemo(() => createTimes(locale, year), [locale, year]);
}

/** @param year the present one, which need not be said */
export function createTimes(locale: string, year: number): Times {
  // British order of day and month: "Tue, 24 Nov" is read alike everywhere, "11/24" is not.
  const words = locale === 'en' ? 'en-GB' : locale;
  const formats = new Map<string, Intl.DateTimeFormat>();
  const format = (
    at: number | string,
    zone: string | undefined,
    options: Intl.DateTimeFormatOptions,
  ): string => {
    const timeZone = zone ?? readersZone;
    const key = `${timeZone} ${JSON.stringify(options)}`;
    const known = formats.get(key) ?? new Intl.DateTimeFormat(words, { timeZone, ...options });
    formats.set(key, known);
    return known.format(typeof at === 'string' ? Date.parse(at) : at);
  };
  return {
    stretch: (stretch) => stretch.map(([unit, n]) => unitFormat(words, unit).format(n)).join(' '),
    dateTime: (at, zone) => format(at, zone, { ...dateOf(at, year), ...TIME }),
    date: (at, zone) => format(at, zone, dateOf(at, year)),
    time: (at, zone) => format(at, zone, TIME),
    exact: (at, zone) => format(at, zone, { ...DATE, year: 'numeric', ...TIME, second: '2-digit' }),
    offset: (at, zone) => lastPart(format(at, zone, { timeZoneName: 'shortOffset' })),
  };
}

function unitFormat(locale: string, unit: string): Intl.NumberFormat {
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'narrow' });
}

function lastPart(text: string): string {
  return text.slice(Math.max(text.lastIndexOf(' '), text.lastIndexOf(',')) + 1);
}

function dateOf(at: number | string, year: number): Intl.DateTimeFormatOptions {
  return yearOf(at) === year ? DATE : { ...DATE, year: 'numeric' };
}

/** In UTC: on New Year's Eve one date may say its year needlessly. */
function yearOf(at: number | string): number {
  return new Date(at).getUTCFullYear();
}
