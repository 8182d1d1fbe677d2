import { Stack } from '@mantine/core';
import { useIntl } from 'react-intl';
import { useWords } from '../messages/use-words';
import { type ReportFilters, csvAddress } from './filters';
import { ReportSection } from './ReportSection';
import { ReportTable } from './ReportTable';
import type { RenewalsReport, RetentionReport, SlaReport, StaffReport } from './reports.api';

const TARGETS = ['first-response', 'next-reply', 'resolution'] as const;
const TARGET_COLOURS = ['pine.7', 'blue.6', 'orange.7'];
const CLOCKS = ['target', 'met', 'breached', 'running', 'paused', 'share', 'marginMinutes'] as const;

/** How promised times were kept. */
export function SlaView({ report, filters }: { report: SlaReport; filters: ReportFilters }) {
  const words = useWords();
  const csv = (table: string) => csvAddress('sla', table, filters);
  const starts = [...new Set(report.trend.map(({ start }) => start))];
  return (
    <Stack gap="md">
      <ReportSection title={words('reports.targets')} csv={csv('targets')}>
        <ReportTable caption={words('reports.targets')} columns={CLOCKS} rows={report.targets} />
      </ReportSection>
      <ReportSection
        title={words('reports.targets.trend')}
        csv={csv('trend')}
        chart={{
          kind: 'line',
          share: true,
          data: starts.map((start) => {
            const at = report.trend.filter((one) => one.start === start);
            const n = at.reduce((sum, { met, breached }) => sum + met + breached, 0);
            const shares = at.map(({ target, share }) => [target, share?.value ?? null] as const);
            return { label: `${start} (n ${n})`, ...Object.fromEntries(shares) };
          }),
          series: TARGETS.map((name, i) => ({
            name,
            label: words(`reports.target.${name}`),
            color: TARGET_COLOURS[i]!,
          })),
        }}
      >
        <ReportTable
          caption={words('reports.targets.trend')}
          columns={['start', ...CLOCKS]}
          rows={report.trend}
        />
      </ReportSection>
      <ReportSection title={words('reports.groups')} csv={csv('groups')}>
        <ReportTable caption={words('reports.groups')} columns={['name', ...CLOCKS]} rows={report.groups} />
      </ReportSection>
      <ReportSection title={words('reports.priorities')} csv={csv('priorities')}>
        <ReportTable
          caption={words('reports.priorities')}
          columns={['priority', ...CLOCKS]}
          rows={report.priorities}
        />
      </ReportSection>
    </Stack>
  );
}

/** What each person had to do and did, with the load and the mix beside it; nobody is ranked. */
export function StaffView({ report, filters }: { report: StaffReport; filters: ReportFilters }) {
  const words = useWords();
  const csv = csvAddress('staff', 'staff', filters);
  const loads = report.staff.map(({ name, open, overdue, workload }) => ({ label: name, open: open - overdue, overdue, free: Math.max(0, (workload ?? 0) - open) })); // prettier-ignore
  return (
    <Stack gap="md">
      <ReportSection
        title={words('reports.load')}
        csv={csv}
        chart={{
          kind: 'bar',
          data: loads,
          series: [
            { name: 'overdue', label: words('reports.col.overdue'), color: 'red.7' },
            { name: 'open', label: words('reports.col.open'), color: 'pine.6' },
            { name: 'free', label: words('reports.free'), color: 'gray.4' },
          ],
        }}
      >
        <ReportTable
          caption={words('reports.load')}
          columns={['name', 'team', 'open', 'overdue', 'workload']}
          rows={report.staff}
        />
      </ReportSection>
      <ReportSection title={words('reports.people')} about={words('reports.people.about')} csv={csv}>
        <ReportTable
          caption={words('reports.people')}
          columns={[
            'name',
            'due',
            'onTime',
            'done',
            'calls',
            'visits',
            'reviews',
            'platinum',
            'gold',
            'iron',
            'lead',
          ]}
          rows={report.staff}
        />
      </ReportSection>
      <ReportSection title={words('reports.said')} about={words('reports.people.about')} csv={csv}>
        <ReportTable
          caption={words('reports.said')}
          columns={[
            'name',
            'asked',
            'response',
            'csat',
            'nps',
            'ces',
            'low',
            'complaints',
            'compliments',
            'reviewed',
            'minor',
            'major',
            'critical',
          ]}
          rows={report.staff}
        />
      </ReportSection>
    </Stack>
  );
}

/** What became of terms that ran out, and which run out next. */
export function RenewalsView({ report, filters }: { report: RenewalsReport; filters: ReportFilters }) {
  const words = useWords();
  const csv = (table: string) => csvAddress('renewals', table, filters);
  const expiring = report.expiring.map(({ within, ...rest }) => ({
    within: words(`reports.within.${within}`),
    ...rest,
  }));
  return (
    <Stack gap="md">
      <ReportSection
        title={words('reports.expiring')}
        csv={csv('expiring')}
        chart={{
          kind: 'bar',
          data: expiring.map(({ within, needRenewing, renewByThemselves }) => ({
            label: within,
            needRenewing,
            renewByThemselves,
          })),
          series: [
            { name: 'needRenewing', label: words('reports.col.needRenewing'), color: 'orange.7' },
            { name: 'renewByThemselves', label: words('reports.col.renewByThemselves'), color: 'pine.6' },
          ],
        }}
      >
        <ReportTable
          caption={words('reports.expiring')}
          columns={['within', 'n', 'needRenewing', 'renewByThemselves']}
          rows={expiring}
        />
      </ReportSection>
      <ReportSection
        title={words('reports.renewed')}
        csv={csv('trend')}
        chart={{
          kind: 'bar',
          data: report.trend.map(({ start, ended, renewed, lapsed, cancelled }) => ({
            label: `${start} (n ${ended})`,
            renewed,
            lapsed,
            cancelled,
          })),
          series: [
            { name: 'renewed', label: words('reports.col.renewed'), color: 'pine.6' },
            { name: 'lapsed', label: words('reports.col.lapsed'), color: 'orange.7' },
            { name: 'cancelled', label: words('reports.col.cancelled'), color: 'red.7' },
          ],
        }}
      >
        <ReportTable
          caption={words('reports.renewed')}
          columns={['start', 'ended', 'renewed', 'lapsed', 'cancelled', 'share']}
          rows={report.trend}
        />
      </ReportSection>
      <ReportSection title={words('reports.groups')} csv={csv('groups')}>
        <ReportTable
          caption={words('reports.groups')}
          columns={['name', 'ended', 'renewed', 'lapsed', 'cancelled', 'share']}
          rows={report.groups}
        />
      </ReportSection>
    </Stack>
  );
}

/** Who is still with us, by when they began. */
export function RetentionView({ report, filters }: { report: RetentionReport; filters: ReportFilters }) {
  const words = useWords();
  const { formatNumber } = useIntl();
  const csv = (table: string) => csvAddress('retention', table, filters);
  const spread = (months: RetentionReport['customers'][number]['months']) =>
    Object.fromEntries(
      months.map(({ month, share }) => [
        `m${month}`,
        share &&
          `${formatNumber(share.value, { style: 'percent', maximumFractionDigits: 0 })} (n ${share.n})`,
      ]),
    );
  const columns = ['m3', 'm6', 'm12', 'm18', 'm24', 'm36', 'm48', 'm60'] as const;
  return (
    <Stack gap="md">
      <ReportSection
        title={words('reports.cohorts.agreements')}
        about={words('reports.cohorts.about')}
        csv={csv('agreements')}
      >
        <ReportTable
          caption={words('reports.cohorts.agreements')}
          columns={['cohort', 'n', 'lapsed', 'cancelled', ...columns]}
          rows={report.agreements.map(({ months, ...cohort }) => ({ ...cohort, ...spread(months) }))}
        />
      </ReportSection>
      <ReportSection
        title={words('reports.cohorts.customers')}
        about={words('reports.cohorts.again')}
        csv={csv('customers')}
      >
        <ReportTable
          caption={words('reports.cohorts.customers')}
          columns={['cohort', 'n', 'left', ...columns]}
          rows={report.customers.map(({ months, ...cohort }) => ({ ...cohort, ...spread(months) }))}
        />
      </ReportSection>
    </Stack>
  );
}
