import type { FollowUp } from '../../api/types';

export const VERBS = ['complete', 'outcome', 'snooze', 'assign', 'skip'] as const;
export type VerbName = (typeof VERBS)[number];

/** Something may still happen to it. A text that left is over; a survey that left waits for its answer. */
export function isOpen({ state, kind }: Pick<FollowUp, 'state' | 'kind'>): boolean {
  return state === 'planned' || state === 'due' || (state === 'sent' && kind === 'survey');
}

/** What a person may do to a follow-up now. The API has the last word; this only spares useless buttons. */
export function mayDo(verb: VerbName, followUp: Pick<FollowUp, 'state' | 'kind'>): boolean {
  if (!isOpen(followUp)) return false;
  switch (verb) {
    case 'complete':
      return followUp.kind !== 'sms';
    case 'outcome':
      return followUp.kind === 'call';
    case 'snooze':
      return followUp.state !== 'sent';
    case 'assign':
    case 'skip':
      return true;
  }
}

/** What the key for "done" asks: of a call its outcome, of all others that they are complete. */
export function doneVerb(followUp: Pick<FollowUp, 'kind'>): VerbName {
  return followUp.kind === 'call' ? 'outcome' : 'complete';
}
