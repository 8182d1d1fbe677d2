import { countSegments } from '@aftercare/workflows/domain/text.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { Tx } from '@aftercare/db/client.js';
import { addressOf } from '@aftercare/db/senders.js';
import { type Alert, alertLanguage, writeAlert } from './alert-words.js';
import type { ReadyText } from './claim.js';

interface DueAlert extends Alert {
  id: string;
  staffId: string;
  escalationId: string;
  escalationState: string;
  channel: 'sms' | 'email';
  senderNumber: string;
  attempts: number;
  phone: string | null;
  email: string;
  languages: string[];
  active: boolean;
}

/** An alert may be late by this much, seconds; after that the next rung or the console tells. */
const VALIDITY = 14_400;

/**
 * Takes the alerts to members of staff that have come due. What waits for the same person goes as one text; what was
 * settled in the meantime, or whose reader has left, does not go at all.
 * @param consoleUrl address of the console, if it has a public one
 */
export async function claimAlerts(
  tx: Tx,
  number: string,
  consoleUrl: string | null,
  now: Instant,
): Promise<(ReadyText & { attempts: number })[]> {
  const due = await readDueAlerts(tx, number, now);
  const over = due.filter((alert) => !alert.active || alert.escalationState === 'resolved');
  await withdraw(tx, over, { code: 'alert.settled', text: 'settled before anybody had to be told' }, now);
  const byReader = new Map<string, DueAlert[]>();
  for (const alert of due.filter((one) => !over.includes(one))) {
    const reader = `${alert.staffId} ${alert.channel}`;
    byReader.set(reader, [...(byReader.get(reader) ?? []), alert]);
  }
  if (byReader.size === 0) return [];
  const organisation = await tx.organisation.findUniqueOrThrow({ where: { id: 1 } });
  const texts: (ReadyText & { attempts: number })[] = [];
  for (const alerts of byReader.values()) {
    const [first, ...others] = alerts as [DueAlert, ...DueAlert[]];
    await withdraw(tx, others, { code: 'merged', text: 'told together with another one' }, now);
    const language = alertLanguage(first.languages, organisation.language);
    const page = alerts.length === 1 ? `/escalations/${first.escalationId}` : '/escalations';
    const address = consoleUrl === null ? null : `${consoleUrl.replace(/\/$/, '')}${page}`;
    const body = writeAlert(organisation.name, alerts, language, address);
    texts.push({
      ...{ messageId: first.id, channel: first.channel, attempts: first.attempts, body, language },
      from: addressOf(first.senderNumber),
      to: first.channel === 'email' ? first.email : first.phone!,
      subject: first.channel === 'email' ? body.slice(0, 120) : null,
      validitySeconds: VALIDITY,
      evidence: null,
      segments: countSegments(body).segments,
      templateVersion: null,
      with: [],
    });
  }
  return texts;
}

function readDueAlerts(tx: Tx, number: string, now: Instant): Promise<DueAlert[]> {
  return tx.$queryRaw<DueAlert[]>`
    SELECT m.id, m."staffId", m."escalationId", m.channel, m."senderNumber", e.state AS "escalationState", e.level,
      e.reasons, e.comment, c.name AS customer, c.tier, s.phone, s.email, s.languages, s.active,
      (SELECT count(*)::int FROM attempts a WHERE a."messageId" = m.id) AS attempts
    FROM messages m JOIN escalations e ON e.id = m."escalationId" JOIN customers c ON c.id = e."customerId"
    JOIN staff s ON s.id = m."staffId"
    WHERE m."senderNumber" = ${number} AND m.state = 'staged' AND m."sendAt" <= ${new Date(now)}
    ORDER BY m."sendAt", m.id FOR UPDATE OF m SKIP LOCKED`;
}

async function withdraw(
  tx: Tx,
  alerts: readonly DueAlert[],
  reason: { code: string; text: string },
  now: Instant,
): Promise<void> {
  if (alerts.length === 0) return;
  await tx.message.updateMany({
    where: { id: { in: alerts.map(({ id }) => id) } },
    data: { state: 'withdrawn', endedAt: new Date(now), reasons: [reason] },
  });
}
