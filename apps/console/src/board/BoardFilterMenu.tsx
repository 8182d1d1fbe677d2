import { Button, Indicator, Popover, Skeleton } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { Suspense, lazy } from 'react';
import { useWords } from '../messages/use-words';
import type { BoardFilterFormProps } from './BoardFilterForm';
import { countFilters } from './filters';

// Its selects are only loaded for those who open it.
const BoardFilterForm = lazy(() =>
  import('./BoardFilterForm').then(({ BoardFilterForm }) => ({ default: BoardFilterForm })),
);

export function BoardFilterMenu({ filters, onFilter }: BoardFilterFormProps) {
  const words = useWords();
  const count = countFilters(filters);
  return (
    <Popover width={440} position="bottom-end" trapFocus>
      <Indicator label={count} size={17} disabled={count === 0} color="pine.7">
        <Popover.Target>
          <Button variant="default" leftSection={<IconAdjustmentsHorizontal size={17} aria-hidden />}>
            {words('filter.button')}
          </Button>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown maw="calc(100vw - 24px)">
        <Suspense fallback={<Skeleton h={320} />}>
          <BoardFilterForm filters={filters} onFilter={onFilter} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
