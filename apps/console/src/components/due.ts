const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export type Unit = 'day' | 'hour' | 'minute';
/** The two largest units of a stretch of elapsed time: `[['day', 3], ['hour', 4]]`. Days here are 24 hours. */
export type Stretch = readonly (readonly [Unit, number])[];

export interface Due {
  /** overdue: past it; now: within a minute; soon: within the next day; later */
  when: 'overdue' | 'now' | 'soon' | 'later';
  stretch: Stretch;
}

/** How far an instant is from now. Both in UTC milliseconds. */
export function describeDue(dueAt: number, now: number): Due {
  const left = dueAt - now;
  const stretch = toStretch(Math.abs(left));
  if (Math.abs(left) < MINUTE) return { when: 'now', stretch };
  if (left < 0) return { when: 'overdue', stretch };
  return { when: left <= DAY ? 'soon' : 'later', stretch };
}

/**
 * The two largest units of so many milliseconds; from ten days on the day alone, which is all that matters then.
 * @param inDays false: nothing larger than hours, as for opening time
 */
export function toStretch(ms: number, inDays = true): Stretch {
  const days = inDays ? Math.floor(ms / DAY) : 0;
  const hours = Math.floor((ms - days * DAY) / HOUR);
  const minutes = Math.floor((ms % HOUR) / MINUTE);
  if (days >= 10) return [['day', days]];
  if (days > 0)
    return hours > 0
      ? [
          ['day', days],
          ['hour', hours],
        ]
      : [['day', days]];
  if (hours > 0)
    return minutes > 0
      ? [
          ['hour', hours],
          ['minute', minutes],
        ]
      : [['hour', hours]];
  return [['minute', minutes]];
}
