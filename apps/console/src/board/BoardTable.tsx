import { ActionIcon, Checkbox, Group, Tooltip } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { type RowSelectionState, useTable } from '@tanstack/react-table';
import { type Ref, useEffect, useRef } from 'react';
import type { BoardItem, FollowUp } from '../api/types';
import { stepName } from '../components/step-name';
import { VerbMenu } from '../follow-ups/verbs/VerbMenu';
import { type VerbName, isOpen } from '../follow-ups/verbs/verb-rules';
import { useWords } from '../messages/use-words';
import { BOARD_COLUMNS, boardFeatures, columnWords } from './board-columns';
import classes from './board.module.css';

export interface BoardListProps {
  followUps: BoardItem[];
  /** The row on which the keys work. */
  cursor: string | null;
  onCursor: (id: string) => void;
  selection: RowSelectionState;
  onSelection: (change: RowSelectionState | ((old: RowSelectionState) => RowSelectionState)) => void;
  /** Rows with a verb under way. */
  busy: ReadonlySet<string>;
  onVerb: (verb: VerbName, followUp: FollowUp) => void;
}

export function BoardTable({
  followUps,
  cursor,
  onCursor,
  selection,
  onSelection,
  busy,
  onVerb,
}: BoardListProps) {
  const words = useWords();
  const table = useTable({
    features: boardFeatures,
    columns: BOARD_COLUMNS,
    data: followUps,
    getRowId: ({ id }) => id,
    state: { rowSelection: selection },
    onRowSelectionChange: onSelection,
  });
  const current = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    current.current?.scrollIntoView({ block: 'nearest' });
  }, [cursor]);

  return (
    <div className={classes.scroll} role="region" aria-label={words('board.title')} tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th className={classes.tick}>
              <Checkbox
                size="xs"
                aria-label={words('board.select-all')}
                checked={table.getIsAllRowsSelected()}
                indeterminate={table.getIsSomeRowsSelected()}
                onChange={(event) => table.toggleAllRowsSelected(event.currentTarget.checked)}
              />
            </th>
            {table.getHeaderGroups()[0]!.headers.map(({ id }) => (
              <th key={id} data-column={id} scope="col">
                {words(columnWords(id))}
              </th>
            ))}
            <th className={classes.verbs}>
              <span className={classes.hidden}>{words('board.column.verbs')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr
              key={row.id}
              ref={row.id === cursor ? current : (null as Ref<HTMLTableRowElement>)}
              data-cursor={row.id === cursor || undefined}
              data-selected={row.getIsSelected() || undefined}
              data-busy={busy.has(row.id) || undefined}
              data-paused={row.original.paused || undefined}
              aria-busy={busy.has(row.id)}
              aria-current={row.id === cursor ? 'true' : undefined}
              onClick={() => onCursor(row.id)}
            >
              <td className={classes.tick}>
                <Checkbox
                  size="xs"
                  aria-label={words('board.select', {
                    what: stepName(row.original.step),
                    who: row.original.customer.name,
                  })}
                  checked={row.getIsSelected()}
                  onChange={(event) => row.toggleSelected(event.currentTarget.checked)}
                />
              </td>
              {row.getAllCells().map((cell) => (
                <td key={cell.id} data-column={cell.column.id}>
                  <table.FlexRender cell={cell} />
                </td>
              ))}
              <td className={classes.verbs}>
                <RowVerbs followUp={row.original} onVerb={onVerb} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RowVerbs({ followUp, onVerb }: { followUp: FollowUp; onVerb: BoardListProps['onVerb'] }) {
  const words = useWords();
  const first: VerbName = followUp.kind === 'call' ? 'outcome' : 'complete';
  const label = words(`verb.${first}`);
  return (
    <Group gap={2} wrap="nowrap" justify="flex-end">
      {isOpen(followUp) && followUp.kind !== 'sms' && (
        <Tooltip label={label}>
          <ActionIcon
            variant="subtle"
            color="pine"
            aria-label={label}
            onClick={() => onVerb(first, followUp)}
          >
            <IconCheck size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
      <VerbMenu followUp={followUp} onVerb={(verb) => onVerb(verb, followUp)} />
    </Group>
  );
}
