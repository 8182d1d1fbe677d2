import { ActionIcon, Button, Checkbox, Group, Menu, Stack, Text, TextInput } from '@mantine/core';
import { IconBookmark, IconTrash, IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { ProblemAlert } from '../components/ProblemAlert';
import { useWords } from '../messages/use-words';
import { useRemoveView, useSaveView, viewsQuery } from './board.api';
import { type BoardFilters, readBoardFilters } from './filters';

/** Goes to filters that were kept, and keeps those in force under a name. */
export function BoardViews({ filters }: { filters: BoardFilters }) {
  const words = useWords();
  const navigate = useNavigate({ from: '/board' });
  const { data: views = [] } = useQuery(viewsQuery);
  const remove = useRemoveView();
  return (
    <Menu width={280} position="bottom-end" closeOnItemClick={false}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconBookmark size={17} aria-hidden />}>
          {words('views.button')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {views.map(({ id, name, filters: kept, shared, mine }) => (
          <Group key={id} gap={2} wrap="nowrap">
            <Menu.Item
              flex={1}
              closeMenuOnClick
              leftSection={
                shared ? <IconUsersGroup size={15} aria-label={words('views.is-shared')} /> : undefined
              }
              onClick={() => void navigate({ search: () => readBoardFilters(kept) })}
            >
              {name}
            </Menu.Item>
            {mine && (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={words('views.remove', { name })}
                onClick={() => remove.mutate(id)}
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            )}
          </Group>
        ))}
        {views.length === 0 && (
          <Text size="sm" c="dimmed" p="xs">
            {words('views.none')}
          </Text>
        )}
        <Menu.Divider />
        <SaveView filters={filters} />
      </Menu.Dropdown>
    </Menu>
  );
}

function SaveView({ filters }: { filters: BoardFilters }) {
  const words = useWords();
  const save = useSaveView();
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() !== '')
      save.mutate({ name: name.trim(), filters, shared }, { onSuccess: () => setName('') });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs" p="xs">
        <TextInput
          size="xs"
          label={words('views.name')}
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          // The menu would take letters for a search among its items.
          onKeyDown={(event) => event.stopPropagation()}
        />
        <Checkbox
          size="xs"
          label={words('views.share')}
          checked={shared}
          onChange={(event) => setShared(event.currentTarget.checked)}
        />
        <ProblemAlert error={save.error} />
        <Button type="submit" size="xs" loading={save.isPending} disabled={name.trim() === ''}>
          {words('views.save')}
        </Button>
      </Stack>
    </form>
  );
}
