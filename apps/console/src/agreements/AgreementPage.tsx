import { Badge, Box, Grid, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { AgreementDetail } from '../api/types';
import { Facts } from '../components/Facts';
import { ProblemNotice } from '../components/Notice';
import { Section } from '../components/Section';
import { TextLink } from '../components/TextLink';
import { TierBadge } from '../components/TierBadge';
import { useTimes } from '../components/use-times';
import type { MessageId } from '../messages/en';
import { useWords } from '../messages/use-words';
import { AGREEMENT_COLOURS, BUCKET_COLOURS } from './agreement-colours';
import { agreementQuery } from './agreements.api';
import { AgreementVerbs } from './AgreementVerbs';
import { noonOf } from './local-dates';
import { NoticeList } from './NoticeList';
import { OfferList } from './OfferList';
import { TermHistory } from './TermHistory';

/** One agreement: its terms, what had to be announced and the proof of it, what was offered, and what happened. */
export function AgreementPage() {
  const { id } = useParams({ from: '/rooms/agreements/$id' });
  const { data: agreement, error, isPending, refetch } = useQuery(agreementQuery(id));
  if (isPending) {
    return (
      <Stack p="lg" gap="md" maw={1180}>
        <Skeleton h={56} radius="lg" />
        <Skeleton h={240} radius="lg" />
      </Stack>
    );
  }
  if (!agreement) return <ProblemNotice error={error!} onRetry={() => void refetch()} />;
  return <AgreementView agreement={agreement} />;
}

function AgreementView({ agreement }: { agreement: AgreementDetail }) {
  const words = useWords();
  const { externalId, customer, state, bucket } = agreement;
  return (
    <Box p={{ base: 'sm', sm: 'lg' }} maw={1180}>
      <Stack gap="lg">
        <Group justify="space-between" align="flex-start" gap="md">
          <Stack gap={6}>
            <Title order={1} size="h3">
              {externalId}
            </Title>
            <Group gap={8}>
              <Badge color={AGREEMENT_COLOURS[state]}>{words(`agreement.state.${state}`)}</Badge>
              <Badge color={BUCKET_COLOURS[bucket]}>{words(`agreement.bucket.${bucket}`)}</Badge>
              <TextLink to="/customers/$id" params={{ id: customer.id }} size="sm">
                {customer.name}
              </TextLink>
              <TierBadge tier={customer.tier} />
            </Group>
          </Stack>
          <AgreementVerbs agreement={agreement} />
        </Group>
        <Grid gap="md">
          <Grid.Col span={{ base: 12, md: 5 }}>
            <Stack gap="md">
              <Section title={words('agreement.facts')}>
                <AgreementFacts agreement={agreement} />
              </Section>
              <Section title={words('agreement.history')}>
                <TermHistory agreement={agreement} />
              </Section>
            </Stack>
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 7 }}>
            <Stack gap="md">
              <Section title={words('agreement.notices')}>
                <NoticeList agreement={agreement} />
              </Section>
              <Section title={words('agreement.offers')}>
                <OfferList agreement={agreement} />
              </Section>
              <Section title={words('agreement.events')}>
                <AgreementEvents agreement={agreement} />
              </Section>
            </Stack>
          </Grid.Col>
        </Grid>
      </Stack>
    </Box>
  );
}

function AgreementFacts({ agreement }: { agreement: AgreementDetail }) {
  const words = useWords();
  const times = useTimes();
  const { startsOn, currentEndsOn, noticeOn, autoRenew, term, products, price, currency, replacedBy } =
    agreement;
  const day = (date: string): string => times.date(noonOf(date), 'UTC');
  return (
    <Facts
      facts={[
        [words('agreement.fact.starts'), day(startsOn)],
        [words('agreement.fact.ends'), day(currentEndsOn)],
        [words('agreement.fact.notice'), noticeOn && day(noticeOn)],
        [
          words('agreement.fact.renewal'),
          words(autoRenew ? 'agreement.renews.auto' : 'agreement.renews.manual'),
        ],
        [words('agreement.fact.length'), term],
        [words('agreement.fact.products'), products.map(({ name }) => name).join(', ')],
        [words('agreement.column.price'), price === null ? null : `${price} ${currency ?? ''}`],
        [
          words('agreement.fact.replaced'),
          replacedBy && (
            <TextLink to="/agreements/$id" params={{ id: replacedBy }} size="sm">
              {words('offer.made-agreement')}
            </TextLink>
          ),
        ],
      ]}
    />
  );
}

function AgreementEvents({ agreement }: { agreement: AgreementDetail }) {
  const words = useWords();
  const times = useTimes();
  if (agreement.events.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {words('agreement.events.none')}
      </Text>
    );
  }
  return (
    <Stack gap={8}>
      {agreement.events.toReversed().map(({ id, type, at, data }) => (
        <div key={id}>
          <Group justify="space-between" gap="xs">
            <Text size="sm" fw={550}>
              {words.has(`agreement.event.${type}`) ? words(`agreement.event.${type}` as MessageId) : type}
            </Text>
            <Text size="xs" c="dimmed" className="numbers">
              {times.dateTime(at, agreement.zone)}
            </Text>
          </Group>
          {typeof data.comment === 'string' && <Text size="sm">{data.comment}</Text>}
        </div>
      ))}
    </Stack>
  );
}
