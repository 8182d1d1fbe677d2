import { useEffect, useRef, useState } from 'react';
import type { BoardItem } from '../api/types';
import type { BoardFilters } from './filters';

/** How many rows the last answer brought that were not there before, with the filters unchanged. */
export function useFreshRows(rows: readonly BoardItem[], filters: BoardFilters): number {
  const seen = useRef<{ filters: BoardFilters; ids: ReadonlySet<string> } | null>(null);
  const [count, setCount] = useState(0);
  useEffect(() => {
    const before = seen.current;
    const ids = new Set(rows.map(({ id }) => id));
    seen.current = { filters, ids };
    // A longer list is a further page, which nobody has to be told of.
    const isSameList = before !== null && before.filters === filters && before.ids.size > 0;
    const isPage = before !== null && rows.length - before.ids.size >= 50;
    setCount(isSameList && !isPage ? rows.filter(({ id }) => !before.ids.has(id)).length : 0);
  }, [rows, filters]);
  return count;
}
