import { Button, Center, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconAlertTriangle, IconLock, type TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ProblemError } from '../api/problem';
import { useWords } from '../messages/use-words';
import { useProblemWords } from './problem-words';

interface NoticeProps {
  icon: TablerIcon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  colour?: string;
  /** It is all that the page says. */
  isPage?: boolean;
}

/** What stands where a list or a page would be: nothing there, not allowed, went wrong. */
export function Notice({
  icon: Icon,
  title,
  children,
  action,
  colour = 'gray',
  isPage = false,
}: NoticeProps) {
  return (
    <Center mih={260} p="xl">
      <Stack align="center" gap="xs" maw={420} ta="center">
        <ThemeIcon variant="light" color={colour} size={52} radius="xl">
          <Icon size={26} stroke={1.6} aria-hidden />
        </ThemeIcon>
        <Text component={isPage ? 'h1' : 'div'} fw={600} size="lg" mt={4} mb={0}>
          {title}
        </Text>
        {children && (
          <Text size="sm" c="dimmed" component="div">
            {children}
          </Text>
        )}
        {action}
      </Stack>
    </Center>
  );
}

/** Says what went wrong, with a way to try again; without the right role it says that instead. */
export function ProblemNotice({ error, onRetry }: { error: Error; onRetry?: () => void }) {
  const words = useWords();
  const describe = useProblemWords();
  if (error instanceof ProblemError && error.status === 403) {
    return (
      <Notice icon={IconLock} title={words('problem.forbidden.title')}>
        {words('problem.forbidden.text')}
      </Notice>
    );
  }
  const { title, detail } = describe(error);
  const retry = onRetry && (
    <Button variant="default" mt="sm" onClick={onRetry}>
      {words('action.retry')}
    </Button>
  );
  return (
    <Notice icon={IconAlertTriangle} colour="red" title={title} action={retry}>
      {detail}
    </Notice>
  );
}
