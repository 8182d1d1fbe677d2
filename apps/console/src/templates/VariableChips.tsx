import { Button, Group, Paper, Text } from '@mantine/core';
import { useIntl } from 'react-intl';
import { useWords } from '../messages/use-words';
import classes from './templates.module.css';
import { VARIABLES } from './variables';

/** What a text may speak of: one press puts it into the text that was written in last. */
export function VariableChips({
  language,
  onInsert,
}: {
  language: string;
  onInsert: (piece: string) => void;
}) {
  const words = useWords();
  const intl = useIntl();
  return (
    <Paper p="sm" radius="lg" className={classes.chips}>
      <Group gap={6} role="group" aria-label={words('template.variables')}>
        <Text size="xs" c="dimmed" mr={4}>
          {words('template.insert', {
            language: intl.formatDisplayName(language, { type: 'language' }) ?? language,
          })}
        </Text>
        {VARIABLES.map(({ name, piece }) => (
          <Button
            key={name}
            size="compact-sm"
            radius="xl"
            variant="light"
            title={piece}
            // The text keeps its selection, so that a mouse can go on where the keyboard was.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onInsert(piece)}
          >
            {words(`template.variable.${name}`)}
          </Button>
        ))}
      </Group>
    </Paper>
  );
}
