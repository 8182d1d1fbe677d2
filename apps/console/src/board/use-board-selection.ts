import type { RowSelectionState } from '@tanstack/react-table';
import { useState } from 'react';
import type { FollowUp } from '../api/types';

/** Which rows are selected and on which one the keys work, over rows that come and go. */
export function useBoardSelection(rows: readonly FollowUp[]) {
  const [selection, setSelection] = useState<RowSelectionState>({});
  const [place, setPlace] = useState<{ id: string; index: number } | null>(null);
  // When the row was dealt with and is gone, the next one has taken its place.
  const found = place ? rows.findIndex(({ id }) => id === place.id) : -1;
  const index = place === null ? -1 : found >= 0 ? found : Math.min(place.index, rows.length - 1);

  const putCursor = (to: number): void => {
    const row = rows[to];
    if (row) setPlace({ id: row.id, index: to });
  };
  return {
    selection,
    setSelection,
    selected: rows.filter(({ id }) => selection[id]),
    cursor: rows[index],
    putCursorOn: (id: string) => putCursor(rows.findIndex((row) => row.id === id)),
    move: (by: 1 | -1) => putCursor(Math.max(0, Math.min(rows.length - 1, index + by))),
    toggle: ({ id }: FollowUp) => setSelection((old) => withRow(old, id, !old[id])),
    clear: () => setSelection({}),
  };
}

/** The same selection with one row in or out of it. */
export function withRow(selection: RowSelectionState, id: string, isSelected: boolean): RowSelectionState {
  const { [id]: _, ...others } = selection;
  return isSelected ? { ...others, [id]: true } : others;
}
