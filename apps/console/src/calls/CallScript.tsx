import { Text } from '@mantine/core';
import { useIntl } from 'react-intl';
import type { QueuedCall } from '../api/types';
import { Section } from '../components/Section';
import { useWords } from '../messages/use-words';
import classes from './calls.module.css';

/** The template's words in the customer's language, to be read out. */
export function CallScript({ script }: Pick<QueuedCall, 'script'>) {
  const words = useWords();
  const intl = useIntl();
  if (!script) {
    return (
      <Section title={words('calls.script')}>
        <Text size="sm" c="dimmed">
          {words('calls.script.none')}
        </Text>
      </Section>
    );
  }
  const language = intl.formatDisplayName(script.language, { type: 'language' }) ?? script.language;
  return (
    <Section title={words('calls.script.in', { language })}>
      <div className={classes.script} lang={script.language}>
        {script.text}
      </div>
    </Section>
  );
}
