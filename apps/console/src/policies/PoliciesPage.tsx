import {
  Alert,
  Badge,
  Box,
  Button,
  Group,
  Paper,
  SegmentedControl,
  Skeleton,
  Stack,
  Table,
  Text,
  Title,
} from '@mantine/core';
import { IconPlus, IconRoute } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { meQuery } from '../auth/auth.api';
import { Notice, ProblemNotice } from '../components/Notice';
import { Section } from '../components/Section';
import { TextLink } from '../components/TextLink';
import { TIERS, TierBadge } from '../components/TierBadge';
import { TYPES } from '../components/TypeLabel';
import { useWords } from '../messages/use-words';
import classes from './policies.module.css';
import { type Policy, matrixQuery, policiesQuery } from './policies.api';
import { type PolicyDraft, SUBJECTS, type SubjectType, stepsOf } from './policy-document';
import { NewPolicyModal } from './PolicyPage';

/** All policies, and who gets which. */
export function PoliciesPage() {
  const words = useWords();
  const { data: me } = useQuery(meQuery);
  const list = useQuery(policiesQuery);
  const [isNew, setNew] = useState(false);
  const mayWrite = me?.role === 'operator' || me?.role === 'admin';
  return (
    <Box p={{ base: 'sm', sm: 'lg' }} maw={1400}>
      <Stack gap="md">
        <Group justify="space-between">
          <Title order={1} size="h3">
            {words('room.policies')}
          </Title>
          <Group gap="xs">
            <TextLink to="/calendars" size="sm">
              {words('room.calendars')}
            </TextLink>
            <TextLink to="/contact-rules" size="sm">
              {words('room.contact-rules')}
            </TextLink>
            {mayWrite && (
              <>
                <TextLink to="/first-run" search={{ at: 'policy' }} size="sm">
                  {words('policies.gallery')}
                </TextLink>
                <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setNew(true)}>
                  {words('policy.new')}
                </Button>
              </>
            )}
          </Group>
        </Group>
        {list.isPending ? (
          <Skeleton h={320} radius="lg" />
        ) : list.error ? (
          <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
        ) : list.data.length === 0 ? (
          <Notice icon={IconRoute} title={words('policies.none')}>
            {words('policies.none.text')}
          </Notice>
        ) : (
          <>
            <PolicyTable policies={list.data} />
            <Matrix policies={list.data} />
          </>
        )}
      </Stack>
      {isNew && (
        <NewPolicyModal
          taken={new Set(list.data?.map(({ policy }) => policy))}
          onClose={() => setNew(false)}
        />
      )}
    </Box>
  );
}

function PolicyTable({ policies }: { policies: readonly Policy[] }) {
  const words = useWords();
  const intl = useIntl();
  return (
    <Paper radius="lg" style={{ overflow: 'hidden' }}>
      <Table verticalSpacing={9} horizontalSpacing="md" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words('policy.name')}</Table.Th>
            <Table.Th visibleFrom="sm">{words('policy.subject')}</Table.Th>
            <Table.Th visibleFrom="md">{words('policy.family')}</Table.Th>
            <Table.Th visibleFrom="md">{words('policy.rank')}</Table.Th>
            <Table.Th visibleFrom="sm">{words('policy.steps')}</Table.Th>
            <Table.Th>{words('policy.state')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {policies.map(({ policy, draft, currentVersion, unpublished }) => {
            const document = draft as PolicyDraft;
            return (
              <Table.Tr key={policy}>
                <Table.Td>
                  <TextLink to="/policies/$key" params={{ key: policy }} size="sm" fw={550} c="inherit">
                    {document.name ?? policy}
                  </TextLink>
                  <Text size="xs" c="dimmed">
                    {policy}
                  </Text>
                </Table.Td>
                <Table.Td visibleFrom="sm">
                  {document.subject && words(`policy.subject.${document.subject}`)}
                </Table.Td>
                <Table.Td visibleFrom="md">{document.family}</Table.Td>
                <Table.Td visibleFrom="md" className="numbers">
                  {document.rank}
                </Table.Td>
                <Table.Td visibleFrom="sm" className="numbers">
                  {intl.formatNumber(stepsOf(document).length)}
                </Table.Td>
                <Table.Td>
                  <Group gap={6}>
                    {currentVersion === null ? (
                      <Badge color="gray">{words('policy.never-published')}</Badge>
                    ) : (
                      <Badge color="pine">{words('policy.version', { version: currentVersion })}</Badge>
                    )}
                    {unpublished && currentVersion !== null && (
                      <Badge color="yellow">{words('policy.unpublished')}</Badge>
                    )}
                  </Group>
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

/** For each family, tier and type of customer: which policy wins, where there is none, and which never comes into play. */
function Matrix({ policies }: { policies: readonly Policy[] }) {
  const words = useWords();
  const { subject = 'sale' } = useSearch({ from: '/rooms/policies' });
  const navigate = useNavigate({ from: '/policies' });
  const matrix = useQuery(matrixQuery(subject));
  const nameOf = (key: string): string =>
    String(policies.find(({ policy }) => policy === key)?.draft['name'] ?? key);
  const families = [...new Set(matrix.data?.cells.map(({ family }) => family))];
  return (
    <Section title={words('matrix.title')}>
      <Stack gap="md">
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {words('matrix.text')}
          </Text>
          <SegmentedControl
            aria-label={words('policy.subject')}
            data={SUBJECTS.map((value) => ({ value, label: words(`policy.subject.${value}`) }))}
            value={subject}
            onChange={(value) => void navigate({ search: { subject: value as SubjectType }, replace: true })}
          />
        </Group>
        {matrix.isPending ? (
          <Skeleton h={180} />
        ) : matrix.error ? (
          <ProblemNotice error={matrix.error} onRetry={() => void matrix.refetch()} />
        ) : families.length === 0 ? (
          <Text c="dimmed">{words('matrix.none')}</Text>
        ) : (
          families.map((family) => (
            <div
              key={family}
              className={classes.scroll}
              role="region"
              tabIndex={0}
              aria-label={words('matrix.family', { family })}
            >
              <Table className={classes.matrix} withTableBorder withColumnBorders verticalSpacing={6}>
                <Table.Caption ta="start">{words('matrix.family', { family })}</Table.Caption>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{words('filter.tier')}</Table.Th>
                    {TYPES.map((type) => (
                      <Table.Th key={type}>{words(`type.${type}`)}</Table.Th>
                    ))}
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {TIERS.map((tier) => (
                    <Table.Tr key={tier}>
                      <Table.Th scope="row">
                        <TierBadge tier={tier} />
                      </Table.Th>
                      {TYPES.map((type) => {
                        const cell = matrix.data.cells.find(
                          (one) => one.family === family && one.tier === tier && one.type === type,
                        );
                        return (
                          <Table.Td key={type}>
                            <Stack gap={2}>
                              {cell?.policies.map(({ policy, conditional }) => (
                                <div key={policy}>
                                  <TextLink to="/policies/$key" params={{ key: policy }} size="xs">
                                    {nameOf(policy)}
                                  </TextLink>
                                  {conditional && (
                                    <Text size="xs" c="dimmed">
                                      {words('matrix.conditional')}
                                    </Text>
                                  )}
                                </div>
                              ))}
                              {cell?.gap && (
                                <Text size="xs" className={classes.gap}>
                                  {words(cell.policies.length > 0 ? 'matrix.gap.else' : 'matrix.gap')}
                                </Text>
                              )}
                            </Stack>
                          </Table.Td>
                        );
                      })}
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </div>
          ))
        )}
        {matrix.data?.shadowed.map(({ policy, by }) => (
          <Alert key={policy} color="orange">
            {words('matrix.shadowed', { policy: nameOf(policy), by: by.map(nameOf).join(', ') })}
          </Alert>
        ))}
      </Stack>
    </Section>
  );
}
