import type { Calendar } from '../calendar.js';
import type { Facts } from '../facts.js';
import type { Policy, Step, TargetRule } from '../policy.js';
import type { Subject } from '../subject.js';
import { parseInstant } from '../time.js';

/** The instant of an RFC 3339 text, short enough for tables of cases. */
export const at = parseInstant;

/** Monday to Friday from nine to five, closed on the dates given. */
export function officeHours(zone: string, closedOn: readonly string[] = []): Calendar {
  const open = [{ from: 9 * 60, to: 17 * 60 }];
  return {
    calendar: 'office',
    zone,
    week: [open, open, open, open, open, [], []],
    closedOn: new Set(closedOn),
  };
}

type Given = Partial<Omit<Facts, 'policy' | 'calendars'>> & {
  readonly subject: Subject;
  readonly steps?: readonly Step[];
  readonly targets?: readonly TargetRule[];
  readonly calendar?: Calendar;
};

/** Facts of a living plan (texts left only when an event says so), with the fields that matter to a case. */
export function buildFacts({ subject, steps, targets, calendar, ...rest }: Given): Facts {
  const policy: Policy = {
    policy: 'case',
    name: 'Case',
    family: 'case',
    rank: 1,
    subject: subject.type,
    ...(calendar ? { calendar: calendar.calendar } : {}),
    steps,
    targets,
  };
  return {
    policy,
    subject,
    customer: {},
    zone: 'UTC',
    calendars: new Map(calendar ? [[calendar.calendar, calendar]] : []),
    contactRules: {},
    purposes: new Map(),
    events: [],
    startedAt: startOf(subject),
    assumeSent: false,
    ...rest,
  };
}

function startOf(subject: Subject): number {
  switch (subject.type) {
    case 'sale':
      return subject.soldAt;
    case 'ticket':
      return subject.openedAt;
    case 'agreement':
      return at(`${subject.startsOn}T00:00:00Z`);
  }
}
