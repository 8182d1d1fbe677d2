import { ActionIcon, Group, Paper, Progress, Text, ThemeIcon, Title } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { meQuery } from '../auth/auth.api';
import { TextLink } from '../components/TextLink';
import { useWords } from '../messages/use-words';
import { setupQuery, useCloseSetup } from './first-run.api';

/** What a new installation still needs; it stands on the board until all is done or it is put away. */
export function SetupCard() {
  const words = useWords();
  const { data: me } = useQuery(meQuery);
  const { data: setup } = useQuery({
    ...setupQuery,
    enabled: me?.role === 'operator' || me?.role === 'admin',
  });
  const close = useCloseSetup();
  if (!setup?.open) return null;
  const done = setup.steps.filter((step) => step.done).length;
  return (
    <Paper component="section" p="md" radius="lg" aria-labelledby="setup-title">
      <Group justify="space-between" wrap="nowrap" align="start">
        <Title order={2} size="sm" id="setup-title">
          {words('setup.title', { done, total: setup.steps.length })}
        </Title>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={words('setup.close')}
          onClick={() => close.mutate(undefined)}
        >
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </Group>
      <Progress value={(done / setup.steps.length) * 100} my="xs" aria-label={words('setup.progress')} />
      <Group gap="md" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {setup.steps.map(({ step, done: isDone }) => (
          <Group key={step} gap={6} component="li" wrap="nowrap">
            <ThemeIcon
              size={20}
              radius="xl"
              variant={isDone ? 'filled' : 'light'}
              color={isDone ? 'pine' : 'gray'}
            >
              {isDone ? (
                <IconCheck size={13} aria-label={words('setup.done')} role="img" />
              ) : (
                <span aria-hidden>·</span>
              )}
            </ThemeIcon>
            {isDone ? (
              <Text size="sm" c="dimmed">
                {words(`setup.${step}`)}
              </Text>
            ) : (
              <TextLink to="/first-run" search={{ at: step }} size="sm">
                {words(`setup.${step}`)}
              </TextLink>
            )}
          </Group>
        ))}
      </Group>
    </Paper>
  );
}
