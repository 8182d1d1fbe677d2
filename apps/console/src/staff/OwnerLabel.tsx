import { Avatar, Group, Text } from '@mantine/core';
import { initialsOf } from '../components/initials';
import { useWords } from '../messages/use-words';

/** Whose work it is; nobody's stands out. */
export function OwnerLabel({ owner }: { owner: { id: string; name: string } | null }) {
  const words = useWords();
  if (!owner) {
    return (
      <Text size="sm" c="var(--app-amber)" fs="italic">
        {words('owner.nobody')}
      </Text>
    );
  }
  return (
    <Group gap={6} wrap="nowrap">
      <Avatar size={20} radius={999} color="gray" styles={{ placeholder: { fontSize: 9 } }} aria-hidden>
        {initialsOf(owner.name)}
      </Avatar>
      <Text size="sm" truncate>
        {owner.name}
      </Text>
    </Group>
  );
}
