import { readDocument, textOf, TwimlError, type XmlNode } from './twiml.js';

export interface VoicePrompt {
  verb: 'Say' | 'Play' | 'Pause';
  /** What is said, the address that is played, or the digits. */
  text: string;
  /** How long it takes, in seconds. */
  seconds: number;
}

/** A telephone that a `<Dial>` rings. */
export interface DialledNumber {
  to: string;
  attributes: Readonly<Record<string, string>>;
}

/** One thing an answer asks a call to do. */
export type VoiceVerb =
  | VoicePrompt
  | { verb: 'Gather'; attributes: Readonly<Record<string, string>>; prompts: VoicePrompt[] }
  | { verb: 'Dial'; attributes: Readonly<Record<string, string>>; numbers: DialledNumber[] }
  | { verb: 'Record'; attributes: Readonly<Record<string, string>> }
  | { verb: 'Redirect'; attributes: Readonly<Record<string, string>>; url: string }
  | { verb: 'Hangup' }
  | { verb: 'Reject' };

/** An unhurried voice. */
const CHARACTERS_PER_SECOND = 15;
const PLAY_SECONDS = 5;
const DIGIT_SECONDS = 0.5;

/**
 * Reads the answer of a webhook of a call. Plain text is said, sound is played.
 *
 * @throws TwimlError when it is no XML, no TwiML, or holds what this sim does not carry out
 */
export function readVoiceTwiml(contentType: string, body: string): VoiceVerb[] {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type.startsWith('audio/')) return [{ verb: 'Play', text: '(sound)', seconds: PLAY_SECONDS }];
  if (type === 'text/plain' && body.trim() !== '') return [say(body.trim(), {})];
  return readDocument(type, body).flatMap(readVerb);
}

function readVerb(node: XmlNode): VoiceVerb[] {
  const attributes = node[':@'] ?? {};
  const name = Object.keys(node).find((key) => key !== ':@') ?? '';
  const children = (node[name] ?? []) as XmlNode[];
  switch (name) {
    case 'Gather':
      return [{ verb: 'Gather', attributes, prompts: children.flatMap(readPrompt) }];
    case 'Dial':
      return [{ verb: 'Dial', attributes, numbers: readNumbers(children) }];
    case 'Record':
      return [{ verb: 'Record', attributes }];
    case 'Redirect':
      return [{ verb: 'Redirect', attributes, url: textOf(children).trim() }];
    case 'Hangup':
      return [{ verb: 'Hangup' }];
    case 'Reject':
      return [{ verb: 'Reject' }];
    default:
      return readPrompt(node);
  }
}

function readPrompt(node: XmlNode): VoicePrompt[] {
  const attributes = node[':@'] ?? {};
  const name = Object.keys(node).find((key) => key !== ':@') ?? '';
  const children = (node[name] ?? []) as XmlNode[];
  if (name === '#text' || name === '#comment' || name.startsWith('?')) return [];
  if (name === 'Say') return [say(allText(children), attributes)];
  if (name === 'Pause') return [{ verb: 'Pause', text: '', seconds: countOf(attributes.length, 1) }];
  if (name !== 'Play') throw new TwimlError(12200, `<${name}> is not allowed here, or not simulated`);
  const { digits } = attributes;
  if (digits) return [{ verb: 'Play', text: digits, seconds: digits.length * DIGIT_SECONDS }];
  return [{ verb: 'Play', text: textOf(children).trim(), seconds: PLAY_SECONDS * loopsOf(attributes) }];
}

function say(text: string, attributes: Readonly<Record<string, string>>): VoicePrompt {
  const once = Math.max(1, Math.round(text.length / CHARACTERS_PER_SECOND));
  return { verb: 'Say', text, seconds: once * loopsOf(attributes) };
}

/** Speech markup inside of `<Say>` counts with its words. */
function allText(nodes: readonly XmlNode[]): string {
  const texts = nodes.map((node) => {
    if (typeof node['#text'] === 'string') return node['#text'];
    const [children] = Object.values(node).filter(Array.isArray);
    return children ? allText(children as XmlNode[]) : '';
  });
  return texts.join('').replace(/\s+/g, ' ').trim();
}

function readNumbers(children: readonly XmlNode[]): DialledNumber[] {
  const nested = children.flatMap((child) => {
    const name = Object.keys(child).find((key) => key !== ':@') ?? '';
    if (name === '#text' || name === '#comment') return [];
    if (name !== 'Number') throw new TwimlError(12200, `<Dial><${name}> is not simulated`);
    return [{ to: textOf(child.Number as XmlNode[]).trim(), attributes: child[':@'] ?? {} }];
  });
  if (nested.length > 0) return nested;
  const bare = textOf(children).trim();
  return bare === '' ? [] : [{ to: bare, attributes: {} }];
}

/** 0 means for ever; a thousand times is long enough to show it. */
function loopsOf({ loop }: Readonly<Record<string, string>>): number {
  const loops = countOf(loop, 1);
  return loops === 0 ? 1000 : loops;
}

/** A number of an attribute, or what counts without it. */
export function countOf(value: string | undefined, usual: number): number {
  const count = Number(value ?? usual);
  return value !== '' && Number.isFinite(count) && count >= 0 ? count : usual;
}
