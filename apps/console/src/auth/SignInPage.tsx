import {
  Alert,
  Box,
  Button,
  Center,
  Group,
  Paper,
  PasswordInput,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { ProblemError } from '../api/problem';
import { useProblemWords } from '../components/problem-words';
import { Brand } from '../layout/Brand';
import { LanguageMenu } from '../layout/LanguageMenu';
import { SchemeSwitch } from '../layout/SchemeSwitch';
import { useWords } from '../messages/use-words';
import { type Credentials, meQuery, signIn } from './auth.api';

export function SignInPage() {
  const words = useWords();
  const queries = useQueryClient();
  const router = useRouter();
  const { to } = useSearch({ from: '/sign-in' });
  const form = useForm<Credentials>({
    mode: 'uncontrolled',
    initialValues: { email: '', password: '' },
    validate: {
      email: (email) => (/\S+@\S+/.test(email) ? null : words('sign-in.email.missing')),
      password: (password) => (password ? null : words('sign-in.password.missing')),
    },
  });
  const enter = useMutation({
    mutationFn: signIn,
    onSuccess: async () => {
      queries.removeQueries({ queryKey: meQuery.queryKey });
      await router.navigate({ href: to ?? '/board', replace: true });
    },
  });

  return (
    <Center component="main" mih="100dvh" p="md">
      <Box w="100%" maw={400}>
        <Group justify="space-between" mb="lg">
          <Brand large />
          <Group gap={4}>
            <LanguageMenu />
            <SchemeSwitch />
          </Group>
        </Group>
        <Paper p="xl" radius="lg" shadow="sm">
          <form onSubmit={form.onSubmit((values) => enter.mutate(values))} noValidate>
            <Stack gap="md">
              <div>
                <Title order={1} size="h3">
                  {words('sign-in.title')}
                </Title>
                <Text size="sm" c="dimmed" mt={4}>
                  {words(to ? 'sign-in.again' : 'sign-in.welcome')}
                </Text>
              </div>
              <SignInProblem error={enter.error} />
              <TextInput
                label={words('sign-in.email')}
                type="email"
                autoComplete="username"
                autoFocus
                size="md"
                key={form.key('email')}
                {...form.getInputProps('email')}
              />
              <PasswordInput
                label={words('sign-in.password')}
                autoComplete="current-password"
                size="md"
                visibilityToggleButtonProps={{ 'aria-label': words('sign-in.show-password') }}
                key={form.key('password')}
                {...form.getInputProps('password')}
              />
              <Button type="submit" size="md" fullWidth loading={enter.isPending}>
                {words('sign-in.submit')}
              </Button>
            </Stack>
          </form>
        </Paper>
        <Text size="xs" c="dimmed" ta="center" mt="lg">
          {words('sign-in.motto')}
        </Text>
      </Box>
    </Center>
  );
}

function SignInProblem({ error }: { error: Error | null }) {
  const words = useWords();
  const describe = useProblemWords();
  if (!error) return null;
  const isWrong = error instanceof ProblemError && error.status >= 400 && error.status < 404;
  const { title, detail } = describe(error);
  return (
    <Alert color="red" role="alert" title={isWrong ? words('sign-in.wrong') : title}>
      {isWrong ? words('sign-in.wrong.text') : detail}
    </Alert>
  );
}
