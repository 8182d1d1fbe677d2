import { Box, Grid, Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { ProblemNotice } from '../components/Notice';
import { Section } from '../components/Section';
import { useWords } from '../messages/use-words';
import { ConsentState } from './ConsentState';
import { CustomerHeader } from './CustomerHeader';
import { customerQuery } from './customers.api';
import { CustomerTimeline } from './CustomerTimeline';
import { PlanList } from './PlanList';

/** One customer: who it is, what we may send, what runs, and all that happened. */
export function CustomerPage() {
  const words = useWords();
  const { id } = useParams({ from: '/rooms/customers/$id' });
  const { data: customer, error, isPending, refetch } = useQuery(customerQuery(id));
  if (isPending) return <CustomerSkeleton />;
  if (!customer) return <ProblemNotice error={error!} onRetry={() => void refetch()} />;
  return (
    <Box p={{ base: 'sm', sm: 'lg' }} maw={1180}>
      <Stack gap="lg">
        <CustomerHeader customer={customer} />
        <Grid gap="md">
          <Grid.Col span={{ base: 12, md: 4 }}>
            <Stack gap="md">
              <Section title={words('consent.title')}>
                <ConsentState customer={customer.id} />
              </Section>
              <Section title={words('plan.title')}>
                <PlanList customer={customer.id} />
              </Section>
            </Stack>
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 8 }}>
            <Section title={words('timeline.title')}>
              <CustomerTimeline customer={customer.id} zone={customer.zone ?? undefined} />
            </Section>
          </Grid.Col>
        </Grid>
      </Stack>
    </Box>
  );
}

function CustomerSkeleton() {
  const words = useWords();
  return (
    <Stack p="lg" gap="lg" maw={1180} role="status" aria-busy aria-label={words('shell.loading')}>
      <Skeleton h={64} radius="lg" />
      <Skeleton h={420} radius="lg" />
    </Stack>
  );
}
