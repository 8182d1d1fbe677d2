import { Badge, Group, Text } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import type { ServiceFile } from '../api/types';
import { useWords } from '../messages/use-words';
import { consentsInForce } from './consent-state';

/** What the customer said we may send, by channel and purpose, in one line. */
export function ConsentBadges({ file: { consents } }: { file: ServiceFile }) {
  const words = useWords();
  const rows = consentsInForce(consents.items);
  if (rows.length === 0) {
    return (
      <Text size="xs" c="dimmed">
        {words('consent.none')}
      </Text>
    );
  }
  return (
    <Group gap={6} role="list" aria-label={words('consent.title')}>
      {rows.map(({ id, channel, purpose, granted }) => {
        const Icon = granted ? IconCheck : IconX;
        return (
          <Badge
            key={id}
            role="listitem"
            size="sm"
            color={granted ? 'teal' : 'red'}
            leftSection={
              <Icon
                size={12}
                stroke={2.4}
                aria-label={words(granted ? 'consent.granted' : 'consent.refused')}
              />
            }
          >
            {words(`channel.${channel}`)} · {words(`purpose.${purpose}`)}
          </Badge>
        );
      })}
    </Group>
  );
}
