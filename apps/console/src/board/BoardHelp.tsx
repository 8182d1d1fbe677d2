import { Group, Kbd, Modal, Stack, Switch, Text } from '@mantine/core';
import { useWords } from '../messages/use-words';
import { BOARD_KEYS, useKeysEnabled } from './board-keys';

/** The keys of the board, and the switch that turns them off. */
export function BoardHelp({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const [enabled, setEnabled] = useKeysEnabled();
  return (
    <Modal
      opened
      onClose={onClose}
      closeButtonProps={{ 'aria-label': words('action.close') }}
      title={words('keys.title')}
      size="sm"
    >
      <Stack gap="xs">
        {BOARD_KEYS.map((key) => (
          <Group key={key} justify="space-between">
            <Text size="sm">{words(`key.${key}`)}</Text>
            <Kbd>{key}</Kbd>
          </Group>
        ))}
        <Switch
          mt="sm"
          checked={enabled}
          onChange={(event) => setEnabled(event.currentTarget.checked)}
          label={words('keys.enabled')}
        />
      </Stack>
    </Modal>
  );
}
