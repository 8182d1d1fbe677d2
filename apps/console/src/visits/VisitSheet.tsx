import { Button, Drawer, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Facts } from '../components/Facts';
import { LocalTime } from '../components/LocalTime';
import { ProblemNotice } from '../components/Notice';
import { stepName } from '../components/step-name';
import { TextLink } from '../components/TextLink';
import { useTimes } from '../components/use-times';
import { useWords } from '../messages/use-words';
import { BookForm } from './BookForm';
import { CancelForm } from './CancelForm';
import { ReportForm } from './ReportForm';
import { type Visit, type VisitWork, oneWorkQuery, visitQuery } from './visits.api';
import { VisitBadge } from './VisitCard';

interface VisitSheetProps {
  /** Id of a booked visit, or of a follow-up that is not booked. */
  visit: string | undefined;
  work: string | undefined;
  onClose: () => void;
}

/** Everything about one visit, beside the room; on a phone it fills it. */
export function VisitSheet({ visit, work, onClose }: VisitSheetProps) {
  const words = useWords();
  return (
    <Drawer
      opened={visit !== undefined || work !== undefined}
      onClose={onClose}
      position="right"
      size="md"
      title={words('room.visits')}
      closeButtonProps={{ 'aria-label': words('action.close') }}
    >
      {visit !== undefined && <BookedVisit key={visit} id={visit} onClose={onClose} />}
      {visit === undefined && work !== undefined && <OpenWork key={work} id={work} onClose={onClose} />}
    </Drawer>
  );
}

type Form = 'place' | 'cancel' | 'report';

function BookedVisit({ id, onClose }: { id: string; onClose: () => void }) {
  const words = useWords();
  const found = useQuery(visitQuery(id));
  const [form, setForm] = useState<Form | null>(null);
  if (found.isPending) return <Skeleton h={240} radius="lg" />;
  if (found.error) return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />;
  const visit = found.data;
  const followUps = visit.followUps.map((one) => one.id);
  return (
    <Stack gap="md">
      <Group>
        <Text fw={600} size="lg">
          {visit.customer.name}
        </Text>
        <VisitBadge visit={visit} />
      </Group>
      <Facts
        facts={[
          [words('visits.when'), <LocalTime key="when" at={visit.startsAt} zone={visit.zone} />],
          [words('visits.who'), visit.staff?.name ?? words('visits.nobody')],
          [words('visits.where'), visit.site?.address ?? '–'],
          [words('visits.what'), <What key="what" items={visit.followUps} assets={visit.assets} />],
          ...(visit.forcedReason === null
            ? []
            : [['', words('visits.forced', { reason: visit.forcedReason })] as const]),
        ]}
      />
      {visit.state === 'booked' && form === null && (
        <Group gap="xs">
          <Button onClick={() => setForm('report')}>{words('visits.report')}</Button>
          <Button variant="default" onClick={() => setForm('place')}>
            {words('visits.move')}
          </Button>
          <Button variant="default" onClick={() => setForm('cancel')}>
            {words('visits.cancel')}
          </Button>
        </Group>
      )}
      {form === 'place' && <BookForm visit={visit} followUps={followUps} onDone={() => setForm(null)} />}
      {form === 'cancel' && <CancelForm visit={visit} onDone={() => setForm(null)} />}
      {form === 'report' && <ReportForm visit={visit.id} followUps={followUps} onDone={onClose} />}
      {visit.reports.map((report) => (
        <ReportFacts key={report.id} report={report} />
      ))}
    </Stack>
  );
}

/** A visit without a time. */
function OpenWork({ id, onClose }: { id: string; onClose: () => void }) {
  const words = useWords();
  const times = useTimes();
  const found = useQuery(oneWorkQuery(id));
  const [form, setForm] = useState<Form>('place');
  if (found.isPending) return <Skeleton h={240} radius="lg" />;
  if (found.error) return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />;
  const item = found.data;
  return (
    <Stack gap="md">
      {item && (
        <>
          <Text fw={600} size="lg">
            {item.customer.name}
          </Text>
          <Facts
            facts={[
              [words('visits.deadline'), times.date(item.deadlineAt, item.zone)],
              [words('visits.where'), item.site?.address ?? '–'],
              [words('visits.what'), <What key="what" items={[item]} assets={item.assets} />],
              ...(item.proposal === null
                ? []
                : [
                    [
                      words('visits.stage.proposed'),
                      words('visits.answer.until', {
                        date: times.dateTime(item.proposal.closesAt, item.zone),
                      }),
                    ] as const,
                  ]),
            ]}
          />
        </>
      )}
      <Group gap="xs">
        <Button variant={form === 'place' ? 'filled' : 'default'} onClick={() => setForm('place')}>
          {words('visits.book')}
        </Button>
        <Button variant={form === 'report' ? 'filled' : 'default'} onClick={() => setForm('report')}>
          {words('visits.report')}
        </Button>
      </Group>
      {form === 'report' ? (
        <ReportForm visit={null} followUps={[id]} onDone={onClose} />
      ) : (
        <BookForm visit={null} followUps={[id]} onDone={onClose} />
      )}
      <TextLink to="/follow-ups/$id" params={{ id }} size="sm">
        {words('visits.open.follow-up')}
      </TextLink>
    </Stack>
  );
}

function What({
  items,
  assets,
}: {
  items: readonly Pick<VisitWork, 'id' | 'step' | 'product'>[];
  assets: Visit['assets'];
}) {
  const words = useWords();
  return (
    <Stack gap={2}>
      {items.map(({ id, step, product }) => (
        <TextLink key={id} to="/follow-ups/$id" params={{ id }} size="sm">
          {stepName(step)}
          {product && ` · ${product}`}
        </TextLink>
      ))}
      {assets.map(({ id, product, serialNumber }) => (
        <Text key={id} size="xs" c="dimmed">
          {product}
          {serialNumber && ` · ${words('visits.serial', { number: serialNumber })}`}
        </Text>
      ))}
    </Stack>
  );
}

function ReportFacts({ report }: { report: Visit['reports'][number] }) {
  const words = useWords();
  return (
    <Stack gap={4}>
      <Text fw={600}>{words('visits.report')}</Text>
      {report.text && <Text size="sm">{report.text}</Text>}
      {report.readings.map(({ name, value, unit }) => (
        <Text key={name} size="sm" className="numbers">
          {name}: {value} {unit}
        </Text>
      ))}
      {report.findings.map(({ text, severity }) => (
        <Text key={text} size="sm">
          {words(`visits.severity.${severity}`)}: {text}
        </Text>
      ))}
      {report.parts.map(({ name, quantity }) => (
        <Text key={name} size="sm">
          {quantity} × {name}
        </Text>
      ))}
      {report.photos.map((url) => (
        <Text key={url} component="a" href={url} target="_blank" rel="noreferrer" size="sm" truncate>
          {url}
        </Text>
      ))}
    </Stack>
  );
}
