import { Badge, Box, Group, Paper, Skeleton, Stack, Table, Text, Title } from '@mantine/core';
import { IconMessage2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { meQuery } from '../auth/auth.api';
import { Notice, ProblemNotice } from '../components/Notice';
import { SearchField } from '../components/SearchField';
import { TextLink } from '../components/TextLink';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { NewTemplate } from './NewTemplate';
import { type Template, templatesQuery } from './templates.api';

/** The texts of all messages. */
export function TemplatesPage() {
  const words = useWords();
  const { q } = useSearch({ from: '/rooms/templates' });
  const navigate = useNavigate({ from: '/templates' });
  const { data: me } = useQuery(meQuery);
  const list = useQuery(templatesQuery);
  const mayWrite = me?.role === 'operator' || me?.role === 'admin';
  const shown = (list.data ?? []).filter((template) => isMeant(template, q));
  return (
    <Box p={{ base: 'sm', sm: 'lg' }} maw={1180}>
      <Stack gap="md">
        <Group justify="space-between">
          <Title order={1} size="h3">
            {words('room.templates')}
          </Title>
          <Group gap="sm">
            <SearchField
              label={words('template.search')}
              value={q}
              onSearch={(text) => void navigate({ search: { q: text || undefined }, replace: true })}
              w={{ base: '100%', xs: 260 }}
            />
            {mayWrite && list.data && <NewTemplate known={list.data.map(({ template }) => template)} />}
          </Group>
        </Group>
        {list.isPending ? (
          <Skeleton h={420} radius="lg" />
        ) : list.error ? (
          <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
        ) : shown.length === 0 ? (
          <Notice icon={IconMessage2} title={words('template.none')}>
            {words('template.none.text')}
          </Notice>
        ) : (
          <TemplateTable templates={shown} />
        )}
      </Stack>
    </Box>
  );
}

function TemplateTable({ templates }: { templates: readonly Template[] }) {
  const words = useWords();
  const times = useTimes();
  return (
    <Paper radius="lg" style={{ overflow: 'hidden' }}>
      <Table verticalSpacing={9} horizontalSpacing="md" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words('template.key')}</Table.Th>
            <Table.Th>{words('template.purpose')}</Table.Th>
            <Table.Th visibleFrom="sm">{words('template.languages')}</Table.Th>
            <Table.Th visibleFrom="md">{words('template.saved-at')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {templates.map(({ template, purpose, texts, savedAt, version }) => (
            <Table.Tr key={template}>
              <Table.Td>
                <TextLink
                  to="/templates/$key"
                  params={{ key: template }}
                  size="sm"
                  fw={550}
                  c="inherit"
                  style={{ overflowWrap: 'anywhere' }}
                >
                  {template}
                </TextLink>
                <Text size="xs" c="dimmed" lineClamp={1}>
                  {texts.en ?? Object.values(texts)[0]}
                </Text>
              </Table.Td>
              <Table.Td>
                <Badge color="gray">{words(`template.purpose.${purpose}`)}</Badge>
              </Table.Td>
              <Table.Td visibleFrom="sm">{Object.keys(texts).join(', ')}</Table.Td>
              <Table.Td visibleFrom="md" className="numbers">
                {times.dateTime(savedAt)} · {words('template.version', { version })}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

/** By key or by what it says in any language. */
function isMeant({ template, texts }: Template, q: string | undefined): boolean {
  if (q === undefined) return true;
  const wanted = q.toLowerCase();
  return [template, ...Object.values(texts)].some((text) => text.toLowerCase().includes(wanted));
}
