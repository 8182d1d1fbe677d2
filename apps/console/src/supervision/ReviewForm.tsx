import { ActionIcon, Button, Group, Radio, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { ProblemAlert } from '../components/ProblemAlert';
import { Section } from '../components/Section';
import { useWords } from '../messages/use-words';
import { type CompleteReview, type Review, useCompleteReview } from './supervision.api';

const ANSWERS = ['yes', 'partly', 'no', 'not-applicable'] as const;
const SEVERITIES = ['minor', 'major', 'critical'] as const;
type Found = NonNullable<CompleteReview['findings']>[number];

/** The checklist to be filled in, and what was found beside it. */
export function ReviewForm({ review }: { review: Review }) {
  const words = useWords();
  const doing = useCompleteReview(review.id);
  const { items } = review.checklist;
  const [answers, setAnswers] = useState<CompleteReview['answers']>({});
  const [comment, setComment] = useState('');
  const [findings, setFindings] = useState<Found[]>([]);
  const isWhole =
    items.every(({ key }) => answers[key] !== undefined) && findings.every(({ text }) => text.trim() !== '');
  const send = (event: FormEvent): void => {
    event.preventDefault();
    doing.mutate({ answers, comment: comment.trim() || undefined, findings });
  };
  const change = (index: number, part: Partial<Found>) =>
    setFindings(findings.map((one, i) => (i === index ? { ...one, ...part } : one)));
  return (
    <Section title={words('review.checklist')}>
      <form onSubmit={send}>
        <Stack gap="md">
          <ProblemAlert error={doing.error} />
          {items.length === 0 && <Text size="sm">{words('review.checklist.none')}</Text>}
          {items.map(({ key, text }) => (
            <Radio.Group
              key={key}
              label={text}
              value={answers[key] ?? ''}
              onChange={(value) => setAnswers({ ...answers, [key]: value as (typeof ANSWERS)[number] })}
            >
              <Group gap="md" mt={4}>
                {ANSWERS.map((answer) => (
                  <Radio key={answer} value={answer} label={words(`review.answer.${answer}`)} />
                ))}
              </Group>
            </Radio.Group>
          ))}
          {findings.map((finding, index) => (
            <Group key={index} gap="xs" align="flex-end" wrap="nowrap">
              <Select
                w={130}
                label={words('finding.severity')}
                allowDeselect={false}
                data={SEVERITIES.map((value) => ({ value, label: words(`finding.${value}`) }))}
                value={finding.severity}
                onChange={(value) => change(index, { severity: value as Found['severity'] })}
              />
              <TextInput
                style={{ flex: 1 }}
                label={words('finding.text')}
                value={finding.text}
                onChange={(event) => change(index, { text: event.currentTarget.value })}
              />
              <ActionIcon
                variant="default"
                size={36}
                aria-label={words('finding.remove')}
                onClick={() => setFindings(findings.filter((_, i) => i !== index))}
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            </Group>
          ))}
          <Group>
            <Button
              variant="default"
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() => setFindings([...findings, { severity: 'minor', text: '' }])}
            >
              {words('finding.add')}
            </Button>
          </Group>
          <Textarea
            label={words('comment.label')}
            autosize
            minRows={2}
            value={comment}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button type="submit" loading={doing.isPending} disabled={!isWhole}>
              {words('review.finish')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
