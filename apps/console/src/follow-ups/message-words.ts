import type { MessageId } from '../messages/en';
import type { Words } from '../messages/use-words';

const COLOURS: Readonly<Record<string, string>> = {
  staged: 'gray',
  'in-flight': 'blue',
  accepted: 'blue',
  sent: 'blue',
  delivered: 'teal',
  undelivered: 'red',
  failed: 'red',
  refused: 'red',
  unknown: 'orange',
  'kept-back': 'orange',
};

export function colourOfMessage(state: string): string {
  return COLOURS[state] ?? 'gray';
}

/** How far a message or a try to send it came; a word that is not known here as the API says it. */
export function sayMessageState(state: string, words: Words): string {
  const id = `message.state.${state}`;
  return words.has(id) ? words(id as MessageId) : state;
}
