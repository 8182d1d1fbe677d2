import { Alert, Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useWords } from '../messages/use-words';

/** A secret, the one time that it can be read. */
export function Secret({ secret, onClose }: { secret: string; onClose: () => void }) {
  const words = useWords();
  return (
    <Alert
      color="yellow"
      icon={<IconKey size={18} aria-hidden />}
      title={words('webhooks.secret')}
      role="status"
    >
      <Stack gap="xs">
        <Text size="sm">{words('webhooks.secret.once')}</Text>
        <Code style={{ overflowWrap: 'anywhere' }}>{secret}</Code>
        <Group>
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <Button size="xs" onClick={copy}>
                {words(copied ? 'webhooks.copied' : 'webhooks.copy')}
              </Button>
            )}
          </CopyButton>
          <Button size="xs" variant="default" onClick={onClose}>
            {words('webhooks.secret.kept')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
