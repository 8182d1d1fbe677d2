import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { Tx } from './client.js';
import { newId } from './ids.js';
import type { Senders } from './senders.js';
import { wakeSenderAt } from './messages.js';

/** Something a member of staff should hear of, in words that are written already. */
export interface StaffNote {
  staffId: string;
  /** praise, digest …: what it is, where messages are listed. */
  part: string;
  body: string;
  language: string;
  /** E-mail only; default: the first line. */
  subject?: string;
  /** By e-mail whatever they like for alerts: it is long. */
  byMail?: boolean;
}

/** Called so where messages are listed; the words are not an operator's to change. */
const TEMPLATE = 'staff-note';

/**
 * Stages a note in the way its reader likes to be told, or the way they can be.
 * @returns false where there is no way: the console shows it all the same
 */
export async function tellStaff(tx: Tx, senders: Senders, note: StaffNote, now: Instant): Promise<boolean> {
  const staff = await tx.staff.findUniqueOrThrow({ where: { id: note.staffId } });
  const mayText = staff.phone !== null && !note.byMail;
  const channel =
    mayText && staff.alerts === 'sms' ? 'sms' : senders.email ? 'email' : mayText ? 'sms' : null;
  if (!staff.active || staff.alerts === 'none' || channel === null) return false;
  const senderNumber = senders[channel]!;
  await tx.message.create({
    data: {
      ...{ id: newId('message'), staffId: staff.id, part: note.part, template: TEMPLATE, purpose: 'service' },
      ...{ channel, senderNumber, state: 'staged', priority: 2, body: note.body, language: note.language },
      subject: channel === 'email' ? (note.subject ?? note.body.split('\n')[0]!.slice(0, 120)) : null,
      ...{ sendAt: new Date(now), createdAt: new Date(now) },
    },
  });
  await wakeSenderAt(tx, senderNumber, now);
  return true;
}
