import { Group, Kbd, Modal, Stack, Switch, Text } from '@mantine/core';
import { useKeysEnabled } from '../board/board-keys';
import { useWords } from '../messages/use-words';
import { INBOX_KEYS, type InboxKey } from './inbox-keys';

/** The keys of the inbox, and the switch that turns keys off. */
export function InboxHelp({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const [enabled, setEnabled] = useKeysEnabled();
  const say = (key: InboxKey): string =>
    key === '/' || key === '?' ? words(`key.${key}`) : words(`inbox.key.${key}`);
  return (
    <Modal
      opened
      onClose={onClose}
      closeButtonProps={{ 'aria-label': words('action.close') }}
      title={words('keys.title')}
      size="sm"
    >
      <Stack gap="xs">
        {INBOX_KEYS.map((key) => (
          <Group key={key} justify="space-between">
            <Text size="sm">{say(key)}</Text>
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
