import { Button, Group, Text } from '@mantine/core';
import { useWords } from '../messages/use-words';

/** What was done, and the way back. */
export function Undoable({ text, onUndo }: { text: string; onUndo: () => void }) {
  const words = useWords();
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text size="sm">{text}</Text>
      <Button variant="subtle" size="compact-sm" onClick={onUndo}>
        {words('bulk.undo')}
      </Button>
    </Group>
  );
}
