import { Alert, Button, Group, Modal, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useIntl } from 'react-intl';
import { ProblemAlert } from '../components/ProblemAlert';
import { stepName } from '../components/step-name';
import { TextLink } from '../components/TextLink';
import { useTimes } from '../components/use-times';
import { JobProgress } from '../jobs/JobProgress';
import { isOver, jobQuery } from '../jobs/jobs.api';
import { useWords } from '../messages/use-words';
import { type Job, useImpact, useMovePlans, usePublishPolicy } from './policies.api';

interface Impact {
  touched?: number;
  moved?: number;
  added?: number;
  withdrawn?: number;
  examples?: {
    plan: string;
    customer: string;
    step: string;
    occurrence: number;
    change: 'moved' | 'added' | 'withdrawn';
    from: string | null;
    to: string | null;
  }[];
}

/** Publishing: first what it would do to plans under way, then the version, then whether they move or keep theirs. */
export function PublishPanel({ policyKey, onClose }: { policyKey: string; onClose: () => void }) {
  const words = useWords();
  const impact = useImpact(policyKey);
  const publish = usePublishPolicy(policyKey);
  const move = useMovePlans(policyKey);
  const [isKept, setKept] = useState(false);
  const { mutate: assess } = impact;
  useEffect(() => assess(), [assess]);
  const job = impact.data;
  return (
    <Modal opened onClose={onClose} title={words('publish.title')} size="lg">
      <Stack gap="md">
        <ProblemAlert error={impact.error ?? publish.error ?? move.error} />
        {job && <ImpactReport job={job} />}
        {!publish.data && (
          <Group justify="end">
            <Button variant="default" onClick={onClose}>
              {words('action.cancel')}
            </Button>
            <Button loading={publish.isPending} onClick={() => publish.mutate()}>
              {words('publish.submit')}
            </Button>
          </Group>
        )}
        {publish.data && (
          <>
            <Alert
              color="pine"
              title={words('publish.done', { version: publish.data.version })}
              role="status"
            >
              {words('publish.done.text')}
            </Alert>
            {move.data ? (
              <JobProgress job={move.data} label={words('publish.moving')} />
            ) : isKept || (job && isOver(job) && job.total === 0) ? (
              <Text size="sm">{words(isKept ? 'publish.kept' : 'publish.no-plans')}</Text>
            ) : (
              <Group>
                <Button loading={move.isPending} onClick={() => move.mutate()}>
                  {words('publish.move', { count: job?.total ?? 0 })}
                </Button>
                <Button variant="default" onClick={() => setKept(true)}>
                  {words('publish.keep')}
                </Button>
              </Group>
            )}
            <Group justify="end">
              <Button variant="default" onClick={onClose}>
                {words('action.close')}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Modal>
  );
}

function ImpactReport({ job: given }: { job: Job }) {
  const words = useWords();
  const times = useTimes();
  const intl = useIntl();
  const { data: job } = useQuery(jobQuery(given));
  if (!isOver(job) || job.state === 'failed')
    return <JobProgress job={given} label={words('impact.working')} />;
  const { touched = 0, moved = 0, added = 0, withdrawn = 0, examples = [] } = job.result as Impact;
  return (
    <section aria-label={words('impact.title')}>
      <Text size="sm" role="status">
        {words('impact.sum', { plans: job.total, touched, moved, added, withdrawn })}
      </Text>
      {examples.length > 0 && (
        <Table.ScrollContainer minWidth={480}>
          <Table verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{words('impact.step')}</Table.Th>
                <Table.Th>{words('impact.change')}</Table.Th>
                <Table.Th>{words('impact.from')}</Table.Th>
                <Table.Th>{words('impact.to')}</Table.Th>
                <Table.Th>{words('impact.customer')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {examples.map((one) => (
                <Table.Tr key={`${one.plan}/${one.step}/${one.occurrence}`}>
                  <Table.Td>
                    {stepName(one.step)} {one.occurrence > 1 && intl.formatNumber(one.occurrence)}
                  </Table.Td>
                  <Table.Td>{words(`impact.${one.change}`)}</Table.Td>
                  <Table.Td className="numbers">{one.from ? times.dateTime(one.from) : '–'}</Table.Td>
                  <Table.Td className="numbers">{one.to ? times.dateTime(one.to) : '–'}</Table.Td>
                  <Table.Td>
                    <TextLink to="/customers/$id" params={{ id: one.customer }} size="sm">
                      {words('impact.open')}
                    </TextLink>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </section>
  );
}
