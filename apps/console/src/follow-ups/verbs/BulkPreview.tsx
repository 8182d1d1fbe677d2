import { Button, Group, List, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { BulkResult } from '../../api/types';
import { ProblemAlert } from '../../components/ProblemAlert';
import { useWords } from '../../messages/use-words';
import { type BulkVerb, bulkPreviewQuery, useBulk } from '../follow-ups.api';

interface BulkPreviewProps {
  body: BulkVerb;
  onBack: () => void;
  onDone: (result: BulkResult) => void;
}

/** Says what one verb over many would do, and does it when asked. */
export function BulkPreview({ body, onBack, onDone }: BulkPreviewProps) {
  const words = useWords();
  const { data: preview, error } = useQuery(bulkPreviewQuery(body));
  const bulk = useBulk();
  return (
    <Stack gap="md">
      {preview ? <Counts result={preview} /> : !error && <Skeleton h={60} />}
      <ProblemAlert error={error ?? bulk.error} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onBack}>
          {words('action.cancel')}
        </Button>
        <Button
          data-autofocus
          disabled={!preview || preview.changed === 0}
          loading={bulk.isPending}
          onClick={() => bulk.mutate(body, { onSuccess: onDone })}
        >
          {words('bulk.confirm')}
        </Button>
      </Group>
    </Stack>
  );
}

function Counts({ result: { changed, unchanged, refused } }: { result: BulkResult }) {
  const words = useWords();
  return (
    <div role="status">
      <Text fw={600}>{words('bulk.preview', { count: changed })}</Text>
      <List size="sm" spacing={2}>
        {unchanged > 0 && <List.Item>{words('bulk.unchanged', { count: unchanged })}</List.Item>}
        {refused.map(({ code, count, detail }) => (
          <List.Item key={code}>{words('bulk.refused', { count, why: detail })}</List.Item>
        ))}
      </List>
    </div>
  );
}
