import { Box, Group, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { IconFlask } from '@tabler/icons-react';
import { clockQuery } from '../clock/clock.api';
import { Notice } from '../components/Notice';
import { useWords } from '../messages/use-words';

interface SandboxRoomProps {
  title: string;
  /** Beside the title. */
  tools?: ReactNode;
  children: ReactNode;
}

/** A room that only a sandbox has; in production it says so. */
export function SandboxRoom({ title, tools, children }: SandboxRoomProps) {
  const words = useWords();
  const { data: clock } = useQuery(clockQuery);
  return (
    <Box p={{ base: 'sm', sm: 'lg' }}>
      <Stack gap="md">
        <Group justify="space-between" gap="sm" maw={1180}>
          <Title order={1} size="h3">
            {title}
          </Title>
          {tools}
        </Group>
        {clock === null ? (
          <Notice icon={IconFlask} title={words('sandbox.none')}>
            {words('sandbox.none.text')}
          </Notice>
        ) : (
          children
        )}
      </Stack>
    </Box>
  );
}
