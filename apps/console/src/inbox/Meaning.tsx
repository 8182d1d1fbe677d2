import { Button, Group, Stack, Text } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import type { ReplyDetail } from '../api/types';
import { Section } from '../components/Section';
import { stepName } from '../components/step-name';
import { useTimes } from '../components/use-times';
import { type Words, useWords } from '../messages/use-words';
import type { Answer } from './inbox.api';
import classes from './inbox.module.css';

type Question = ReplyDetail['suggestions']['questions'][number];
interface Link {
  followUp?: string;
  ticket?: string;
  value?: Answer;
}

interface MeaningProps {
  reply: ReplyDetail;
  pending: boolean;
  onLink: (link: Link) => void;
}

/** What a text may mean: questions it may answer, each with one press, and open tickets it may belong to. */
export function Meaning({ reply, pending, onLink }: MeaningProps) {
  const words = useWords();
  const { questions, tickets } = reply.suggestions;
  const mayLink = reply.state === 'inbox' || reply.state === 'settled';
  return (
    <Section title={words('inbox.meaning')}>
      <Stack gap="sm">
        {questions.length === 0 && tickets.length === 0 && (
          <Text size="sm" c="dimmed">
            {words('inbox.meaning.none')}
          </Text>
        )}
        {questions.map((question, place) => (
          <QuestionCard
            key={`${question.followUp} ${question.askedAt}`}
            {...{ question, pending, onLink }}
            disabled={!mayLink}
            isLikeliest={place === 0}
          />
        ))}
        {tickets.length > 0 && (
          <Text size="xs" fw={600} c="dimmed">
            {words('inbox.tickets')}
          </Text>
        )}
        {tickets.map(({ id, subject }) => (
          <Button
            key={id}
            variant="default"
            size="xs"
            className={classes.ticket}
            disabled={!mayLink || pending || reply.ticket !== null}
            leftSection={<IconLink size={14} aria-hidden />}
            onClick={() => onLink({ ticket: id })}
          >
            {words('inbox.ticket.link', { subject })}
          </Button>
        ))}
      </Stack>
    </Section>
  );
}

interface QuestionCardProps extends Omit<MeaningProps, 'reply'> {
  question: Question;
  disabled: boolean;
  isLikeliest: boolean;
}

function QuestionCard({ question, pending, disabled, isLikeliest, onLink }: QuestionCardProps) {
  const words = useWords();
  const times = useTimes();
  const { followUp, asked, step, product, askedAt, state, score, reading, values } = question;
  const title = asked ?? stepName(step);
  const likely = likelyAnswer(question);
  const isOff = disabled || pending;
  return (
    <div className={classes.card} role="group" aria-label={words('inbox.link.to', { question: title })}>
      <Text size="sm" lineClamp={3}>
        {title}
      </Text>
      <Text size="xs" c="dimmed" mb={8}>
        {[product, times.dateTime(askedAt), words(`inbox.question.${state}`, { score })]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      {likely !== undefined && (
        <Button
          fullWidth
          size="xs"
          variant={isLikeliest ? 'filled' : 'light'}
          mb={8}
          disabled={isOff}
          leftSection={<IconLink size={14} aria-hidden />}
          onClick={() => onLink({ followUp, value: likely })}
        >
          {words('inbox.link.value', { answer: sayAnswer(likely, question, words) })}
        </Button>
      )}
      <div className={classes.answers}>
        {values
          .filter((value) => value !== likely)
          .map((value) => (
            <Button
              key={value}
              size="compact-sm"
              variant="light"
              disabled={isOff}
              aria-label={sayAnswer(value, question, words)}
              onClick={() => onLink({ followUp, value })}
            >
              {typeof value === 'number' ? value : sayAnswer(value, question, words)}
            </Button>
          ))}
      </div>
      {isScored(question) && reading.value === null && (
        <Group mt={8}>
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            disabled={isOff}
            onClick={() => onLink({ followUp })}
          >
            {words('inbox.link.comment')}
          </Button>
        </Group>
      )}
    </div>
  );
}

function isScored({ question }: Question): boolean {
  return question !== 'confirm' && question !== 'slot';
}

/** What the rules would have taken it for; undefined where they understand nothing. */
function likelyAnswer({ reading: { intent, value }, values }: Question): Answer | undefined {
  const read = value ?? (intent as Answer);
  return values.find((one) => one === read);
}

function sayAnswer(answer: Answer, question: Question, words: Words): string {
  if (typeof answer !== 'number') return words(`inbox.answer.${answer}`);
  if (question.question === 'slot') return words('inbox.answer.choice', { place: answer });
  return words('inbox.answer.score', { score: answer });
}
