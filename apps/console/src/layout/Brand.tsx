import { Group, Text } from '@mantine/core';

export function Brand({ large = false }: { large?: boolean }) {
  return (
    <Group gap={10} wrap="nowrap">
      <img src="/icon.svg" alt="" width={large ? 40 : 28} height={large ? 40 : 28} />
      <Text fw={680} size={large ? 'xl' : 'lg'} lts="-0.02em">
        Aftercare
      </Text>
    </Group>
  );
}
