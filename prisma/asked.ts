import type { AskedQuestion } from '@aftercare/workflows/domain/reply-question.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { Tx } from './client.js';

/** Questions older than this are not looked at when a text comes in. Elapsed time. */
const ASKED_WITHIN = 60 * 86_400_000;

/** A question that was texted to a phone. */
export interface Asked {
  id: string;
  planId: string;
  customerId: string;
  step: string;
  occurrence: number;
  question: AskedQuestion['question'];
  state: string;
  score: string | null;
  askedAt: Date;
  closesAt: Date | null;
  endedAt: Date | null;
}

/**
 * Everything asked of this phone by the number it texted, whoever of its owners was meant. A question whose sending
 * got no answer counts: a reply to it is the best proof that it arrived. So does one that a text asks because nobody
 * took up the telephone.
 */
export async function readAsked(
  tx: Tx,
  customerIds: string[],
  sender: string,
  now: Instant,
): Promise<Asked[]> {
  if (customerIds.length === 0) return [];
  return tx.$queryRaw<Asked[]>`
    SELECT f.id, f."planId", f."customerId", f.step, f.occurrence, f.question, f.score,
      CASE WHEN f.kind = 'survey' THEN f.state WHEN f.score IS NOT NULL THEN 'answered'
        WHEN f.state = 'done' THEN 'closed' ELSE 'sent' END AS state,
      coalesce(m."acceptedAt", (SELECT max("startedAt") FROM attempts WHERE "messageId" = m.id)) AS "askedAt",
      f."closesAt", f."endedAt"
    FROM follow_ups f JOIN messages m ON m."followUpId" = f.id
      AND ((f.kind = 'survey' AND m.part = 'message')
        OR (f.kind = 'call' AND m.part LIKE 'reaction-%' AND m.purpose = 'survey' AND m."acceptedAt" IS NOT NULL))
    WHERE f."customerId" = ANY(${customerIds}) AND f.question IS NOT NULL
      AND m."senderNumber" = ${sender} AND m."sendAt" >= ${new Date(now - ASKED_WITHIN)}
      AND (f.kind = 'call' OR f.state IN ('sent', 'answered', 'closed') OR m.state IN ('in-flight', 'unknown'))`;
}

/** A question as the rules that find it take it. */
export function toQuestion(asked: Asked, now: Instant): AskedQuestion {
  const waiting = asked.state !== 'answered' && asked.state !== 'closed';
  const open = waiting && (asked.closesAt === null || asked.closesAt.getTime() > now);
  const closed = waiting ? asked.closesAt : asked.endedAt;
  return {
    id: asked.id,
    question: asked.question,
    askedAt: asked.askedAt.getTime(),
    closedAt: open ? undefined : (closed?.getTime() ?? now),
  };
}
