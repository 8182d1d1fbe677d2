import type { Reason } from '../api/types';
import { useReasonWords } from './reason-words';

/** One reason as a sentence in the reader's language; a code that is not known here speaks English. */
export function ReasonText({ reason }: { reason: Reason }) {
  const say = useReasonWords();
  return <>{say(reason)}</>;
}
