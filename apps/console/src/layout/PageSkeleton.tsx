import { Skeleton, Stack } from '@mantine/core';
import { useWords } from '../messages/use-words';

export function PageSkeleton() {
  const words = useWords();
  return (
    <Stack p="lg" gap="md" aria-busy aria-label={words('shell.loading')} role="status">
      <Skeleton h={28} w={220} />
      <Skeleton h={40} />
      <Skeleton h={320} />
    </Stack>
  );
}
