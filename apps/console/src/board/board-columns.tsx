import { Group, Stack, Text } from '@mantine/core';
import { createColumnHelper, rowSelectionFeature, tableFeatures } from '@tanstack/react-table';
import type { BoardItem } from '../api/types';
import { DueLabel } from '../components/DueLabel';
import { KindIcon } from '../components/KindIcon';
import { LocalTime } from '../components/LocalTime';
import { StateBadge } from '../components/StateBadge';
import { TextLink } from '../components/TextLink';
import { TierBadge } from '../components/TierBadge';
import { TypeLabel } from '../components/TypeLabel';
import { stepName } from '../components/step-name';
import type { MessageId } from '../messages/en';
import { ReasonsPopover } from '../reasons/ReasonsPopover';
import { useWords } from '../messages/use-words';
import { OwnerLabel } from '../staff/OwnerLabel';
import { Attempts } from './Attempts';
import { BoardClock } from './board-clock';
import { LastAttempt } from './LastAttempt';
import { NextAction } from './NextAction';
import { WorkingTime } from './WorkingTime';
import { Place } from './Place';

export const boardFeatures = tableFeatures({ rowSelectionFeature });

const column = createColumnHelper<typeof boardFeatures, BoardItem>();

/** What a row of the board says, two lines in each cell. The header of a column is the id of its words. */
export const BOARD_COLUMNS = column.columns([
  column.display({ id: 'due', cell: ({ row }) => <DueCell followUp={row.original} /> }),
  column.display({ id: 'what', cell: ({ row }) => <WhatCell followUp={row.original} /> }),
  column.display({ id: 'customer', cell: ({ row }) => <CustomerCell followUp={row.original} /> }),
  column.display({
    id: 'local',
    cell: ({ row }) => <LocalTime at={row.original.dueAt} zone={row.original.zone} />,
  }),
  column.display({ id: 'owner', cell: ({ row }) => <OwnerCell followUp={row.original} /> }),
  column.display({ id: 'next', cell: ({ row }) => <NextAction next={row.original.nextAction} /> }),
  column.display({ id: 'policy', cell: ({ row }) => <PolicyCell followUp={row.original} /> }),
  column.display({ id: 'why', cell: ({ row }) => <ReasonsPopover reasons={row.original.reasons} /> }),
]);

export type BoardColumn = 'due' | 'what' | 'customer' | 'local' | 'owner' | 'next' | 'policy' | 'why';
export const columnWords = (id: string): MessageId => `board.column.${id as BoardColumn}`;

function DueCell({ followUp: { dueAt, state, overdue, overdueWorkingMinutes } }: { followUp: BoardItem }) {
  return (
    <Stack gap={3} align="flex-start">
      <BoardClock>{(now) => <DueLabel dueAt={dueAt} now={now} state={state} />}</BoardClock>
      <WorkingTime minutes={overdueWorkingMinutes} />
      {/* What is late says so in its first line already. */}
      {!(overdue && state === 'due') && <StateBadge state={state} />}
    </Stack>
  );
}

function WhatCell({ followUp }: { followUp: BoardItem }) {
  return (
    <Group gap={10} wrap="nowrap">
      <KindIcon kind={followUp.kind} />
      <Stack gap={0} miw={0}>
        <TextLink to="/follow-ups/$id" params={{ id: followUp.id }} size="sm" fw={550} c="inherit" truncate>
          {stepName(followUp.step)}
        </TextLink>
        <Text size="xs" c="dimmed" truncate>
          <Place place={followUp.place} />
          {followUp.product && ` · ${followUp.product}`}
        </Text>
      </Stack>
    </Group>
  );
}

function CustomerCell({ followUp: { customer } }: { followUp: BoardItem }) {
  return (
    <Stack gap={3} miw={0}>
      <TextLink to="/customers/$id" params={{ id: customer.id }} size="sm" c="inherit" truncate>
        {customer.name}
      </TextLink>
      <Group gap={6} wrap="nowrap">
        <TierBadge tier={customer.tier} />
        <Text size="xs" c="dimmed" truncate>
          <TypeLabel type={customer.type} />
        </Text>
      </Group>
    </Stack>
  );
}

function OwnerCell({ followUp: { owner, cover, attempts, lastAttempt } }: { followUp: BoardItem }) {
  const words = useWords();
  return (
    <Stack gap={2} miw={0}>
      <OwnerLabel owner={owner} />
      {cover && (
        <Text size="xs" c="dimmed" truncate>
          {words('owner.cover', { name: cover.name })}
        </Text>
      )}
      <Attempts attempts={attempts} />
      <LastAttempt attempt={lastAttempt} />
    </Stack>
  );
}

function PolicyCell({ followUp: { policy } }: { followUp: BoardItem }) {
  return (
    <Stack gap={0} miw={0}>
      <Text size="sm" truncate title={policy.name}>
        {policy.name}
      </Text>
      <Text size="xs" c="dimmed" truncate>
        {policy.key} v{policy.version}
      </Text>
    </Stack>
  );
}
