import { Badge, Group, Stack } from '@mantine/core';
import { IconTrendingUp } from '@tabler/icons-react';
import { useIntl } from 'react-intl';
import { useWords } from '../messages/use-words';
import { type ReportFilters, csvAddress } from './filters';
import { ReportSection } from './ReportSection';
import { ReportTable } from './ReportTable';
import type { ContactReport } from './reports.api';

const COLOURS = ['pine.7', 'blue.6', 'orange.7', 'grape.6', 'red.6', 'gray.6'];

/** What customers come to us about, and what comes more often than usual. */
export function ContactView({ report, filters }: { report: ContactReport; filters: ReportFilters }) {
  const words = useWords();
  const { formatNumber } = useIntl();
  const csv = (table: string) => csvAddress('contact', table, filters);
  const { test } = report;
  const rising = report.rising.filter(({ isRising }) => isRising);
  const reasons = report.trend.filter(({ about }) => about === 'reason');
  const totals = new Map<string, number>();
  for (const { name, n } of reasons) totals.set(name, (totals.get(name) ?? 0) + n);
  const names = [...totals].sort(([, a], [, b]) => b - a).map(([name]) => name).slice(0, COLOURS.length); // prettier-ignore
  const starts = [...new Set(reasons.map(({ start }) => start))].sort();
  return (
    <Stack gap="md">
      <ReportSection
        title={words('reports.rising')}
        about={words('reports.rising.about', {
          test: test.name,
          correction: test.correction,
          alpha: formatNumber(test.alpha),
          n: test.n,
          tested: test.tested,
          days: test.windowDays,
          before: test.baselineDays,
          least: test.least,
        })}
        csv={csv('rising')}
      >
        {rising.length > 0 && (
          <Group gap="xs" mb="xs">
            {rising.map(({ about, name, ratio }) => (
              <Badge
                key={`${about} ${name}`}
                color="red"
                size="lg"
                leftSection={<IconTrendingUp size={14} aria-hidden />}
              >
                {`${name}${ratio === null ? '' : ` × ${formatNumber(ratio, { maximumFractionDigits: 1 })}`}`}
              </Badge>
            ))}
          </Group>
        )}
        <ReportTable
          caption={words('reports.rising')}
          columns={[
            'about',
            'name',
            'now',
            'beforeWindow',
            'ratio',
            'lowRatio',
            'highRatio',
            'p',
            'adjusted',
            'isRising',
          ]}
          rows={report.rising.map(({ before, low, high, ...rest }) => ({
            ...rest,
            beforeWindow: before,
            lowRatio: low,
            highRatio: high,
          }))}
        />
      </ReportSection>
      <ReportSection
        title={words('reports.contacts')}
        csv={csv('trend')}
        chart={{
          kind: 'line',
          data: starts.map((start) => {
            const at = reasons.filter((one) => one.start === start);
            const n = at.reduce((sum, one) => sum + one.n, 0);
            return {
              label: `${start} (n ${n})`,
              ...Object.fromEntries(names.map((name) => [name, at.find((one) => one.name === name)?.n ?? 0])),
            };
          }),
          series: names.map((name, i) => ({ name, label: name, color: COLOURS[i]! })),
        }}
      >
        <ReportTable
          caption={words('reports.contacts')}
          columns={['start', 'about', 'name', 'n']}
          rows={report.trend}
        />
      </ReportSection>
      <ReportSection
        title={words('reports.repeats')}
        about={words('reports.repeats.about', { days: report.repeatDays })}
        csv={csv('repeats')}
      >
        <ReportTable
          caption={words('reports.repeats')}
          columns={['name', 'n', 'repeated', 'share']}
          rows={report.repeats}
        />
      </ReportSection>
      <ReportSection
        title={words('reports.first-contact')}
        about={words('reports.first-contact.about', { days: report.repeatDays })}
        csv={csv('firstContact')}
      >
        <ReportTable
          caption={words('reports.first-contact')}
          columns={['name', 'n', 'solved', 'share']}
          rows={report.firstContact}
        />
      </ReportSection>
    </Stack>
  );
}
