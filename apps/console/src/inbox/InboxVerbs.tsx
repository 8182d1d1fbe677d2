import { Button, Kbd } from '@mantine/core';
import {
  IconAlertTriangle,
  IconBellOff,
  IconCheck,
  IconMoodSmile,
  IconTicket,
  IconUser,
  IconUserQuestion,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ReplyDetail } from '../api/types';
import { Section } from '../components/Section';
import { useWords } from '../messages/use-words';
import classes from './inbox.module.css';
import type { AskedVerb } from './InboxForm';

const VERBS: readonly { verb: AskedVerb; icon: TablerIcon; key?: string }[] = [
  { verb: 'ticket', icon: IconTicket, key: 't' },
  { verb: 'complaint', icon: IconAlertTriangle, key: 'c' },
  { verb: 'compliment', icon: IconMoodSmile },
  { verb: 'opt-out', icon: IconBellOff },
  { verb: 'customer', icon: IconUserQuestion },
  { verb: 'assign', icon: IconUser, key: 'a' },
  { verb: 'settle', icon: IconCheck, key: 's' },
];

/** What can be made of a text, each with its key. */
export function InboxVerbs({ reply, onAsk }: { reply: ReplyDetail; onAsk: (verb: AskedVerb) => void }) {
  const words = useWords();
  return (
    <Section title={words('inbox.verbs')}>
      <div className={classes.answers}>
        {VERBS.filter(({ verb }) => isPossible(verb, reply)).map(({ verb, icon: Icon, key }) => (
          <Button
            key={verb}
            size="xs"
            variant={isUrged(verb, reply) ? 'filled' : 'default'}
            leftSection={<Icon size={15} aria-hidden />}
            rightSection={
              key && (
                <Kbd size="xs" visibleFrom="sm" aria-hidden>
                  {key}
                </Kbd>
              )
            }
            onClick={() => onAsk(verb)}
          >
            {words(`inbox.verb.${verb}`)}
          </Button>
        ))}
      </div>
    </Section>
  );
}

function isPossible(
  verb: AskedVerb,
  { customer, ticket, followUp, answers, state, intent }: ReplyDetail,
): boolean {
  switch (verb) {
    case 'ticket':
    case 'complaint':
    case 'compliment':
      return customer !== null && ticket === null;
    case 'opt-out':
      return customer !== null && intent !== 'opt-out';
    case 'customer':
      return ticket === null && followUp === null && answers === 0;
    case 'settle':
      return state === 'inbox';
    case 'assign':
      return true;
  }
}

/** The one that it probably comes to. */
function isUrged(verb: AskedVerb, { customer, kind }: ReplyDetail): boolean {
  return (verb === 'customer' && customer === null) || (verb === 'opt-out' && kind === 'opt-out');
}
