import type { CallRecord, CallStatus, CallStep } from './call.js';
import { type Callee, staySecondsOf } from './callees.js';
import type { Scheduler } from './scheduler.js';

/** The call is over, whoever ended it; ends whatever is carried out for it. */
export class LineOver extends Error {}

/** Somebody asked over REST that the call goes on with another document. */
export class LineRedirected extends Error {
  constructor(readonly order: Pick<CallRecord['order'], 'document' | 'twiml'>) {
    super('redirected');
  }
}

/**
 * One leg while it lasts: its own time, which runs faster than ours where a script is at the telephone, the keys that
 * are pressed, and what breaks into it.
 */
export class Line {
  /** Seconds of the call's own time since it began to ring. */
  elapsed = 0;
  /** `elapsed` when it was taken up. */
  answeredAfter: number | null = null;
  /** Keys that a person pressed and nobody has asked for yet. */
  typed = '';
  isTakenUp = false;
  /** Legs that were dialled for this one and end with it. */
  readonly children = new Set<Line>();
  #redirect: LineRedirected | null = null;
  #isOver = false;
  #wakers = new Set<() => void>();
  #questions = 0;
  #spoken = 0;

  /** @param secondMs real milliseconds of one second of the call's own time */
  constructor(
    readonly call: CallRecord,
    readonly callee: Callee,
    public secondMs: number,
    readonly scheduler: Scheduler,
    /** Ends the call, with its callback. */
    readonly finish: (line: Line, status: CallStatus) => void,
  ) {}

  /** Whether a person, and no script, is at the telephone. */
  get isInPerson(): boolean {
    return this.callee.answer === 'person';
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Seconds until the callee hangs up by script or the longest time is over. */
  secondsLeft(): number {
    if (this.answeredAfter === null) return Infinity;
    const longest = this.call.order.timeLimitSeconds;
    const end = this.answeredAfter + Math.min(staySecondsOf(this.callee), longest);
    return Math.max(0, end - this.elapsed);
  }

  /** How long it was or has been taken up, in whole seconds; 0 where it never was. */
  talkSeconds(): number {
    return this.answeredAfter === null ? 0 : Math.round(this.elapsed - this.answeredAfter);
  }

  /** What is pressed at the next question: by script, or null where a person presses. */
  nextKeys(): string | null {
    if (this.isInPerson) return null;
    return this.callee.answer === 'human' ? (this.callee.keys[this.#questions++] ?? '') : '';
  }

  nextSpeech(): string {
    return this.callee.answer === 'human' ? (this.callee.speech[this.#spoken++] ?? '') : '';
  }

  note(what: CallStep['what'], text: string): void {
    this.call.steps.push({ at: Math.round(this.elapsed * 10) / 10, what, text });
  }

  /**
   * Lets so many seconds pass, or fewer where something comes true first; answers whether it did.
   *
   * @throws LineOver, LineRedirected when something breaks into the call
   */
  async pass(seconds: number, isTrue: () => boolean = () => false): Promise<boolean> {
    this.check();
    if (isTrue()) return true;
    const left = this.secondsLeft();
    if (seconds < left) return this.#wait(seconds, isTrue);
    const came = await this.#wait(left, isTrue);
    if (came) return true;
    this.finish(this, 'completed');
    throw new LineOver('hung up');
  }

  /** @throws LineOver, LineRedirected when something broke into the call while something else was waited for */
  check(): void {
    if (this.#isOver) throw new LineOver('over');
    const redirect = this.#redirect;
    this.#redirect = null;
    if (redirect) throw redirect;
  }

  /** Looks again whether what is waited for has come. */
  wake(): void {
    for (const waker of [...this.#wakers]) waker();
  }

  /** Called once the call is over; whoever waits on the line is told. */
  close(): void {
    this.#isOver = true;
    this.wake();
  }

  redirect(order: LineRedirected['order']): void {
    this.#redirect = new LineRedirected(order);
    this.wake();
  }

  /**
   * Waits for something outside of the call.
   *
   * @throws LineOver, LineRedirected when something breaks into the call first
   */
  async during<T>(work: Promise<T>): Promise<T> {
    this.check();
    let look = (): void => undefined;
    const broken = new Promise<never>((_resolve, reject) => {
      look = () => {
        try {
          this.check();
        } catch (error) {
          reject(error as Error);
        }
      };
      this.#wakers.add(look);
    });
    try {
      return await Promise.race([work, broken]);
    } finally {
      this.#wakers.delete(look);
    }
  }

  async #wait(seconds: number, isTrue: () => boolean): Promise<boolean> {
    const startedAt = performance.now();
    const isEarly = await new Promise<boolean>((resolve) => {
      const look = () => {
        if (!this.#isOver && !this.#redirect && !isTrue()) return;
        this.#wakers.delete(look);
        resolve(true);
      };
      this.#wakers.add(look);
      if (!Number.isFinite(seconds)) return;
      this.scheduler.at(Date.now() + seconds * this.secondMs, () => {
        this.#wakers.delete(look);
        resolve(false);
      });
    });
    const passed = (performance.now() - startedAt) / this.secondMs;
    this.elapsed += isEarly ? Math.min(seconds, passed) : seconds;
    this.check();
    return isEarly;
  }
}
