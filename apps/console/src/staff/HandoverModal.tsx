import { Button, Checkbox, Group, List, Modal, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { components } from '../api/schema';
import { ProblemAlert } from '../components/ProblemAlert';
import { useWords } from '../messages/use-words';
import { StaffSelect } from './StaffSelect';
import { teamsQuery, useHandover } from './people.api';

/** The template that names who looks after a customer from now on. */
const MESSAGE = 'new-contact';

interface HandoverModalProps {
  leaver: { id: string; name: string };
  onClose: () => void;
}

/** Everything one person has goes to another or to a team: first what would happen, then the deed. */
export function HandoverModal({ leaver, onClose }: HandoverModalProps) {
  const words = useWords();
  const teams = useQuery(teamsQuery);
  const preview = useHandover();
  const handover = useHandover();
  const [to, setTo] = useState<string | null>(null);
  const [team, setTeam] = useState<string | null>(null);
  const [tell, setTell] = useState(true);
  const [leaves, setLeaves] = useState(true);
  const body = {
    ...(to !== null && { to }),
    ...(team !== null && { team }),
    ...(tell && { message: MESSAGE }),
    leaves,
  };
  const change = (set: () => void) => {
    set();
    preview.reset();
  };
  return (
    <Modal opened onClose={onClose} size="lg" title={words('people.handover.title', { name: leaver.name })}>
      <Stack gap="sm">
        <StaffSelect
          label={words('filter.owner')}
          clearable
          value={to}
          onChange={(value) => change(() => (setTo(value), setTeam(null)))}
        />
        <Select
          label={words('people.handover.team')}
          clearable
          data={(teams.data ?? []).map(({ key, name }) => ({ value: key, label: name }))}
          value={team}
          onChange={(value) => change(() => (setTeam(value), setTo(null)))}
        />
        <Checkbox
          label={words('people.handover.message')}
          checked={tell}
          onChange={(event) => change(() => setTell(event.currentTarget.checked))}
        />
        <Checkbox
          label={words('people.handover.leaves')}
          checked={leaves}
          onChange={(event) => change(() => setLeaves(event.currentTarget.checked))}
        />
        <ProblemAlert error={preview.error ?? handover.error} />
        {preview.data && <Outlook result={preview.data} />}
        <Group>
          <Button
            variant="default"
            disabled={to === null && team === null}
            loading={preview.isPending}
            onClick={() => preview.mutate({ id: leaver.id, body: { ...body, dryRun: true } })}
          >
            {words('people.handover.preview')}
          </Button>
          <Button
            disabled={!preview.data}
            loading={handover.isPending}
            onClick={() =>
              handover.mutate({ id: leaver.id, body: { ...body, dryRun: false } }, { onSuccess: onClose })
            }
          >
            {words('people.handover.do')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Outlook({ result }: { result: components['schemas']['HandoverResult'] }) {
  const words = useWords();
  return (
    <Stack gap={4} role="status">
      <Text size="sm">{words('people.handover.counts', result.counts)}</Text>
      <List size="sm">
        {result.receivers.map(({ id, name, customers, openAfter }) => (
          <List.Item key={id}>
            {words('people.handover.takes', { name, customers, open: openAfter })}
          </List.Item>
        ))}
      </List>
      <Text size="sm">{words('people.handover.told', { count: result.customersTold })}</Text>
      <Text size="xs" c="dimmed">
        {result.told.map(({ customer, why }) => `${customer} (${words(`people.told.${why}`)})`).join(', ')}
      </Text>
      {result.warnings.map((warning) => (
        <Text key={warning} size="sm" c="var(--app-amber)">
          {warning}
        </Text>
      ))}
    </Stack>
  );
}
