import { Stack } from '@mantine/core';
import { useWords } from '../messages/use-words';
import { type ReportFilters, csvAddress } from './filters';
import { ReportSection } from './ReportSection';
import { ReportTable } from './ReportTable';
import type { OverdueReport } from './reports.api';
import { useNames } from './use-names';

const AGES = ['upTo1Day', 'upTo3Days', 'upTo7Days', 'upTo14Days', 'upTo30Days', 'older'] as const;
const AGE_COLOURS = ['yellow.4', 'yellow.7', 'orange.6', 'orange.9', 'red.6', 'red.9'];
const LINE_COLOURS = ['pine.7', 'blue.6', 'orange.7', 'grape.6', 'gray.6'];

/** How late things are, how the heap of overdue work moves, and what is done on time. */
export function OverdueView({ report, filters }: { report: OverdueReport; filters: ReportFilters }) {
  const words = useWords();
  const inWords = useNames();
  const csv = (table: string) => csvAddress('overdue', table, filters);
  const names = report.onTime.map(({ name }) => name).slice(0, LINE_COLOURS.length);
  const starts = [...new Set(report.onTimeTrend.map(({ start }) => start))];
  const at = (start: string) => report.onTimeTrend.filter((one) => one.start === start);
  return (
    <Stack gap="md">
      <ReportSection
        title={words('reports.ageing')}
        csv={csv('ageing')}
        chart={{
          kind: 'bar',
          data: report.ageing.map(({ name, n: _n, ...ages }) => ({ label: inWords(name), ...ages })),
          series: AGES.map((age, i) => ({
            name: age,
            label: words(`reports.col.${age}`),
            color: AGE_COLOURS[i]!,
          })),
        }}
      >
        <ReportTable
          caption={words('reports.ageing')}
          columns={['name', 'n', ...AGES]}
          rows={report.ageing}
        />
      </ReportSection>
      <ReportSection
        title={words('reports.burn-down')}
        about={words('reports.burn-down.about')}
        csv={csv('burnDown')}
        chart={{
          kind: 'line',
          data: report.burnDown.map(({ start, ...moves }) => ({ label: start, ...moves })),
          series: [
            { name: 'open', label: words('reports.col.open'), color: 'red.7' },
            { name: 'came', label: words('reports.col.came'), color: 'orange.6' },
            { name: 'cleared', label: words('reports.col.cleared'), color: 'pine.7' },
          ],
        }}
      >
        <ReportTable
          caption={words('reports.burn-down')}
          columns={['start', 'came', 'cleared', 'open']}
          rows={report.burnDown}
        />
      </ReportSection>
      <ReportSection
        title={words('reports.on-time.trend')}
        csv={csv('onTimeTrend')}
        chart={{
          kind: 'line',
          share: true,
          data: starts.map((start) => ({
            label: `${start} (n ${at(start).reduce((sum, { due }) => sum + due, 0)})`,
            ...Object.fromEntries(at(start).map(({ name, share }) => [name, share?.value ?? null])),
          })),
          series: names.map((name, i) => ({ name, label: inWords(name), color: LINE_COLOURS[i]! })),
        }}
      >
        <ReportTable
          caption={words('reports.on-time.trend')}
          columns={['start', 'name', 'due', 'share']}
          rows={report.onTimeTrend}
        />
      </ReportSection>
      <ReportSection title={words('reports.on-time')} csv={csv('onTime')}>
        <ReportTable
          caption={words('reports.on-time')}
          columns={['name', 'due', 'onTime', 'withinADay', 'later', 'never', 'stillOpen', 'dropped', 'share']}
          rows={report.onTime}
        />
      </ReportSection>
    </Stack>
  );
}
