import type { FollowUpDetail } from '../api/types';
import { Facts } from '../components/Facts';
import { LocalTime } from '../components/LocalTime';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { sayOutcome } from './outcome-words';
import { OwnerLabel } from '../staff/OwnerLabel';

export function FollowUpFacts({ followUp }: { followUp: FollowUpDetail }) {
  const words = useWords();
  const times = useTimes();
  const { kind, dueAt, zone, sendAt, closesAt, expiresAt, owner, attempts, product, place, subject } =
    followUp;
  return (
    <Facts
      facts={[
        [words('fact.kind'), words(`kind.${kind}`)],
        [words('fact.place'), words('follow-up.place', { ...place })],
        [words('fact.due'), <LocalTime at={dueAt} zone={zone} />],
        [words('fact.send'), sendAt && sendAt !== dueAt && times.dateTime(sendAt, zone)],
        [words('fact.closes'), closesAt && times.dateTime(closesAt, zone)],
        [words('fact.expires'), expiresAt && times.dateTime(expiresAt, zone)],
        [words('fact.owner'), <OwnerLabel owner={owner} />],
        [
          words('fact.attempts'),
          attempts.max !== null && words('attempts.used', { used: attempts.used, max: attempts.max }),
        ],
        [words('fact.next-attempt'), attempts.nextAt && times.dateTime(attempts.nextAt, zone)],
        [words('fact.product'), product],
        [words(`subject.${subject.type}`), subject.externalId],
        [words('fact.question'), followUp.question?.toUpperCase()],
        [words('fact.score'), followUp.score],
        [words('fact.outcome'), followUp.outcome && sayOutcome(followUp.outcome, words)],
        [words('fact.comment'), followUp.comment],
      ]}
    />
  );
}
