import { randomBytes } from 'node:crypto';
import type { CallHook, CallOrder } from './call.js';
import { callParams } from './call-params.js';
import { dialNumbers } from './dial.js';
import { type Line, LineOver, LineRedirected } from './line.js';
import type { Switchboard } from './switchboard.js';
import { countOf, readVoiceTwiml, type VoicePrompt, type VoiceVerb } from './voice-twiml.js';
import type { WebhookResult } from './webhooks.js';

/** A call that jumps from document to document for ever would never end: its own time stands still meanwhile. */
const MOST_DOCUMENTS = 100;
const KEY_SECONDS = 0.5;
const SPEECH_SECONDS = 2;
const RECORDING_SECONDS = 5;
const LONGEST_RECORDING_SECONDS = 3_600;

/** A document that is carried out; relative addresses in it start from its own. */
interface Page {
  hook: CallHook | null;
  verbs: VoiceVerb[];
}

/** Where a verb leads: to a page, to the end of the call, or (undefined) just on. */
type Jump = Page | null | undefined;

/** One telephone that follows documents, and whose addresses fail over to where. */
interface Talk {
  board: Switchboard;
  line: Line;
  fallback: CallHook | null;
  documents: number;
}

/**
 * Carries out the document of a call, whatever it leads to, until nothing follows. An update over REST starts anew
 * with another document.
 *
 * @throws LineOver when the call ended
 */
export async function followDocument(
  board: Switchboard,
  line: Line,
  order: Pick<CallOrder, 'document' | 'twiml' | 'fallback'>,
): Promise<void> {
  const talk: Talk = { board, line, fallback: order.fallback, documents: 0 };
  let next: Pick<CallOrder, 'document' | 'twiml'> = order;
  for (;;) {
    try {
      for (let page = await firstPage(talk, next); page; page = await carryOut(talk, page));
      return;
    } catch (error) {
      if (!(error instanceof LineRedirected)) throw error;
      next = error.order;
    }
  }
}

async function firstPage(
  talk: Talk,
  { document, twiml }: Pick<CallOrder, 'document' | 'twiml'>,
): Promise<Page | null> {
  if (document !== null) return fetchPage(talk, document, {});
  return read(talk, null, 'text/xml', twiml ?? '');
}

/** Goes through one document and answers where it leads. */
async function carryOut(talk: Talk, page: Page): Promise<Page | null> {
  for (const verb of page.verbs) {
    const jump = await perform(talk, page, verb);
    if (jump !== undefined) return jump;
  }
  return null;
}

async function perform(talk: Talk, page: Page, verb: VoiceVerb): Promise<Jump> {
  switch (verb.verb) {
    case 'Say':
    case 'Play':
    case 'Pause':
      return void (await play(talk, verb));
    case 'Gather':
      return gather(talk, page, verb);
    case 'Dial':
      return dial(talk, page, verb);
    case 'Record':
      return record(talk, page, verb.attributes);
    case 'Redirect':
      return goTo(talk, page, verb.url, verb.attributes.method, {});
    case 'Hangup':
    case 'Reject':
      talk.board.finish(talk.line, 'completed');
      throw new LineOver('hung up');
  }
}

const NOTES = { Say: 'said', Play: 'played', Pause: 'waited' } as const;

/** Lets a prompt be heard, or breaks it off. */
async function play({ board, line }: Talk, prompt: VoicePrompt, isBrokenOff?: () => boolean): Promise<void> {
  line.note(NOTES[prompt.verb], prompt.text);
  board.show(line);
  await line.pass(prompt.seconds, isBrokenOff);
}

// --- Gather ---

async function gather(
  talk: Talk,
  page: Page,
  { attributes, prompts }: VoiceVerb & { verb: 'Gather' },
): Promise<Jump> {
  const { line } = talk;
  const inputs = (attributes.input ?? 'dtmf').split(/\s+/);
  // Keys that were pressed before the question are no answer to it.
  line.typed = '';
  const hasKey = () => inputs.includes('dtmf') && line.typed !== '';
  for (const prompt of prompts) if (!hasKey()) await play(talk, prompt, hasKey);
  if (inputs.includes('dtmf')) await pressByScript(talk);
  const speech = inputs.includes('speech') && !hasKey() ? await speakByScript(talk) : '';
  if (speech !== '') return followAction(talk, page, attributes, { SpeechResult: speech, Confidence: '0.9' });
  const digits = inputs.includes('dtmf')
    ? await takeDigits(line, attributes)
    : await takeNothing(line, attributes);
  if (digits === '' && attributes.actionOnEmptyResult !== 'true') return undefined;
  return followAction(talk, page, attributes, { Digits: digits });
}

async function pressByScript({ board, line }: Talk): Promise<void> {
  const keys = line.nextKeys();
  if (!keys) return;
  await line.pass(keys.length * KEY_SECONDS);
  line.typed = keys;
  line.note('pressed', keys);
  board.show(line);
}

async function speakByScript({ board, line }: Talk): Promise<string> {
  const speech = line.nextSpeech();
  if (speech === '') return '';
  await line.pass(SPEECH_SECONDS);
  line.note('spoke', speech);
  board.show(line);
  return speech;
}

/** Keys until there are enough of them, one ends them, or none comes in time. */
async function takeDigits(line: Line, attributes: Readonly<Record<string, string>>): Promise<string> {
  const most = countOf(attributes.numDigits, Infinity);
  const endsOn = attributes.finishOnKey ?? '#';
  const timeout = countOf(attributes.timeout, 5);
  let digits = '';
  while (digits.length < most && (await line.pass(timeout, () => line.typed !== ''))) {
    const key = line.typed.slice(0, 1);
    line.typed = line.typed.slice(1);
    if (endsOn !== '' && endsOn.includes(key)) break;
    digits += key;
  }
  return digits;
}

async function takeNothing(line: Line, attributes: Readonly<Record<string, string>>): Promise<string> {
  await line.pass(countOf(attributes.timeout, 5));
  return '';
}

// --- Dial ---

async function dial(talk: Talk, page: Page, verb: VoiceVerb & { verb: 'Dial' }): Promise<Jump> {
  const { board, line } = talk;
  const resolve = (url: string) => resolveUrl(page, url);
  const outcome = await dialNumbers(board, line, { ...verb, resolve });
  const { action, method } = verb.attributes;
  if (action === undefined) {
    line.check();
    return undefined;
  }
  const params = {
    DialCallStatus: outcome.status,
    ...(outcome.sid !== null && { DialCallSid: outcome.sid }),
    ...(outcome.duration !== null && { DialCallDuration: String(outcome.duration) }),
    DialBridged: String(outcome.duration !== null),
  };
  // Asked for also when who was connected has hung up; then nothing of the answer is carried out.
  return goTo(talk, page, action, method, params);
}

// --- Record ---

async function record(talk: Talk, page: Page, attributes: Readonly<Record<string, string>>): Promise<Jump> {
  const { board, line } = talk;
  line.typed = '';
  const longest = countOf(attributes.maxLength, LONGEST_RECORDING_SECONDS);
  const endsOn = attributes.finishOnKey ?? '1234567890*#';
  const before = line.elapsed;
  const wanted = line.isInPerson ? longest : Math.min(longest, RECORDING_SECONDS);
  const isEnded = () => [...line.typed].some((key) => endsOn.includes(key));
  const key = await line.pass(wanted, isEnded).catch((error: unknown) => {
    if (!(error instanceof LineOver)) throw error;
    return 'hangup' as const;
  });
  const duration = Math.round(line.elapsed - before);
  line.note('recorded', `${duration} s`);
  const made = await announceRecording(talk, page, attributes, duration);
  const digits = key === 'hangup' ? 'hangup' : line.typed;
  board.show(line);
  return followAction(talk, page, attributes, { ...made, Digits: digits });
}

async function announceRecording(
  { board, line }: Talk,
  page: Page,
  attributes: Readonly<Record<string, string>>,
  duration: number,
): Promise<Record<string, string>> {
  const sid = `RE${randomBytes(16).toString('hex')}`;
  const { account, sid: callSid } = line.call;
  const made = {
    RecordingSid: sid,
    RecordingUrl: `https://api.twilio.com/2010-04-01/Accounts/${account}/Recordings/${sid}`,
    RecordingDuration: String(duration),
  };
  const url = attributes.recordingStatusCallback && resolveUrl(page, attributes.recordingStatusCallback);
  if (url) {
    const params = { AccountSid: account, CallSid: callSid, RecordingStatus: 'completed', ...made };
    void board.parts.webhooks.deliver({ account, callSid, kind: 'voice', url, params });
  }
  return made;
}

// --- documents ---

/** The `action` of a verb; without one, the document's own address. */
function followAction(
  talk: Talk,
  page: Page,
  { action, method }: Readonly<Record<string, string>>,
  params: Record<string, string>,
): Promise<Page | null> {
  return goTo(talk, page, action ?? '', method, params);
}

async function goTo(
  talk: Talk,
  page: Page,
  target: string,
  method: string | undefined,
  params: Record<string, string>,
): Promise<Page | null> {
  const url = target === '' ? page.hook?.url : resolveUrl(page, target);
  if (url === undefined || url === null)
    return fail(talk, `11100: ${target || 'a document without an address'} cannot be followed`);
  return fetchPage(talk, { url, method: method?.toUpperCase() === 'GET' ? 'GET' : 'POST' }, params);
}

function resolveUrl({ hook }: Page, target: string): string | null {
  const base = hook?.url.replace(/#.*$/, '');
  return URL.canParse(target, base) ? new URL(target, base).href : null;
}

/** Asks an address how to go on; its failure leads to the fallback of the call, once. */
async function fetchPage(talk: Talk, hook: CallHook, params: Record<string, string>): Promise<Page | null> {
  talk.documents += 1;
  if (talk.documents > MOST_DOCUMENTS) return fail(talk, `too many documents: stopped at ${hook.url}`);
  const page = await tryPage(talk, hook, params);
  if (typeof page !== 'string') return page;
  const { fallback } = talk;
  if (fallback === null) return fail(talk, page);
  note(talk, page);
  const about = { ...params, ErrorCode: page.slice(0, 5), ErrorUrl: hook.url };
  const second = await tryPage(talk, fallback, about);
  return typeof second === 'string' ? fail(talk, second) : second;
}

/** The page, or what was wrong with it. */
async function tryPage(
  { board, line }: Talk,
  hook: CallHook,
  params: Record<string, string>,
): Promise<Page | string> {
  const { account, sid: callSid, fate } = line.call;
  const call = { account, callSid, isBadlySigned: fate.isBadlySigned, kind: 'voice' as const };
  const asked = board.parts.webhooks.deliver({
    ...call,
    ...hook,
    params: { ...callParams(line.call), ...params },
  });
  // Who has hung up still has what was pressed last told, but nothing more is said to nobody.
  const answer = line.isOver ? await asked : await line.during(asked);
  line.check();
  return parse(hook, answer);
}

function parse(hook: CallHook, answer: WebhookResult): Page | string {
  if (answer.status === null || answer.status >= 300)
    return `11200: ${hook.url} answered ${answer.status ?? answer.error}`;
  try {
    return { hook, verbs: readVoiceTwiml(answer.contentType, answer.body) };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function read(talk: Talk, hook: CallHook | null, type: string, body: string): Page | null {
  try {
    return { hook, verbs: readVoiceTwiml(type, body) };
  } catch (error) {
    return fail(talk, error instanceof Error ? error.message : String(error));
  }
}

/** "We are sorry, an application error has occurred": the call ends, and the log says why. */
function fail(talk: Talk, error: string): null {
  note(talk, error);
  return null;
}

function note({ board, line }: Talk, error: string): void {
  line.note('error', error);
  board.show(line);
}
