import { Alert, Button, Checkbox, Group, List, Menu, Stack, Text, Textarea } from '@mantine/core';
import { countSegments, normaliseSmsText } from '@aftercare/workflows/domain/text.js';
import { IconChevronDown, IconSend } from '@tabler/icons-react';
import { type FormEvent, type RefObject, useState } from 'react';
import type { ReplyDetail } from '../api/types';
import { ProblemAlert } from '../components/ProblemAlert';
import { Section } from '../components/Section';
import { useTell } from '../components/use-tell';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { ReasonText } from '../reasons/ReasonText';
import { useAnswer } from './inbox.api';
import classes from './inbox.module.css';

/** The provider takes no longer text. */
const LONGEST = 1_600;

interface AnswerBoxProps {
  reply: ReplyDetail;
  box: RefObject<HTMLTextAreaElement | null>;
}

/** Answers with own words or a ready answer, counted as it is paid for; where the rules forbid it, it says why. */
export function AnswerBox({ reply, box }: AnswerBoxProps) {
  const words = useWords();
  const times = useTimes();
  const answering = useAnswer(reply.id);
  const tell = useTell();
  const [text, setText] = useState('');
  const [keeps, setKeeps] = useState(false);
  if (reply.answering === null) return null;
  const { allowed, sendAt, reasons } = reply.answering;
  if (!allowed)
    return (
      <Alert color="orange" title={words('inbox.reply.forbidden')}>
        <List size="sm">
          {reasons.map((reason) => (
            <List.Item key={reason.code}>
              <ReasonText reason={reason} />
            </List.Item>
          ))}
        </List>
      </Alert>
    );

  const ready = reply.suggestions.answers.find(({ body }) => body === text);
  const count = countSegments(normaliseSmsText(text, { diacritics: 'keep' }));
  const send = (): void => {
    if (text.trim() === '' || answering.isPending) return;
    const body = ready ? { template: ready.template } : { text: text.trim() };
    answering.mutate(
      { ...body, settle: !keeps },
      {
        onSuccess: () => {
          setText('');
          tell(words('inbox.reply.sent'));
        },
      },
    );
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send();
  };
  return (
    <Section title={words('inbox.reply')}>
      <form onSubmit={submit}>
        <Stack gap="xs">
          <ProblemAlert error={answering.error} />
          {reply.suggestions.answers.length > 0 && (
            <Menu position="bottom-start" width="target" withinPortal>
              <Menu.Target>
                <Button
                  fullWidth
                  size="xs"
                  variant="default"
                  justify="space-between"
                  rightSection={<IconChevronDown size={14} aria-hidden />}
                >
                  {words('inbox.reply.ready')}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {reply.suggestions.answers.map(({ template, body, language }) => (
                  <Menu.Item key={template} lang={language} onClick={() => setText(body)}>
                    {body}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          )}
          <Textarea
            ref={box}
            aria-label={words('inbox.reply.text')}
            placeholder={words('inbox.reply.text')}
            lang={reply.customer?.language}
            autosize
            minRows={2}
            maxRows={8}
            maxLength={LONGEST}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') event.currentTarget.blur();
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
            }}
          />
          <Group justify="space-between" gap="xs">
            <div className={classes.words}>
              <Text size="xs" c="dimmed" className="numbers" aria-live="polite">
                {text === '' ? ' ' : words('inbox.count', { units: count.units, segments: count.segments })}
              </Text>
              {text !== '' && count.odd.length > 0 && count.segments > 1 && (
                <Text size="xs">
                  {words('inbox.count.odd', { characters: count.odd.slice(0, 8).join(' ') })}
                </Text>
              )}
            </div>
            <Group gap="sm">
              {reply.state === 'inbox' && (
                <Checkbox
                  size="xs"
                  label={words('inbox.reply.keep')}
                  checked={keeps}
                  onChange={(event) => setKeeps(event.currentTarget.checked)}
                />
              )}
              <Button
                type="submit"
                loading={answering.isPending}
                disabled={text.trim() === ''}
                leftSection={<IconSend size={16} aria-hidden />}
              >
                {words('inbox.reply.send')}
              </Button>
            </Group>
          </Group>
          {reasons.length > 0 && sendAt !== null && (
            <Text size="xs" c="dimmed">
              {words('inbox.reply.later', { at: times.dateTime(sendAt) })} <ReasonText reason={reasons[0]!} />
            </Text>
          )}
        </Stack>
      </form>
    </Section>
  );
}
