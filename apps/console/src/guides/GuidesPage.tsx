import { Box, Button, Group, Paper, ScrollArea, Skeleton, Stack, Table, Text, Title } from '@mantine/core';
import { IconBook } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Notice, ProblemNotice } from '../components/Notice';
import { TextLink } from '../components/TextLink';
import { useWords } from '../messages/use-words';
import { GuideEditor } from './GuideEditor';
import { guidesQuery } from './guides.api';

/** The key in the address of a guide that is not saved yet. */
const NEW = 'new';

/** Help pages that messages link to, and how often they were read. */
export function GuidesPage() {
  const words = useWords();
  const { guide } = useSearch({ from: '/rooms/guides' });
  const navigate = useNavigate({ from: '/guides' });
  const list = useQuery(guidesQuery);
  if (list.error) return <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />;
  const chosen = list.data?.find(({ key }) => key === guide);
  return (
    <Box p={{ base: 'sm', sm: 'lg' }} maw={1180}>
      <Stack gap="md">
        <Group justify="space-between">
          <Title order={1} size="h3">
            {words('room.guides')}
          </Title>
          <Button variant="default" onClick={() => void navigate({ search: { guide: NEW } })}>
            {words('guides.new')}
          </Button>
        </Group>
        {list.isPending ? (
          <Skeleton h={240} radius="lg" />
        ) : list.data.length === 0 && guide === undefined ? (
          <Notice icon={IconBook} title={words('guides.none')}>
            {words('guides.none.text', { variable: '{guide}' })}
          </Notice>
        ) : (
          <GuideTable />
        )}
        {list.data && guide !== undefined && (chosen !== undefined || guide === NEW) && (
          <GuideEditor
            key={`${guide} ${chosen?.version ?? 0}`}
            guide={chosen}
            onSaved={(key) => void navigate({ search: { guide: key } })}
          />
        )}
      </Stack>
    </Box>
  );
}

function GuideTable() {
  const words = useWords();
  const { data = [] } = useQuery(guidesQuery);
  return (
    <Paper radius="lg">
      <ScrollArea type="auto">
        <Table miw={560} verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words('guides.title')}</Table.Th>
              <Table.Th>{words('guides.products')}</Table.Th>
              <Table.Th>{words('guides.steps')}</Table.Th>
              <Table.Th>{words('guides.linked')}</Table.Th>
              <Table.Th>{words('guides.readers')}</Table.Th>
              <Table.Th>{words('guides.helped')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.map(({ key, pages, products, steps, counts, missing }) => (
              <Table.Tr key={key}>
                <Table.Td>
                  <TextLink to="/guides" search={{ guide: key }} size="sm">
                    {Object.values(pages)[0]?.title ?? key}
                  </TextLink>
                  {missing.length > 0 && (
                    <Text size="xs" c="dimmed">
                      {words('guides.missing', { languages: missing.join(', ') })}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td>{products.join(', ')}</Table.Td>
                <Table.Td>{steps.join(', ')}</Table.Td>
                <Table.Td className="numbers">{counts.linked}</Table.Td>
                <Table.Td className="numbers">{counts.readers}</Table.Td>
                <Table.Td className="numbers">
                  {counts.helped} / {counts.helped + counts.notHelped}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
    </Paper>
  );
}
