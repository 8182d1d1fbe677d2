import { Group, Paper, Skeleton, Stack } from '@mantine/core';
import { useWords } from '../messages/use-words';

const ROWS = 8;

export function BoardSkeleton() {
  const words = useWords();
  return (
    <Paper p="md" radius="lg" role="status" aria-busy aria-label={words('shell.loading')}>
      <Stack gap="lg">
        {Array.from({ length: ROWS }, (_, row) => (
          <Group key={row} gap="lg" wrap="nowrap">
            <Skeleton h={30} w={110} />
            <Skeleton h={30} circle style={{ flex: 'none' }} />
            <Skeleton h={14} w="26%" />
            <Skeleton h={14} w="18%" />
            <Skeleton h={14} w="14%" visibleFrom="sm" />
            <Skeleton h={14} w="20%" visibleFrom="sm" />
          </Group>
        ))}
      </Stack>
    </Paper>
  );
}
