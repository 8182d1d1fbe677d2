import { Box, Group, Skeleton, Stack, Tabs, Title } from '@mantine/core';
import { type UseQueryOptions, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ProblemNotice } from '../components/Notice';
import { TextLink } from '../components/TextLink';
import { useWords } from '../messages/use-words';
import { ContactView } from './ContactView';
import { type ReportFilters, type ReportName, REPORTS } from './filters';
import { OverdueView } from './OverdueView';
import { RenewalsView, RetentionView, SlaView, StaffView } from './OtherViews';
import { ReportFilterBar } from './ReportFilterBar';
import {
  contactQuery,
  overdueQuery,
  renewalsQuery,
  retentionQuery,
  satisfactionQuery,
  slaQuery,
  staffReportQuery,
} from './reports.api';
import { SatisfactionView } from './SatisfactionView';

/** Figures for whoever leads: each with the number it stands on, as a picture, as lines and as a file. */
export function ReportsPage() {
  const words = useWords();
  const filters = useSearch({ from: '/rooms/reports' });
  const navigate = useNavigate({ from: '/reports' });
  const { report = 'overdue' } = filters;
  const go = (search: ReportFilters) => void navigate({ search });
  return (
    <Box p={{ base: 'sm', sm: 'lg' }} maw={1280}>
      <Stack gap="md">
        <Group justify="space-between">
          <Title order={1} size="h3">
            {words('room.reports')}
          </Title>
          <TextLink to="/survey-waves">{words('waves.title')}</TextLink>
        </Group>
        <Tabs
          value={report}
          onChange={(value) => go({ ...filters, report: value as ReportName })}
          keepMounted={false}
        >
          <Tabs.List>
            {REPORTS.map((name) => (
              <Tabs.Tab key={name} value={name}>
                {words(`reports.name.${name}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Stack gap="md" pt="md">
            <ReportFilterBar filters={filters} onChange={go} />
            {REPORTS.map((name) => (
              <Tabs.Panel key={name} value={name}>
                <Report name={name} filters={filters} />
              </Tabs.Panel>
            ))}
          </Stack>
        </Tabs>
      </Stack>
    </Box>
  );
}

function Report({ name, filters: { report: _, ...filters } }: { name: ReportName; filters: ReportFilters }) {
  switch (name) {
    case 'overdue':
      return (
        <Asked query={overdueQuery(filters)}>
          {(report) => <OverdueView report={report} filters={filters} />}
        </Asked>
      );
    case 'satisfaction':
      return (
        <Asked query={satisfactionQuery(filters)}>
          {(report) => <SatisfactionView report={report} filters={filters} />}
        </Asked>
      );
    case 'contact':
      return (
        <Asked query={contactQuery(filters)}>
          {(report) => <ContactView report={report} filters={filters} />}
        </Asked>
      );
    case 'sla':
      return (
        <Asked query={slaQuery(filters)}>{(report) => <SlaView report={report} filters={filters} />}</Asked>
      );
    case 'staff':
      return (
        <Asked query={staffReportQuery(filters)}>
          {(report) => <StaffView report={report} filters={filters} />}
        </Asked>
      );
    case 'renewals':
      return (
        <Asked query={renewalsQuery(filters)}>
          {(report) => <RenewalsView report={report} filters={filters} />}
        </Asked>
      );
    case 'retention':
      return (
        <Asked query={retentionQuery(filters)}>
          {(report) => <RetentionView report={report} filters={filters} />}
        </Asked>
      );
  }
}

/** Asks for one report, and says when it does not come. */
function Asked<T, K extends readonly unknown[]>({
  query,
  children,
}: {
  query: UseQueryOptions<T, Error, T, K>;
  children: (report: T) => ReactNode;
}) {
  const asked = useQuery(query);
  if (asked.data !== undefined) return children(asked.data);
  if (asked.error) return <ProblemNotice error={asked.error} onRetry={() => void asked.refetch()} />;
  return (
    <Stack gap="md">
      {[1, 2, 3].map((key) => (
        <Skeleton key={key} h={260} radius="lg" />
      ))}
    </Stack>
  );
}
