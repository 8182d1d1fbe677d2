import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import { type wordsIn } from './voice-words.js';

/** How long a key is waited for, the customer's telephone rings and a conversation lasts, in seconds. */
const KEY_SECONDS = 6;
const RINGS_SECONDS = 20;
const LONGEST_SECONDS = 1_800;

type Words = ReturnType<typeof wordsIn>;

/** Where the provider goes on for a call of ours; retries as long as we do not answer. */
export type CallAddress = (name: string) => string;

/** @param base our public address, without a slash at its end */
export function addressesOf(base: string, callId: string): CallAddress {
  return (name) => `${base}/webhooks/twilio/voice/${callId}/${name}#rc=3&rp=all`;
}

/** The member of staff took it up: only who presses 1 is connected, so that no mailbox is. */
export function askToConnect(words: Words, customer: string, address: CallAddress): string {
  return ask(words, words.connect(customer), address('confirmed'));
}

/** Connects with the customer. Until that one answers, the member of staff hears it ring. */
export function dialCustomer(numbers: { from: string; to: string }, address: CallAddress): string {
  const response = new VoiceResponse();
  const dial = response.dial({
    answerOnBridge: true,
    callerId: numbers.from,
    timeout: RINGS_SECONDS,
    timeLimit: LONGEST_SECONDS,
    action: address('dialed'),
  });
  dial.number(
    {
      statusCallback: address('leg'),
      statusCallbackEvent: ['initiated', 'answered', 'completed'],
      machineDetection: 'Enable',
    },
    numbers.to,
  );
  return response.toString();
}

/** The question of the survey, or the shorter one after nothing was pressed. */
export function askForScore(words: Words, text: string, round: number, address: CallAddress): string {
  return ask(words, text, address(`score?round=${round}`));
}

export function askForWish(words: Words, address: CallAddress): string {
  return ask(words, words.sorry, address('wish'));
}

/** The last words of a call. */
export function sayGoodbye(words: Words, text: string): string {
  const response = new VoiceResponse();
  response.say(words.voice, text);
  response.hangup();
  return response.toString();
}

export function hangUp(): string {
  const response = new VoiceResponse();
  response.hangup();
  return response.toString();
}

/** One key; silence is told too. */
function ask(words: Words, text: string, action: string): string {
  const response = new VoiceResponse();
  const gather = response.gather({
    input: ['dtmf'],
    numDigits: 1,
    timeout: KEY_SECONDS,
    actionOnEmptyResult: true,
    action,
  });
  gather.say(words.voice, text);
  return response.toString();
}
