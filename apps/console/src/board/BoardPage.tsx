import { ActionIcon, Button, Group, Title, Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconCircleCheck, IconKeyboard } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Suspense, lazy, useMemo, useRef, useState } from 'react';
import { notify } from '../components/notify';
import { useNow } from '../clock/use-now';
import { Notice, ProblemNotice } from '../components/Notice';
import { SearchField } from '../components/SearchField';
import { meQuery } from '../auth/auth.api';
import { useUndoBulk, useVerb } from '../follow-ups/follow-ups.api';
import { SetupCard } from '../first-run/SetupCard';
import type { Asked } from '../follow-ups/verbs/VerbModal';
import type { VerbName } from '../follow-ups/verbs/verb-rules';
import { useWords } from '../messages/use-words';
import { boardQuery } from './board.api';
import { BoardNow } from './board-clock';
import { useBoardKeys, useKeysEnabled } from './board-keys';
import classes from './board.module.css';
import { BoardCards } from './BoardCards';
import { BoardEscalations } from './BoardEscalations';
import { BoardFilterMenu } from './BoardFilterMenu';
import { BoardFilterPills } from './BoardFilterPills';
import { BoardHelp } from './BoardHelp';
import { BoardRail } from './BoardRail';
import { BoardSkeleton } from './BoardSkeleton';
import { BoardTable } from './BoardTable';
import { BoardViews } from './BoardViews';
import { type BoardFilters, type FilterName, countFilters, toBulkFilter, withFilter } from './filters';
import { SelectionBar } from './SelectionBar';
import { useBoardSelection } from './use-board-selection';
import { useFreshRows } from './use-fresh-rows';
import { Undoable } from './Undoable';

// Forms bring date pickers with them, which the first look at the board does not need.
const VerbModal = lazy(() =>
  import('../follow-ups/verbs/VerbModal').then(({ VerbModal }) => ({ default: VerbModal })),
);

/** Long enough to see a slip; the API takes it back for ten minutes. */
const UNDO_SHOWN_MS = 20_000;

/** What is overdue and what comes next, for all customers; filters stand in the address. */
export function BoardPage() {
  const words = useWords();
  const filters = useSearch({ from: '/rooms/board' });
  const navigate = useNavigate({ from: '/board' });
  const now = useNow();
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const board = useInfiniteQuery(boardQuery(filters));
  // The same list as long as the answer is the same, or the table would start anew with each render.
  const rows = useMemo(() => board.data?.pages.flatMap(({ items }) => items) ?? [], [board.data]);
  const { selected, cursor, ...marks } = useBoardSelection(rows);
  const doing = useVerb();
  const undoing = useUndoBulk();
  const { data: me } = useQuery(meQuery);
  const fresh = useFreshRows(rows, filters);
  // Everything that these very filters find is meant, until they change or the selection goes.
  const [allOf, setAllOf] = useState<BoardFilters | null>(null);
  const isAll = allOf === filters && selected.length > 0;
  const clear = (): void => {
    marks.clear();
    setAllOf(null);
  };
  const tell = (message: string, undo?: string): void => {
    notify({
      message: undo ? <Undoable text={message} onUndo={() => takeBack(undo)} /> : message,
      icon: <IconCircleCheck size={20} />,
      color: 'pine',
      autoClose: undo ? UNDO_SHOWN_MS : undefined,
    });
  };
  const takeBack = (id: string): void =>
    undoing.mutate(id, { onSuccess: ({ restored }) => tell(words('bulk.undone', { count: restored })) });
  const [asked, setAsked] = useState<Asked | null>(null);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [areKeysOn] = useKeysEnabled();
  const search = useRef<HTMLInputElement>(null);

  const setFilter = (name: FilterName, values: readonly string[]): void => {
    void navigate({ search: (old) => withFilter(old, name, values), replace: name === 'q' });
  };
  const askOfMarked = (verb: VerbName): void => {
    const followUps = selected.length > 0 ? selected : cursor ? [cursor] : [];
    const filter = isAll ? toBulkFilter(filters) : undefined;
    if (followUps.length > 0) setAsked({ verb, followUps, filter });
  };
  const finish = (verb: VerbName, count: number, undo?: string): void => {
    setAsked(null);
    clear();
    tell(words(`done.${verb}`, { count }), undo);
  };
  const take = (): void => {
    const mine = me?.staffId;
    const ids = (selected.length > 0 ? selected : cursor ? [cursor] : []).map(({ id }) => id);
    if (!mine || ids.length === 0) return;
    doing.mutate(
      { ids, verb: () => ({ verb: 'assign', body: { owner: mine } }) },
      { onSuccess: ({ done }) => tell(words('board.taken', { count: done.length })) },
    );
  };
  useBoardKeys(
    {
      rows,
      cursor,
      move: marks.move,
      select: marks.toggle,
      open: ({ id }) => void navigate({ to: '/follow-ups/$id', params: { id } }),
      verb: askOfMarked,
      take,
      search: () => search.current?.focus(),
      help: () => setHelpOpen(true),
    },
    areKeysOn && asked === null && !isHelpOpen,
  );

  const List = isNarrow ? BoardCards : BoardTable;
  return (
    <div className={classes.page}>
      <BoardRail filters={filters} />
      <div className={classes.content}>
        <Group justify="space-between" gap="sm">
          <Title order={1} size="h3">
            {words(filters.bucket ? `bucket.${filters.bucket}` : 'board.title')}
          </Title>
          <div className={classes.tools}>
            <SearchField
              ref={search}
              label={words('board.search')}
              value={filters.q}
              onSearch={(text) => setFilter('q', [text])}
              w={{ base: '100%', xs: 230 }}
            />
            <BoardViews filters={filters} />
            <BoardFilterMenu filters={filters} onFilter={setFilter} />
            <Tooltip label={words('keys.title')}>
              <ActionIcon
                variant="default"
                size={36}
                aria-label={words('keys.title')}
                onClick={() => setHelpOpen(true)}
                visibleFrom="sm"
              >
                <IconKeyboard size={18} aria-hidden />
              </ActionIcon>
            </Tooltip>
          </div>
        </Group>
        <BoardFilterPills filters={filters} onFilter={setFilter} />
        <span role="status" className={classes.hidden}>
          {fresh > 0 && words('board.fresh', { count: fresh })}
        </span>
        {filters.bucket === undefined && countFilters(filters) === 0 && (
          <>
            <SetupCard />
            <BoardEscalations />
          </>
        )}
        <BoardNow value={now}>
          {board.isPending ? (
            <BoardSkeleton />
          ) : board.error && rows.length === 0 ? (
            <ProblemNotice error={board.error} onRetry={() => void board.refetch()} />
          ) : rows.length === 0 ? (
            <BoardEmpty isNarrowed={Object.keys(filters).length > 0} />
          ) : (
            <List
              followUps={rows}
              cursor={cursor?.id ?? null}
              onCursor={marks.putCursorOn}
              selection={marks.selection}
              onSelection={marks.setSelection}
              busy={new Set(doing.isPending ? doing.variables.ids : [])}
              onVerb={(verb, followUp) => setAsked({ verb, followUps: [followUp] })}
            />
          )}
        </BoardNow>
        {board.hasNextPage && (
          <Group justify="center">
            <Button
              variant="default"
              loading={board.isFetchingNextPage}
              onClick={() => void board.fetchNextPage()}
            >
              {words('list.more')}
            </Button>
          </Group>
        )}
        <SelectionBar
          selected={selected}
          onVerb={askOfMarked}
          onClear={clear}
          isAll={isAll}
          onAll={board.hasNextPage && selected.length === rows.length ? () => setAllOf(filters) : undefined}
        />
      </div>
      {asked && (
        <Suspense>
          <VerbModal asked={asked} doing={doing} onClose={() => setAsked(null)} onDone={finish} />
        </Suspense>
      )}
      {isHelpOpen && <BoardHelp onClose={() => setHelpOpen(false)} />}
    </div>
  );
}

function BoardEmpty({ isNarrowed }: { isNarrowed: boolean }) {
  const words = useWords();
  return (
    <Notice
      icon={IconCircleCheck}
      colour="pine"
      title={words(isNarrowed ? 'board.nothing-here' : 'board.all-done')}
    >
      {words(isNarrowed ? 'board.nothing-here.text' : 'board.all-done.text')}
    </Notice>
  );
}
