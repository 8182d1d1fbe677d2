import type { Tx } from '@aftercare/db/client.js';
import { addressOf } from '@aftercare/db/senders.js';
import { countSegments } from '@aftercare/workflows/domain/text.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { ReadyText } from './claim.js';

interface DueNote {
  id: string;
  channel: 'sms' | 'email';
  senderNumber: string;
  subject: string | null;
  body: string;
  language: string;
  attempts: number;
  phone: string | null;
  email: string;
}

/** A note may be late by a working day, seconds. */
const VALIDITY = 36_000;

/** Takes the notes to members of staff that have come due. Their words were written when they were staged. */
export async function claimNotes(
  tx: Tx,
  number: string,
  limit: number,
  now: Instant,
): Promise<(ReadyText & { attempts: number })[]> {
  const due = await tx.$queryRaw<DueNote[]>`
    SELECT m.id, m.channel, m."senderNumber", m.subject, m.body, m.language, s.phone, s.email,
      (SELECT count(*)::int FROM attempts a WHERE a."messageId" = m.id) AS attempts
    FROM messages m JOIN staff s ON s.id = m."staffId"
    WHERE m."senderNumber" = ${number} AND m.state = 'staged' AND m."sendAt" <= ${new Date(now)}
      AND m."escalationId" IS NULL AND m.body IS NOT NULL
    ORDER BY m."sendAt", m.id LIMIT ${limit} FOR UPDATE OF m SKIP LOCKED`;
  return due.map((note) => ({
    ...{ messageId: note.id, channel: note.channel, body: note.body, language: note.language },
    from: addressOf(note.senderNumber),
    to: note.channel === 'email' ? note.email : note.phone!,
    subject: note.subject,
    validitySeconds: VALIDITY,
    evidence: null,
    with: [],
    segments: countSegments(note.body).segments,
    templateVersion: null,
    attempts: note.attempts,
  }));
}
