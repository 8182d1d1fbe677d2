/** What a single-word text means to Twilio on a long code. */
export type Keyword = 'STOP' | 'START' | 'HELP';

const WORDS: Readonly<Record<Keyword, readonly string[]>> = {
  STOP: ['STOP', 'UNSUBSCRIBE', 'END', 'QUIT', 'STOPALL', 'REVOKE', 'OPTOUT', 'CANCEL'],
  START: ['START', 'YES', 'UNSTOP'],
  HELP: ['HELP', 'INFO'],
};

/** Twilio's own answers on a long code. */
export const AUTO_REPLIES: Readonly<Record<Keyword, string>> = {
  STOP: 'You have successfully been unsubscribed. You will not receive any more messages from this number. Reply START to resubscribe.',
  START:
    'You have successfully been re-subscribed to messages from this number. Reply HELP for help. Reply STOP to unsubscribe. Msg&Data Rates May Apply.',
  HELP: 'Reply STOP to unsubscribe. Msg&Data Rates May Apply.',
};

/** The keyword a text is, if it is nothing else: "stop" is one, "STOP PLEASE" and "STOP!" are not. */
export function readKeyword(body: string): Keyword | null {
  const word = body.trim().toUpperCase();
  const found = (Object.keys(WORDS) as Keyword[]).find((keyword) => WORDS[keyword].includes(word));
  return found ?? null;
}
