import { SegmentedControl, Stack } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../messages/use-words';
import { csvAddress, type ReportFilters } from './filters';
import { ReportSection } from './ReportSection';
import { ReportTable } from './ReportTable';
import type { SatisfactionReport } from './reports.api';

/** What customers were asked and said. */
export function SatisfactionView({
  report,
  filters,
}: {
  report: SatisfactionReport;
  filters: ReportFilters;
}) {
  const words = useWords();
  const questions = report.questions.map(({ question }) => question);
  const [chosen, setChosen] = useState(questions[0] ?? 'csat');
  const question = questions.includes(chosen) ? chosen : (questions[0] ?? 'csat');
  const trend = report.trend.filter((one) => one.question === question);
  const csv = (table: string) => csvAddress('satisfaction', table, filters);
  const distribution = report.questions.find((one) => one.question === question)?.distribution ?? [];
  const asked = ['asked', 'answered', 'response', 'score'] as const;
  return (
    <Stack gap="md">
      <ReportSection
        title={words('reports.questions')}
        about={`${report.method.response}. ${report.method.score}.`}
        csv={csv('questions')}
      >
        <ReportTable
          caption={words('reports.questions')}
          columns={['question', ...asked, 'low', 'high']}
          rows={report.questions}
        />
      </ReportSection>
      {questions.length > 1 && (
        <SegmentedControl
          aria-label={words('reports.question')}
          data={questions.map((value) => ({ value, label: value.toUpperCase() }))}
          value={question}
          onChange={(value) => setChosen(value as typeof question)}
        />
      )}
      <ReportSection
        title={words('reports.response.trend')}
        csv={csv('trend')}
        chart={{
          kind: 'line',
          share: true,
          data: trend.map(({ start, asked: n, response }) => ({
            label: `${start} (n ${n})`,
            response: response?.value ?? null,
          })),
          series: [{ name: 'response', label: words('reports.col.response'), color: 'pine.7' }],
        }}
      >
        <ReportTable
          caption={words('reports.response.trend')}
          columns={['start', 'question', ...asked]}
          rows={trend}
        />
      </ReportSection>
      <ReportSection
        title={words('reports.score.trend')}
        csv={csv('trend')}
        chart={{
          kind: 'line',
          data: trend.map(({ start, answered: n, score }) => ({
            label: `${start} (n ${n})`,
            score: score?.value ?? null,
          })),
          series: [{ name: 'score', label: words('reports.col.score'), color: 'blue.7' }],
        }}
      >
        <ReportTable
          caption={words('reports.score.trend')}
          columns={['start', 'question', ...asked]}
          rows={trend}
        />
      </ReportSection>
      <ReportSection
        title={words('reports.distribution')}
        csv={csv('questions')}
        chart={{
          kind: 'bar',
          data: distribution.map(({ score, n }) => ({ label: score, n })),
          series: [{ name: 'n', label: 'n', color: 'pine.6' }],
        }}
      >
        <ReportTable caption={words('reports.distribution')} columns={['score', 'n']} rows={distribution} />
      </ReportSection>
      <ReportSection title={words('reports.channels')} csv={csv('channels')}>
        <ReportTable
          caption={words('reports.channels')}
          columns={['channel', 'question', ...asked]}
          rows={report.channels}
        />
      </ReportSection>
      <ReportSection title={words('reports.groups')} csv={csv('groups')}>
        <ReportTable
          caption={words('reports.groups')}
          columns={['name', 'question', ...asked]}
          rows={report.groups}
        />
      </ReportSection>
      <ReportSection
        title={words('reports.recovery')}
        about={words('reports.recovery.about')}
        csv={csv('recovery')}
      >
        <ReportTable
          caption={words('reports.recovery')}
          columns={[
            'question',
            'low',
            'escalated',
            'resolved',
            'askedAgain',
            'answeredAgain',
            'before',
            'after',
            'better',
            'same',
            'worse',
          ]}
          rows={report.recovery}
        />
      </ReportSection>
      <ReportSection title={words('reports.not-asked')} csv={csv('notAsked')}>
        <ReportTable caption={words('reports.not-asked')} columns={['rule', 'n']} rows={report.notAsked} />
      </ReportSection>
    </Stack>
  );
}
