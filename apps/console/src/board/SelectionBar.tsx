import { Button, CloseButton, Group, Paper, Text } from '@mantine/core';
import type { FollowUp } from '../api/types';
import { VERB_ICONS } from '../follow-ups/verbs/VerbMenu';
import { type VerbName, mayDo } from '../follow-ups/verbs/verb-rules';
import { useWords } from '../messages/use-words';

const VERBS: readonly VerbName[] = ['complete', 'snooze', 'assign', 'skip'];

interface SelectionBarProps {
  selected: readonly FollowUp[];
  onVerb: (verb: VerbName) => void;
  onClear: () => void;
  /** All that is shown is selected, and there is more. */
  onAll?: () => void;
  /** Everything that the filters find is meant. */
  isAll: boolean;
}

/** What may be done to all selected rows at once. */
export function SelectionBar({ selected, onVerb, onClear, onAll, isAll }: SelectionBarProps) {
  const words = useWords();
  if (selected.length === 0) return null;
  return (
    <Paper shadow="md" p="xs" pos="sticky" bottom={{ base: 66, sm: 16 }} style={{ zIndex: 5 }} radius="lg">
      <Group gap="xs">
        <CloseButton aria-label={words('selection.clear')} onClick={onClear} />
        <Text size="sm" fw={600} mr="auto">
          {isAll ? words('selection.all-chosen') : words('selection.count', { count: selected.length })}
        </Text>
        {onAll && !isAll && (
          <Button variant="subtle" size="xs" onClick={onAll}>
            {words('selection.all')}
          </Button>
        )}
        {VERBS.filter((verb) => selected.every((followUp) => mayDo(verb, followUp))).map((verb) => {
          const Icon = VERB_ICONS[verb];
          return (
            <Button
              key={verb}
              variant="default"
              size="xs"
              leftSection={<Icon size={15} aria-hidden />}
              onClick={() => onVerb(verb)}
            >
              {words(`verb.${verb}`)}
            </Button>
          );
        })}
      </Group>
    </Paper>
  );
}
