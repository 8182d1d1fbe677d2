import type { MessageId } from '../messages/en';
import type { Words } from '../messages/use-words';

/** A call's outcome in the reader's language; one that is not known here as the API calls it. */
export function sayOutcome(outcome: string, words: Words): string {
  const id = `outcome.${outcome}`;
  return words.has(id) ? words(id as MessageId) : outcome;
}
