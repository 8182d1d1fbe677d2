import type { TimelineItem } from '../api/types';
import { stepName } from '../components/step-name';
import type { MessageId } from '../messages/en';
import type { Words } from '../messages/use-words';

const COLOURS: Readonly<Record<string, string>> = {
  due: 'pine',
  answered: 'teal',
  done: 'teal',
  delivered: 'teal',
  resolved: 'teal',
  granted: 'teal',
  sent: 'blue',
  accepted: 'blue',
  handled: 'blue',
  open: 'red',
  refused: 'red',
  undelivered: 'red',
  failed: 'red',
  unreached: 'red',
  unknown: 'orange',
  acknowledged: 'orange',
  inbox: 'orange',
  'kept-back': 'orange',
};

/** Where the words for the states of each kind stand in the message files. */
const STATE_WORDS: Readonly<Partial<Record<TimelineItem['kind'], string>>> = {
  'follow-up': 'state',
  message: 'message.state',
  call: 'outcome',
  reply: 'reply.state',
  escalation: 'escalation.state',
  consent: 'consent',
  ticket: 'ticket.kind',
};

export function colourOfItem({ state }: TimelineItem): string {
  return COLOURS[state ?? ''] ?? 'gray';
}

/** What an item of the timeline says: what kind of thing, which one, and how it stands. */
export function describeItem(
  item: TimelineItem,
  words: Words,
): { kind: string; title: string; state: string | null } {
  const { kind, title, state } = item;
  const inWords = (id: string, fallback: string): string =>
    words.has(id) ? words(id as MessageId) : fallback;
  return {
    kind: words(`timeline.${kind}`),
    title: titleOf(kind, title, inWords),
    state: state && inWords(`${STATE_WORDS[kind] ?? kind}.${state}`, state),
  };
}

function titleOf(
  kind: TimelineItem['kind'],
  title: string,
  inWords: (id: string, fallback: string) => string,
): string {
  switch (kind) {
    case 'follow-up':
    case 'call':
    case 'message':
      return stepName(title);
    case 'reply':
      return inWords(`intent.${title}`, title);
    case 'escalation':
      return stepName(title.slice(title.indexOf(':') + 1));
    case 'consent':
      return consentTitle(title, inWords);
    case 'event':
      return inWords(`event.${title}`, stepName(title.replaceAll('.', ' ')));
    case 'sale':
    case 'ticket':
    case 'agreement':
      return title;
  }
}

/** `sms survey` → "SMS · surveys" */
function consentTitle(title: string, inWords: (id: string, fallback: string) => string): string {
  const [channel = '', purpose = ''] = title.split(' ');
  return `${inWords(`channel.${channel}`, channel)} · ${inWords(`purpose.${purpose}`, purpose)}`;
}
