import { Stack, Text } from '@mantine/core';
import type { ReplyDetail } from '../api/types';
import { Section } from '../components/Section';
import { useTimes } from '../components/use-times';
import type { MessageId } from '../messages/en';
import { useWords } from '../messages/use-words';

/** Who did what with a text. */
export function ReplyHistory({ reply: { history } }: { reply: ReplyDetail }) {
  const words = useWords();
  const times = useTimes();
  if (history.length === 0) return null;
  return (
    <Section title={words('inbox.history')}>
      <Stack gap={6}>
        {history.map(({ at, action, byName, data }) => {
          const id = `inbox.history.${action.replace(/^inbox\./, '')}`;
          const note = typeof data.comment === 'string' ? data.comment : null;
          return (
            <div key={`${at} ${action}`}>
              <Text size="sm">
                {byName ?? words('inbox.somebody')} {words.has(id) ? words(id as MessageId) : action}
                {note && ` · ${note}`}
              </Text>
              <Text size="xs" c="dimmed" className="numbers">
                {times.dateTime(at)}
              </Text>
            </div>
          );
        })}
      </Stack>
    </Section>
  );
}
