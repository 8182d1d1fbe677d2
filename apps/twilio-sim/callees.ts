import type { AnsweredBy } from './call.js';

export const ANSWERS = [
  /** Rings until somebody takes it up on the phone page, in real time. */
  'person',
  /** Somebody takes it up, listens, presses the keys of the script. */
  'human',
  /** A machine takes it up and records what is said. */
  'voicemail',
  'fax',
  /** Nobody takes it up. */
  'no-answer',
  'busy',
  /** It cannot be connected. */
  'failed',
] as const;
export type Answer = (typeof ANSWERS)[number];

/** What happens at a telephone that is called. Durations in seconds of the call's own time. */
export interface Callee {
  id: number;
  /** Null: every account. */
  account: string | null;
  /** Null: every number. */
  to: string | null;
  answer: Answer;
  /** How long it rings before it is taken up; null for what is usual. */
  ringSeconds: number | null;
  /** What is pressed at each question in turn; an empty text is silence. */
  keys: readonly string[];
  /** What is said at each question that listens to speech, in turn. */
  speech: readonly string[];
  /** Hangs up so long after taking it up; null: stays until the other side ends, or 30 seconds of talk. */
  hangUpAfterSeconds: number | null;
  /** What machine detection takes it for; null for what it is. */
  answeredBy: AnsweredBy | null;
  /** How many more calls it takes; null: without end. */
  times: number | null;
}

const USUAL_RING: Readonly<Record<Answer, number>> = {
  person: Infinity,
  human: 4,
  voicemail: 15,
  fax: 6,
  'no-answer': Infinity,
  busy: 0,
  failed: 0,
};

/** How long a telephone rings before it is taken up, in seconds of the call's own time. */
export function ringSecondsOf({ answer, ringSeconds }: Callee): number {
  if (answer === 'no-answer' || answer === 'person') return Infinity;
  return ringSeconds ?? USUAL_RING[answer];
}

/** The longest message a mailbox takes. */
const MAILBOX_SECONDS = 120;

/** How long a telephone stays in a call by itself, in seconds of the call's own time. */
export function staySecondsOf({ answer, hangUpAfterSeconds }: Callee): number {
  return hangUpAfterSeconds ?? (answer === 'voicemail' ? MAILBOX_SECONDS : Infinity);
}

/** Who is at which telephone. Scripts for one number go before general ones, older before newer. */
export class CalleeBook {
  #callees: Callee[] = [];
  #lastId = 0;

  /** @param usual what happens at a telephone of which no script is known */
  constructor(readonly usual: Answer) {}

  add(callee: Omit<Callee, 'id'>): Callee {
    const added = { ...callee, id: (this.#lastId += 1) };
    this.#callees.push(added);
    return added;
  }

  list(): readonly Callee[] {
    return this.#callees;
  }

  forget(account: string | null): void {
    this.#callees = account === null ? [] : this.#callees.filter((callee) => callee.account !== account);
  }

  /** Who takes this call, used up by being taken. */
  take(account: string, to: string): Callee {
    const fitting = this.#callees.filter((callee) => (callee.account ?? account) === account);
    const found = fitting.find((callee) => callee.to === to) ?? fitting.find((callee) => callee.to === null);
    if (!found) return { ...NOBODY_SPECIAL, answer: this.usual };
    this.#use(found);
    return { ...found };
  }

  #use(callee: Callee): void {
    if (callee.times === null) return;
    callee.times -= 1;
    if (callee.times <= 0) this.#callees = this.#callees.filter((other) => other !== callee);
  }
}

const NOBODY_SPECIAL: Omit<Callee, 'answer'> = {
  id: 0,
  account: null,
  to: null,
  ringSeconds: null,
  keys: [],
  speech: [],
  hangUpAfterSeconds: null,
  answeredBy: null,
  times: null,
};
