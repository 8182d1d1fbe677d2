import type { FollowUpDetail } from '../api/types';
import type { Times } from '../components/use-times';
import type { MessageId } from '../messages/en';
import type { Words } from '../messages/use-words';

type Change = FollowUpDetail['why']['changes'][number];

interface Speech {
  words: Words;
  times: Times;
  /** Staff by id. */
  names: ReadonlyMap<string, string>;
}

/** A change in words: who or what made it, and each thing that it changed. */
export function describeChange({ by, changed }: Change, speech: Speech): { by: string; what: string[] } {
  const what = Object.entries(changed).map(([field, values]) => sayField(field, values, speech));
  return { by: sayActor(by, speech), what };
}

function sayField(field: string, values: unknown, { words, times, names }: Speech): string {
  const [from, to] = Array.isArray(values) ? (values as unknown[]) : [null, values];
  const say = (value: unknown): string => {
    if (value === null || value === undefined) return '–';
    if (field === 'state') return inWords(`state.${String(value)}`, String(value), words);
    if (field.endsWith('At')) return times.dateTime(String(value));
    return names.get(String(value)) ?? String(value);
  };
  const label = inWords(`change.${field}`, field, words);
  return from === null || from === undefined ? `${label}: ${say(to)}` : `${label}: ${say(from)} → ${say(to)}`;
}

/** `staff:<id>`, `key:<id>`, `customer`, `plan`, `sandbox`. */
function sayActor(actor: string, { words, names }: Speech): string {
  const [kind = '', id = ''] = actor.split(/:(.*)/s);
  return names.get(id) ?? inWords(`actor.${kind}`, actor, words);
}

function inWords(id: string, fallback: string, words: Words): string {
  return words.has(id) ? words(id as MessageId) : fallback;
}
