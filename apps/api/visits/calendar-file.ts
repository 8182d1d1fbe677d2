import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';

/** A visit as a calendar shows it. */
export interface CalendarVisit {
  id: string;
  startsAt: Date;
  endsAt: Date;
  /** Counts its changes, so that a move is understood as one. */
  sequence: number;
  isCancelled: boolean;
  changedAt: Date;
  summary: string;
  description?: string;
  location?: string;
}

/**
 * An iCalendar file (RFC 5545) with all times in UTC. The UID of a visit stays the same when it is moved.
 * @param name how the calendar is called where it is subscribed to
 */
export function writeCalendar(name: string, visits: readonly CalendarVisit[]): string {
  const calendar = ical({ name, prodId: { company: 'Aftercare', product: 'Visits' }, ttl: 3600 });
  calendar.method(ICalCalendarMethod.PUBLISH);
  for (const visit of visits) {
    calendar.createEvent({
      ...{ id: `${visit.id}@aftercare`, sequence: visit.sequence, stamp: visit.changedAt },
      ...{ start: visit.startsAt, end: visit.endsAt, summary: visit.summary },
      ...{ description: visit.description, location: visit.location },
      status: visit.isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      lastModified: visit.changedAt,
    });
  }
  return calendar.toString();
}
