import { Button, Group, Paper, SegmentedControl, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useWords } from '../messages/use-words';
import type { TrendProps } from './charts';

const Trend = lazy(async () => ({ default: (await import('./charts')).Trend }));

interface ReportSectionProps {
  title: string;
  /** What the figures mean and how they were found. */
  about?: string;
  /** Where the same lines come as a file. */
  csv: string;
  chart?: TrendProps;
  /** The same as the chart, in words and numbers. */
  children: ReactNode;
}

/** One table of a report, as a picture where there is one, and always as lines and as a file. */
export function ReportSection({ title, about, csv, chart, children }: ReportSectionProps) {
  const words = useWords();
  const [shown, setShown] = useState<'chart' | 'table'>(chart ? 'chart' : 'table');
  return (
    <Paper component="section" p="md" radius="lg" aria-label={title}>
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <Title order={2} size="sm" fw={600}>
            {title}
          </Title>
          <Group gap="xs">
            {chart && (
              <SegmentedControl
                size="xs"
                aria-label={words('reports.show', { title })}
                value={shown}
                onChange={(value) => setShown(value as 'chart' | 'table')}
                data={[
                  { value: 'chart', label: words('reports.chart') },
                  { value: 'table', label: words('reports.table') },
                ]}
              />
            )}
            <Button
              component="a"
              href={csv}
              download
              size="xs"
              variant="default"
              leftSection={<IconDownload size={14} aria-hidden />}
              aria-label={words('reports.csv.of', { title })}
            >
              CSV
            </Button>
          </Group>
        </Group>
        {about && (
          <Text size="xs" c="dimmed">
            {about}
          </Text>
        )}
        {chart && shown === 'chart' ? (
          <div role="img" aria-label={words('reports.chart.of', { title })}>
            <Suspense fallback={<Skeleton h={240} />}>
              <Trend {...chart} />
            </Suspense>
          </div>
        ) : (
          children
        )}
      </Stack>
    </Paper>
  );
}
