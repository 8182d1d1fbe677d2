import { Button, Group, Paper, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useIntl } from 'react-intl';
import { ProblemAlert } from '../components/ProblemAlert';
import { useWords } from '../messages/use-words';
import { type Template, useTestSend } from './templates.api';

/** Sends the saved version with sample values to one's own phone. */
export function TestSend({ template: { template, texts } }: { template: Template }) {
  const words = useWords();
  const intl = useIntl();
  const [language, setLanguage] = useState(Object.keys(texts)[0] ?? 'en');
  const [phone, setPhone] = useState('');
  const send = useTestSend(template);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send.mutate({ language, ...(phone.trim() !== '' && { phone: phone.trim() }) });
  };
  return (
    <Paper component="form" p="md" radius="lg" onSubmit={submit}>
      <Stack gap="sm">
        <Title order={2} size="sm">
          {words('template.test')}
        </Title>
        <Text size="sm" c="dimmed">
          {words('template.test.hint')}
        </Text>
        <Group align="end" gap="sm">
          <Select
            label={words('template.test.language')}
            data={Object.keys(texts).map((value) => ({
              value,
              label: intl.formatDisplayName(value, { type: 'language' }) ?? value,
            }))}
            value={language}
            allowDeselect={false}
            onChange={(value) => value && setLanguage(value)}
          />
          <TextInput
            label={words('template.test.phone')}
            type="tel"
            placeholder={words('template.test.phone.known')}
            value={phone}
            onChange={(event) => setPhone(event.currentTarget.value)}
          />
          <Button
            type="submit"
            variant="default"
            loading={send.isPending}
            leftSection={<IconSend size={16} aria-hidden />}
          >
            {words('template.test.send')}
          </Button>
        </Group>
        <ProblemAlert error={send.error} />
        <Text size="sm" role="status">
          {send.data && words('template.test.sent', { phone: send.data.to })}
        </Text>
      </Stack>
    </Paper>
  );
}
