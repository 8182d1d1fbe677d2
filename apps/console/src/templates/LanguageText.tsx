import { Group, List, Paper, Skeleton, Stack, Text, Textarea, Title } from '@mantine/core';
import { normaliseSmsText } from '@aftercare/workflows/domain/text.js';
import { type ReactNode, type Ref, useId } from 'react';
import { useIntl } from 'react-intl';
import { useWords } from '../messages/use-words';
import { PhonePreview } from './PhonePreview';
import type { Preview } from './templates.api';
import { TextCount } from './TextCount';

/** The API takes no more characters in one message. */
const LONGEST_TEXT = 1_600;

interface LanguageTextProps {
  language: string;
  text: string;
  preview: Preview | undefined;
  /** What the API refused in this text when it was to be saved. */
  faults: readonly string[];
  price: number | undefined;
  readOnly: boolean;
  onChange: (text: string) => void;
  onFocus: () => void;
  field: Ref<HTMLTextAreaElement>;
  /** What it needs to leave by e-mail or WhatsApp. */
  byOtherWays: ReactNode;
}

/** One language of a template: its words, what is wrong with them, what they take, and how they look. */
export function LanguageText({
  language,
  text,
  preview,
  faults,
  price,
  readOnly,
  onChange,
  onFocus,
  field,
  byOtherWays,
}: LanguageTextProps) {
  const words = useWords();
  const intl = useIntl();
  const id = useId();
  const name = intl.formatDisplayName(language, { type: 'language' }) ?? language;
  const problems = [...new Set([...faults, ...(text === '' ? [] : (preview?.problems ?? []))])];
  return (
    <Paper component="section" aria-labelledby={id} p="md" radius="lg">
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <Title order={2} size="sm" fw={600} id={id}>
            {name}
          </Title>
          <Text size="xs" c="dimmed" className="numbers">
            {text.length} / {LONGEST_TEXT}
          </Text>
        </Group>
        <Textarea
          ref={field}
          aria-label={words('template.text', { language: name })}
          lang={language}
          autosize
          minRows={4}
          maxLength={LONGEST_TEXT}
          readOnly={readOnly}
          value={text}
          onFocus={onFocus}
          onChange={(event) => onChange(event.currentTarget.value)}
          error={problems.length > 0}
          aria-describedby={problems.length > 0 ? `${id}-problems` : undefined}
        />
        {problems.length > 0 && (
          <List id={`${id}-problems`} size="xs" c="var(--mantine-color-error)" spacing={2} role="status">
            {problems.map((problem) => (
              <List.Item key={problem}>{problem}</List.Item>
            ))}
          </List>
        )}
        {text === '' ? (
          <Text size="xs" c="dimmed">
            {words('template.empty')}
          </Text>
        ) : preview ? (
          <>
            <PhonePreview language={language} text={preview.text} odd={preview.odd} />
            <TextCount
              preview={preview}
              price={price}
              onStrip={readOnly ? undefined : () => onChange(normaliseSmsText(text, { diacritics: 'strip' }))}
            />
          </>
        ) : (
          <Skeleton h={92} radius="lg" />
        )}
        {text !== '' && byOtherWays}
      </Stack>
    </Paper>
  );
}
