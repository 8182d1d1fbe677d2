/** Offsets of the policy format as they stand in a document: an ISO 8601 duration or working time. */
export type OffsetValue = string | { workingMinutes: number } | { workingDays: number; endOfDay?: boolean };

const DURATION = /^(-)?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const DAY_MINUTES = 1440;
/** A working day of eight hours, only to place it on the ruler. */
const WORKING_DAY_MINUTES = 480;

interface Parts {
  sign: 1 | -1;
  years: number;
  months: number;
  days: number;
  minutes: number;
}

/** The parts of a duration; null for what is none. Weeks are counted as days. */
export function readDuration(text: string): Parts | null {
  const found = DURATION.exec(text);
  if (!found || !/\d/.test(text)) return null;
  const [years, months, weeks, days, hours, minutes] = found.slice(2, 8).map((part) => Number(part ?? 0));
  return {
    sign: found[1] ? -1 : 1,
    years: years!,
    months: months!,
    days: weeks! * 7 + days!,
    minutes: hours! * 60 + minutes!,
  };
}

/** About how many minutes an offset is long, signed: where it stands on the ruler. Months have 30.44 days. */
export function toMinutes(offset: OffsetValue | undefined): number {
  if (offset === undefined) return 0;
  if (typeof offset !== 'string') {
    if ('workingMinutes' in offset)
      return Math.round((offset.workingMinutes / WORKING_DAY_MINUTES) * DAY_MINUTES);
    return offset.workingDays * DAY_MINUTES;
  }
  const parts = readDuration(offset);
  if (!parts) return 0;
  const days = parts.years * 365.25 + parts.months * 30.4375 + parts.days;
  return parts.sign * Math.round(days * DAY_MINUTES + parts.minutes);
}

/**
 * The offset moved by so many minutes, in the words it is written in: working days stay working days, `P1Y` and three days
 * become `P1Y3D`. Less than a day moves hours.
 */
export function shiftOffset(offset: OffsetValue | undefined, byMinutes: number): OffsetValue {
  const step = Math.round(byMinutes);
  if (offset !== undefined && typeof offset !== 'string') {
    if ('workingDays' in offset)
      return { ...offset, workingDays: offset.workingDays + Math.round(step / DAY_MINUTES) };
    const counted = Math.round((step / DAY_MINUTES) * WORKING_DAY_MINUTES);
    return { workingMinutes: offset.workingMinutes + counted };
  }
  const parts = readDuration(offset ?? 'P0D') ?? readDuration('P0D')!;
  const small = parts.days * DAY_MINUTES + parts.minutes + parts.sign * step;
  if ((parts.years > 0 || parts.months > 0) && small >= 0)
    return write({ ...parts, days: Math.floor(small / DAY_MINUTES), minutes: small % DAY_MINUTES });
  const exact = toMinutes(offset) + step;
  // A month less a day is no round number of days; the hour that this would leave over nobody asked for.
  const total = parts.years + parts.months > 0 ? Math.round(exact / DAY_MINUTES) * DAY_MINUTES : exact;
  const size = Math.abs(total);
  return write({
    sign: total < 0 ? -1 : 1,
    years: 0,
    months: 0,
    days: Math.floor(size / DAY_MINUTES),
    minutes: size % DAY_MINUTES,
  });
}

function write({ sign, years, months, days, minutes }: Parts): string {
  const date = `${years ? `${years}Y` : ''}${months ? `${months}M` : ''}${days ? `${days}D` : ''}`;
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const time = `${hours ? `${hours}H` : ''}${rest ? `${rest}M` : ''}`;
  if (date === '' && time === '') return 'PT0S';
  return `${sign < 0 ? '-' : ''}P${date}${time ? `T${time}` : ''}`;
}

/** One number with its unit, as a form shows an offset; null for one that a form cannot show, such as `P1Y3D`. */
export interface SimpleOffset {
  count: number;
  unit: OffsetUnit;
}
export const OFFSET_UNITS = [
  'minutes',
  'hours',
  'days',
  'weeks',
  'months',
  'years',
  'workingMinutes',
  'workingDays',
  'endOfWorkingDay',
] as const;
export type OffsetUnit = (typeof OFFSET_UNITS)[number];

const DATE_UNITS: Record<string, OffsetUnit | undefined> = { Y: 'years', M: 'months', W: 'weeks', D: 'days' };
const TIME_UNITS: Record<string, OffsetUnit | undefined> = { H: 'hours', M: 'minutes' };

export function toSimple(offset: OffsetValue | undefined): SimpleOffset | null {
  if (offset === undefined) return { count: 0, unit: 'days' };
  if (typeof offset !== 'string') {
    if ('workingMinutes' in offset) return { count: offset.workingMinutes, unit: 'workingMinutes' };
    return { count: offset.workingDays, unit: offset.endOfDay ? 'endOfWorkingDay' : 'workingDays' };
  }
  if (/^-?PT0[SM]$|^P0D$/.test(offset)) return { count: 0, unit: 'days' };
  const found = /^(-)?P(T)?(\d+)([YMWDH])$/.exec(offset);
  if (!found) return null;
  const [, sign, time, digits, letter] = found;
  const unit = (time ? TIME_UNITS : DATE_UNITS)[letter!];
  return unit ? { count: Number(digits) * (sign ? -1 : 1), unit } : null;
}

export function fromSimple({ count, unit }: SimpleOffset): OffsetValue {
  const whole = Math.trunc(count);
  if (unit === 'workingMinutes') return { workingMinutes: whole };
  if (unit === 'workingDays') return { workingDays: whole };
  if (unit === 'endOfWorkingDay') return { workingDays: whole, endOfDay: true };
  if (whole === 0) return 'PT0S';
  const letter = { minutes: 'M', hours: 'H', days: 'D', weeks: 'W', months: 'M', years: 'Y' }[unit];
  const time = unit === 'minutes' || unit === 'hours' ? 'T' : '';
  return `${whole < 0 ? '-' : ''}P${time}${Math.abs(whole)}${letter}`;
}
