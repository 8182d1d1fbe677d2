import { Stack, Text, TextInput } from '@mantine/core';
import { useIntl } from 'react-intl';
import { useWords } from '../messages/use-words';

interface OtherWaysProps {
  language: string;
  subject: string;
  contentId: string;
  faults: readonly { path: string; message: string }[];
  readOnly: boolean;
  onSubject: (text: string) => void;
  onContentId: (id: string) => void;
}

/** What a text needs to leave by e-mail and by WhatsApp; folded away, since most leave by SMS. */
export function OtherWays({ language, subject, contentId, faults, readOnly, ...props }: OtherWaysProps) {
  const words = useWords();
  const intl = useIntl();
  const name = intl.formatDisplayName(language, { type: 'language' }) ?? language;
  const faultsOf = (part: string) =>
    faults
      .filter(({ path }) => path.startsWith(`/${part}/`))
      .map(({ message }) => message)
      .join(' ') || undefined;
  return (
    <details open={subject !== '' || contentId !== '' || faults.length > 0}>
      <Text component="summary" size="sm" c="dimmed" style={{ cursor: 'pointer' }}>
        {words('template.other-ways')}
      </Text>
      <Stack gap="xs" mt="xs">
        <TextInput
          size="xs"
          label={words('template.subject', { language: name })}
          placeholder={words('template.subject.none')}
          lang={language}
          maxLength={200}
          readOnly={readOnly}
          value={subject}
          error={faultsOf('subjects')}
          onChange={(event) => props.onSubject(event.currentTarget.value)}
        />
        <TextInput
          size="xs"
          label={words('template.whatsapp', { language: name })}
          description={words('template.whatsapp.hint')}
          placeholder="HX…"
          maxLength={64}
          readOnly={readOnly}
          value={contentId}
          error={faultsOf('whatsapp')}
          onChange={(event) => props.onContentId(event.currentTarget.value.trim())}
        />
      </Stack>
    </details>
  );
}
