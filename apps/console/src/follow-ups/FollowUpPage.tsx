import { Box, Button, Grid, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Suspense, lazy, useState } from 'react';
import { notify } from '../components/notify';
import type { FollowUpDetail } from '../api/types';
import { useNow } from '../clock/use-now';
import { DueLabel } from '../components/DueLabel';
import { KindIcon } from '../components/KindIcon';
import { ProblemNotice } from '../components/Notice';
import { StateBadge } from '../components/StateBadge';
import { stepName } from '../components/step-name';
import { TextLink } from '../components/TextLink';
import { TierBadge } from '../components/TierBadge';
import { Section } from '../components/Section';
import { useWords } from '../messages/use-words';
import { ReasonTimeline } from '../reasons/ReasonTimeline';
import { ChangeList } from './ChangeList';
import { FollowUpFacts } from './FollowUpFacts';
import { followUpQuery, useVerb } from './follow-ups.api';
import { MessageCard } from './MessageCard';
import { VERB_ICONS } from './verbs/VerbMenu';
import { VERBS, type VerbName, doneVerb, mayDo } from './verbs/verb-rules';

const VerbModal = lazy(() => import('./verbs/VerbModal').then(({ VerbModal }) => ({ default: VerbModal })));

/** One follow-up: what it is, why it is due then, what was changed by whom, and what was sent. */
export function FollowUpPage() {
  const { id } = useParams({ from: '/rooms/follow-ups/$id' });
  const { data: followUp, error, isPending, refetch } = useQuery(followUpQuery(id));
  if (isPending) return <FollowUpSkeleton />;
  if (!followUp) return <ProblemNotice error={error!} onRetry={() => void refetch()} />;
  return <FollowUpView followUp={followUp} />;
}

function FollowUpView({ followUp }: { followUp: FollowUpDetail }) {
  const words = useWords();
  const { why, messages } = followUp;
  return (
    <Box p={{ base: 'sm', sm: 'lg' }} maw={1180}>
      <Stack gap="lg">
        <FollowUpHeader followUp={followUp} />
        <Grid gap="md">
          <Grid.Col span={{ base: 12, md: 5 }}>
            <Stack gap="md">
              <Section title={words('follow-up.facts')}>
                <FollowUpFacts followUp={followUp} />
              </Section>
              <Section title={words('why.title')}>
                <ReasonTimeline reasons={why.reasons} />
                <Text size="xs" c="dimmed" mt="md">
                  {words('why.policy', { name: why.policy.name, version: why.policy.version })}
                </Text>
              </Section>
            </Stack>
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 7 }}>
            <Stack gap="md">
              <Section title={words('message.title')}>
                {messages.length === 0 ? (
                  <Text size="sm" c="dimmed">
                    {words('message.none')}
                  </Text>
                ) : (
                  <Stack gap="sm">
                    {messages.map((message) => (
                      <MessageCard key={message.id} message={message} zone={followUp.zone} />
                    ))}
                  </Stack>
                )}
              </Section>
              <Section title={words('change.title')}>
                <ChangeList changes={why.changes} />
              </Section>
            </Stack>
          </Grid.Col>
        </Grid>
      </Stack>
    </Box>
  );
}

function FollowUpHeader({ followUp }: { followUp: FollowUpDetail }) {
  const words = useWords();
  const now = useNow();
  const doing = useVerb();
  const [asked, setAsked] = useState<VerbName | null>(null);
  const { customer, step, kind, state, overdue, dueAt } = followUp;
  const first = doneVerb(followUp);
  const verbs = VERBS.filter((verb) => mayDo(verb, followUp));
  return (
    <Group justify="space-between" align="flex-start" gap="md">
      <Group gap="md" wrap="nowrap" align="flex-start">
        <KindIcon kind={kind} size={44} />
        <Stack gap={6}>
          <Title order={1} size="h3">
            {stepName(step)}
          </Title>
          <Group gap={10}>
            <StateBadge state={state} overdue={overdue} />
            <DueLabel dueAt={dueAt} now={now} state={state} />
            <TextLink to="/customers/$id" params={{ id: customer.id }} size="sm">
              {customer.name}
            </TextLink>
            <TierBadge tier={customer.tier} />
          </Group>
        </Stack>
      </Group>
      <Group gap="xs">
        {verbs.map((verb) => {
          const Icon = VERB_ICONS[verb];
          return (
            <Button
              key={verb}
              variant={verb === first ? 'filled' : 'default'}
              leftSection={<Icon size={16} aria-hidden />}
              onClick={() => setAsked(verb)}
            >
              {words(`verb.${verb}`)}
            </Button>
          );
        })}
      </Group>
      {asked && (
        <Suspense>
          <VerbModal
            asked={{ verb: asked, followUps: [followUp] }}
            doing={doing}
            onClose={() => setAsked(null)}
            onDone={(verb, count) => {
              setAsked(null);
              notify({ message: words(`done.${verb}`, { count }), color: 'pine' });
            }}
          />
        </Suspense>
      )}
    </Group>
  );
}

function FollowUpSkeleton() {
  const words = useWords();
  return (
    <Stack p="lg" gap="lg" maw={1180} role="status" aria-busy aria-label={words('shell.loading')}>
      <Group>
        <Skeleton h={44} w={44} />
        <Stack gap={8}>
          <Skeleton h={22} w={260} />
          <Skeleton h={16} w={320} />
        </Stack>
      </Group>
      <Group grow align="flex-start">
        <Skeleton h={320} radius="lg" />
        <Skeleton h={420} radius="lg" />
      </Group>
    </Stack>
  );
}
