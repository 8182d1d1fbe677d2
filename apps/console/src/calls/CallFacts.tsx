import { Badge, Group, List, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { QueuedCall, ServiceFile } from '../api/types';
import { Facts } from '../components/Facts';
import { ProblemAlert } from '../components/ProblemAlert';
import { Section } from '../components/Section';
import { TextLink } from '../components/TextLink';
import { useTimes } from '../components/use-times';
import { serviceFileQuery } from '../customers/customers.api';
import { sayOutcome } from '../follow-ups/outcome-words';
import { useWords } from '../messages/use-words';
import { ReasonText } from '../reasons/ReasonText';

const SHOWN = 3;

/** The few things one must know before saying hello. */
export function CallFacts({ call }: { call: QueuedCall }) {
  const words = useWords();
  const times = useTimes();
  const { attempts, reasons, followUp } = call;
  const { data: file, error, isPending } = useQuery(serviceFileQuery(followUp.customer.id));
  return (
    <Section title={words('calls.facts')}>
      <Facts
        facts={[
          [
            words('calls.why'),
            reasons.length > 0 && (
              <List size="sm" listStyleType="none" spacing={2}>
                {reasons.map((reason) => (
                  <List.Item key={reason.code}>
                    <ReasonText reason={reason} />
                  </List.Item>
                ))}
              </List>
            ),
          ],
          [words('fact.product'), followUp.product],
          [
            words('calls.attempts'),
            attempts.length > 0 && (
              <List size="sm" listStyleType="none" spacing={2}>
                {attempts.slice(-SHOWN).map(({ at, outcome, comment }) => (
                  <List.Item key={at}>
                    {times.dateTime(at, followUp.zone)}: {sayOutcome(outcome, words)}
                    {comment && ` · “${comment}”`}
                  </List.Item>
                ))}
              </List>
            ),
          ],
        ]}
      />
      {isPending ? (
        <Skeleton h={72} mt="sm" />
      ) : file ? (
        <FromFile file={file} />
      ) : (
        <ProblemAlert error={error} />
      )}
    </Section>
  );
}

function FromFile({ file: { tickets, promises, scores, zone } }: { file: ServiceFile }) {
  const words = useWords();
  const times = useTimes();
  const open = tickets.items.filter(({ state }) => state === 'open' || state === 'waiting');
  const made = promises.items.filter(({ state }) => state === 'open' || state === 'broken');
  const [last] = scores.items;
  return (
    <Facts
      facts={[
        [
          words('calls.tickets'),
          open.length === 0 ? (
            words('calls.none-of-them')
          ) : (
            <List size="sm" listStyleType="none" spacing={2}>
              {open.slice(0, SHOWN).map(({ id, subject, state }) => (
                <List.Item key={id}>
                  <Group gap={6}>
                    <TextLink to="/tickets/$id" params={{ id }} size="sm">
                      {subject}
                    </TextLink>
                    <Badge size="sm" color="orange">
                      {words(`ticket.state.${state}`)}
                    </Badge>
                  </Group>
                </List.Item>
              ))}
            </List>
          ),
        ],
        [
          words('calls.promises'),
          made.length > 0 && (
            <List size="sm" listStyleType="none" spacing={2}>
              {made.slice(0, SHOWN).map(({ id, text, dueAt, state }) => (
                <List.Item key={id}>
                  <Text span size="sm" c={state === 'broken' ? 'var(--app-red)' : undefined}>
                    {text} · {times.dateTime(dueAt, zone)}
                  </Text>
                </List.Item>
              ))}
            </List>
          ),
        ],
        [
          words('calls.score'),
          last &&
            `${last.question?.toUpperCase() ?? ''} ${last.score} · ${times.date(last.at, zone)}${last.comment ? ` · “${last.comment}”` : ''}`,
        ],
      ]}
    />
  );
}
