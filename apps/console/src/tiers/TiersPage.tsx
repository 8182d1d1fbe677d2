import { Box, Button, Group, Skeleton, Stack, Title } from '@mantine/core';
import { IconStairs } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Notice, ProblemNotice } from '../components/Notice';
import { ProblemAlert } from '../components/ProblemAlert';
import { Section } from '../components/Section';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { TierPreview } from './TierPreview';
import { TierRulesForm } from './TierRulesForm';
import { openReviewQuery, tierRulesQuery, useTierVerb } from './tiers.api';

/** By which facts customers stand in a tier, and who would move. */
export function TiersPage() {
  const words = useWords();
  const times = useTimes();
  const rules = useQuery(tierRulesQuery);
  const open = useQuery(openReviewQuery);
  const act = useTierVerb();
  const failed = rules.error ?? open.error;
  if (failed)
    return (
      <ProblemNotice error={failed} onRetry={() => void Promise.all([rules.refetch(), open.refetch()])} />
    );
  const next = rules.data?.nextReviewAt;
  return (
    <Box p={{ base: 'sm', sm: 'lg' }} maw={1180}>
      <Stack gap="md">
        <Group justify="space-between">
          <Title order={1} size="h3">
            {words('room.tiers')}
          </Title>
          <Button
            variant="default"
            loading={act.isPending}
            disabled={!rules.data?.rules}
            onClick={() => act.mutate({ verb: 'look' })}
          >
            {words('tiers.look')}
          </Button>
        </Group>
        <ProblemAlert error={act.error} />
        {rules.isPending || open.isPending ? (
          <Skeleton h={320} radius="lg" />
        ) : open.data ? (
          <TierPreview {...open.data} />
        ) : (
          <Notice icon={IconStairs} title={words('tiers.none')}>
            {next ? words('tiers.none.text', { at: times.dateTime(next) }) : words('tiers.no-rules')}
          </Notice>
        )}
        {rules.data && (
          <Section title={words('tiers.rules')}>
            <TierRulesForm key={rules.data.version} rules={rules.data.rules} />
          </Section>
        )}
      </Stack>
    </Box>
  );
}
