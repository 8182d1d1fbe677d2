import { randomBytes } from 'node:crypto';
import type { CallDraft } from './create-call.js';
import {
  type AnsweredBy,
  type CallEvent,
  type CallOrder,
  type CallRecord,
  type CallStatus,
  isCallOver,
} from './call.js';
import { callParams, progressParams } from './call-params.js';
import { type Callee, type CalleeBook, ringSecondsOf } from './callees.js';
import { followDocument } from './call-script.js';
import { Line, LineOver } from './line.js';
import type { Scheduler } from './scheduler.js';
import type { Store } from './store.js';
import type { Webhooks } from './webhooks.js';

/** Time until a machine is told from a person, and until its greeting is over, in seconds. */
const DETECTION_SECONDS = 4;
const GREETING_SECONDS = 8;
/** A fate's delay and the first moment of every call, real milliseconds. */
const SETUP_MS = 5;
const PERSON_SECOND_MS = 1_000;

export interface SwitchboardParts {
  store: Store;
  scheduler: Scheduler;
  webhooks: Webhooks;
  callees: CalleeBook;
}

/** Rings telephones, lets them be taken up, tells how far each call has come, and ends them. */
export class Switchboard {
  #lines = new Map<string, Line>();
  /** The latest callback of each call; the next one waits for it, so they arrive in order. */
  #lastCallback = new Map<string, Promise<void>>();

  /**
   * @param secondMs real milliseconds of one second at a telephone with a script
   * @param onError told about errors of the sim itself
   */
  constructor(
    readonly parts: SwitchboardParts,
    readonly secondMs: number,
    readonly onError: (error: unknown) => void,
  ) {}

  /** Stores a call in its first status. It does not ring before it is started. */
  accept(draft: CallDraft, child: { parentSid: string } | null = null): CallRecord {
    const now = Date.now();
    return this.parts.store.addCall({
      ...draft,
      sid: `CA${randomBytes(16).toString('hex')}`,
      direction: child === null ? 'outbound-api' : 'outbound-dial',
      parentSid: child?.parentSid ?? null,
      status: 'queued',
      answeredBy: null,
      createdAt: now,
      updatedAt: now,
      startedAt: null,
      endedAt: null,
      duration: null,
      steps: [],
      sequence: 0,
      isAnnounced: false,
      isDeleted: false,
    });
  }

  /** Lets a call go its way, in the background. */
  start(call: CallRecord): void {
    this.#run(call).catch(this.onError);
  }

  /** Starts it and ends when its first callback was delivered. */
  async startWithCallback(call: CallRecord): Promise<void> {
    const line = this.open(call);
    this.#announce(line, 'initiated');
    const first = this.#lastCallback.get(call.sid);
    this.#run(call, line).catch(this.onError);
    await first;
  }

  /** Takes up what a restart has cut off: a telephone that rang rings again, a conversation is over. */
  resume(call: CallRecord): void {
    if (isCallOver(call)) return;
    if (call.status === 'in-progress') this.#enter(call, { status: 'completed', duration: 0 }, 'completed');
    else if (call.parentSid === null) this.start(call);
    else this.#enter(call, { status: 'canceled', duration: 0 }, 'completed');
  }

  /** A line for a call that is about to ring. */
  open(call: CallRecord): Line {
    const callee = this.parts.callees.take(call.account, call.to);
    const pace = callee.answer === 'person' ? PERSON_SECOND_MS : this.secondMs;
    const line = new Line(call, callee, pace, this.parts.scheduler, (ended, status) =>
      this.finish(ended, status),
    );
    this.#lines.set(call.sid, line);
    return line;
  }

  /**
   * Rings until it is taken up, refused, or nobody came in time.
   *
   * @returns true when somebody, or something, took it up
   */
  async ring(line: Line, timeoutSeconds: number): Promise<boolean> {
    const { call, callee } = line;
    this.#announce(line, 'initiated');
    if (callee.answer === 'busy' || callee.answer === 'failed') {
      await line.pass(1);
      this.finish(line, callee.answer);
      return false;
    }
    this.#enter(call, { status: 'ringing', startedAt: Date.now() }, 'ringing');
    const wanted = ringSecondsOf(callee);
    const isTakenUp =
      (await line.pass(Math.min(wanted, timeoutSeconds), () => line.isTakenUp)) || wanted <= timeoutSeconds;
    if (!isTakenUp) {
      this.finish(line, 'no-answer');
      return false;
    }
    line.answeredAfter = line.elapsed;
    this.#enter(call, { status: 'in-progress' }, 'answered');
    return true;
  }

  /** Machine detection as it was ordered; the call waits for it unless it is asynchronous. */
  async detect(line: Line): Promise<void> {
    const { order } = line.call;
    if (order.machineDetection === null) return;
    if (order.isAmdAsync) return void this.#detectLater(line);
    await line.pass(order.machineDetection === 'DetectMessageEnd' ? GREETING_SECONDS : DETECTION_SECONDS);
    this.#change(line.call, { answeredBy: whoAnswered(line.callee, order.machineDetection) });
  }

  /** Ends a call, and the calls it had dialled, once. */
  finish(line: Line, status: CallStatus): void {
    const { call } = line;
    if (isCallOver(call)) return;
    for (const child of line.children) {
      this.finish(child, child.answeredAfter === null ? 'canceled' : 'completed');
    }
    this.#lines.delete(call.sid);
    this.#enter(call, { status, endedAt: Date.now(), duration: line.talkSeconds() }, 'completed');
    line.close();
  }

  // --- what somebody does at the telephone, or over REST ---

  /** @returns false when no telephone rings for this call */
  takeUp(sid: string): boolean {
    const line = this.#lines.get(sid);
    if (line?.call.status !== 'ringing') return false;
    line.isTakenUp = true;
    line.wake();
    return true;
  }

  /** @returns false when nobody is on this call */
  press(sid: string, digits: string): boolean {
    const line = this.#lines.get(sid);
    if (line?.call.status !== 'in-progress') return false;
    line.typed += digits;
    line.note('pressed', digits);
    this.show(line);
    line.wake();
    return true;
  }

  /** Declines a call that rings, ends one that was taken up. */
  hangUp(sid: string): boolean {
    const line = this.#lines.get(sid);
    if (!line) return false;
    this.finish(line, line.answeredAfter === null ? 'busy' : 'completed');
    return true;
  }

  /** Ends a call as an update over REST does; the caller has checked that its state allows it. */
  end(call: CallRecord, status: CallStatus): void {
    const line = this.#lines.get(call.sid);
    if (line) this.finish(line, status);
    else this.#enter(call, { status, endedAt: Date.now(), duration: 0 }, 'completed');
  }

  redirect(call: CallRecord, order: Pick<CallOrder, 'document' | 'twiml'>): void {
    this.#lines.get(call.sid)?.redirect(order);
  }

  /** Changes what is to be told or allowed of a call that goes on. */
  reorder(call: CallRecord, order: Partial<CallOrder>): void {
    this.#change(call, { order: { ...call.order, ...order } });
  }

  /** Ends all lines without a word, for a reset. */
  forget(account: string | null): void {
    for (const line of [...this.#lines.values()]) {
      if (account !== null && line.call.account !== account) continue;
      this.#lines.delete(line.call.sid);
      line.close();
    }
  }

  /** Shows what was noted about a call. */
  show(line: Line): void {
    this.parts.store.changeCall(line.call, {}, false);
  }

  async #run(call: CallRecord, opened?: Line): Promise<void> {
    await this.parts.scheduler.wait(call.fate.firstDelayMs ?? SETUP_MS);
    if (isCallOver(call) || this.parts.store.findCall(call.sid) !== call) return;
    const line = opened ?? this.open(call);
    try {
      if (!(await this.ring(line, call.order.timeoutSeconds))) return;
      await this.detect(line);
      await followDocument(this, line, call.order);
      this.finish(line, 'completed');
    } catch (error) {
      if (error instanceof LineOver) return;
      this.finish(line, 'failed');
      throw error;
    }
  }

  async #detectLater(line: Line): Promise<void> {
    const { call, callee, secondMs } = line;
    const mode = call.order.machineDetection ?? 'Enable';
    const seconds = mode === 'DetectMessageEnd' ? GREETING_SECONDS : DETECTION_SECONDS;
    await this.parts.scheduler.wait(seconds * secondMs);
    if (isCallOver(call)) return;
    const answeredBy = whoAnswered(callee, mode);
    this.#change(call, { answeredBy });
    const hook = call.order.asyncAmd;
    if (hook === null) return;
    const params = {
      ...callParams(call),
      AnsweredBy: answeredBy,
      MachineDetectionDuration: String(seconds * 1000),
    };
    await this.parts.webhooks.deliver({ ...this.#about(call), kind: 'voice', ...hook, params });
  }

  #announce(line: Line, event: 'initiated'): void {
    if (line.call.isAnnounced) return;
    this.#change(line.call, { isAnnounced: true });
    this.#callBack(line.call, event);
  }

  #enter(call: CallRecord, set: Partial<CallRecord>, event: CallEvent): void {
    this.#change(call, { ...set, updatedAt: Date.now() });
    this.#callBack(call, event);
  }

  #change(call: CallRecord, set: Partial<CallRecord>): void {
    this.parts.store.changeCall(call, set);
  }

  #about(call: CallRecord) {
    return { account: call.account, callSid: call.sid, isBadlySigned: call.fate.isBadlySigned };
  }

  #callBack(call: CallRecord, event: CallEvent): void {
    const hook = call.order.statusCallback;
    const isSilent = event === 'completed' && call.fate.isEndSilent;
    if (hook === null || isSilent || !call.order.events.includes(event)) return;
    const params = progressParams(call, event);
    this.#change(call, { sequence: call.sequence + 1 });
    const deliver = () => this.#deliver(call, hook, params);
    const isLate = call.fate.isLate && event !== 'completed';
    if (isLate) return void this.parts.scheduler.wait(60 * this.secondMs).then(deliver);
    const delivery = (this.#lastCallback.get(call.sid) ?? Promise.resolve()).then(deliver);
    this.#lastCallback.set(call.sid, delivery);
    void delivery.then(() => {
      if (this.#lastCallback.get(call.sid) === delivery) this.#lastCallback.delete(call.sid);
    });
  }

  async #deliver(
    call: CallRecord,
    hook: NonNullable<CallOrder['statusCallback']>,
    params: Record<string, string>,
  ): Promise<void> {
    const webhook = { ...this.#about(call), kind: 'call-status' as const, ...hook, params };
    await this.parts.webhooks.deliver(webhook);
    if (call.fate.isDoubled) await this.parts.webhooks.deliver(webhook);
  }
}

/** What machine detection finds at a telephone. */
function whoAnswered({ answer, answeredBy }: Callee, mode: 'Enable' | 'DetectMessageEnd'): AnsweredBy {
  if (answeredBy !== null) return answeredBy;
  if (answer === 'fax') return 'fax';
  if (answer !== 'voicemail') return 'human';
  return mode === 'Enable' ? 'machine_start' : 'machine_end_beep';
}
