import {
  CALL_EVENTS,
  type CallEvent,
  type CallHook,
  type CallOrder,
  type CallStatus,
  HAPPY_CALL,
} from './call.js';
import { followDocument } from './call-script.js';
import { type Line, LineOver } from './line.js';
import type { Switchboard } from './switchboard.js';
import { countOf, type DialledNumber } from './voice-twiml.js';

const RING_SECONDS = 30;
const LONGEST_SECONDS = 14_400;
/** Two scripts talk for so long, where neither says that it hangs up. */
const TALK_SECONDS = 30;

export interface DialRequest {
  attributes: Readonly<Record<string, string>>;
  numbers: readonly DialledNumber[];
  /** An address of the document as an absolute one; null where it is none. */
  resolve: (url: string) => string | null;
}

export interface DialOutcome {
  status: CallStatus;
  sid: string | null;
  /** Seconds of the conversation; null where there was none. */
  duration: number | null;
}

/**
 * Rings all numbers at once and connects with the first that is taken up, until one side hangs up. Who is connected
 * may have hung up in the meantime; the outcome tells how far it came all the same.
 *
 * @throws LineRedirected when an update over REST breaks into it; the dialled calls are ended then
 */
export async function dialNumbers(
  board: Switchboard,
  line: Line,
  request: DialRequest,
): Promise<DialOutcome> {
  const children = request.numbers.map((number) => openChild(board, line, number, request));
  try {
    const winner = await ringAll(board, line, children, request);
    if (winner) await connect(board, line, winner);
    return outcomeOf(winner ?? children[0]);
  } catch (error) {
    if (!(error instanceof LineOver)) throw error;
    return outcomeOf(children.find(({ answeredAfter }) => answeredAfter !== null) ?? children[0]);
  } finally {
    for (const child of children) {
      board.finish(child, child.answeredAfter === null ? 'canceled' : 'completed');
      line.children.delete(child);
    }
  }
}

function openChild(board: Switchboard, line: Line, number: DialledNumber, request: DialRequest): Line {
  const { call } = line;
  const from = request.attributes.callerId ?? call.from;
  const draft = {
    account: call.account,
    from,
    to: number.to,
    order: orderOf(number, request),
    fate: HAPPY_CALL,
  };
  const child = board.open(board.accept(draft, { parentSid: call.sid }));
  // Where a person is at one end, the other end has to keep their time.
  child.secondMs = Math.max(child.secondMs, line.secondMs);
  line.children.add(child);
  line.note('dialled', number.to);
  board.show(line);
  return child;
}

function orderOf({ attributes }: DialledNumber, { attributes: dial, resolve }: DialRequest): CallOrder {
  const hook = (name: string): CallHook | null => {
    const url = attributes[name] && resolve(attributes[name]);
    if (!url) return null;
    return { url, method: attributes[`${name}Method`]?.toUpperCase() === 'GET' ? 'GET' : 'POST' };
  };
  const wanted = (attributes.statusCallbackEvent ?? '').split(/\s+/);
  const events = CALL_EVENTS.filter((event) => wanted.includes(event));
  const detection = attributes.machineDetection;
  return {
    document: hook('url'),
    fallback: null,
    twiml: null,
    statusCallback: hook('statusCallback'),
    events: events.length > 0 ? events : (['completed'] satisfies CallEvent[]),
    timeoutSeconds: countOf(dial.timeout, RING_SECONDS),
    timeLimitSeconds: countOf(dial.timeLimit, LONGEST_SECONDS),
    machineDetection: detection === 'Enable' || detection === 'DetectMessageEnd' ? detection : null,
    // The two ends are connected meanwhile.
    isAmdAsync: true,
    asyncAmd: hook('amdStatusCallback'),
    sendDigits: attributes.sendDigits ?? '',
  };
}

/** The first that is taken up, or null when none was. */
async function ringAll(
  board: Switchboard,
  line: Line,
  children: Line[],
  { attributes }: DialRequest,
): Promise<Line | null> {
  const seconds = Math.min(countOf(attributes.timeout, RING_SECONDS), line.secondsLeft());
  const ringing = children.map((child) => ringOne(board, child, seconds));
  const first = Promise.any(ringing).catch(() => null);
  const winner = await line.during(first);
  line.elapsed += winner?.elapsed ?? Math.max(0, ...children.map((child) => child.elapsed));
  for (const child of children) if (child !== winner) board.finish(child, 'canceled');
  endWhereTimeIsOver(board, line);
  return winner;
}

/** @throws LineOver when it was not taken up, or hung up on what it was told before it was connected */
async function ringOne(board: Switchboard, child: Line, seconds: number): Promise<Line> {
  if (!(await board.ring(child, seconds))) throw new LineOver('not taken up');
  await board.detect(child);
  if (child.call.order.document !== null) await followDocument(board, child, child.call.order);
  return child;
}

async function connect(board: Switchboard, line: Line, child: Line): Promise<void> {
  const before = child.elapsed;
  const isByScript = !line.isInPerson && !child.isInPerson;
  const talk = Math.min(
    line.secondsLeft(),
    hasNoEnd(child) && isByScript ? TALK_SECONDS : child.secondsLeft(),
  );
  try {
    await line.during(child.pass(talk));
  } catch (error) {
    if (!(error instanceof LineOver) || line.isOver) throw error;
  }
  line.elapsed += child.elapsed - before;
  endWhereTimeIsOver(board, line);
  board.finish(child, 'completed');
}

function hasNoEnd(child: Line): boolean {
  return child.callee.hangUpAfterSeconds === null;
}

function endWhereTimeIsOver(board: Switchboard, line: Line): void {
  if (line.secondsLeft() > 0) return;
  board.finish(line, 'completed');
  throw new LineOver('hung up');
}

function outcomeOf(child: Line | undefined): DialOutcome {
  if (!child) return { status: 'failed', sid: null, duration: null };
  const { status, sid, duration } = child.call;
  const isOver = duration !== null;
  if (!isOver)
    return { status: child.answeredAfter === null ? 'canceled' : 'completed', sid, duration: null };
  return { status, sid, duration: child.answeredAfter === null ? null : duration };
}
