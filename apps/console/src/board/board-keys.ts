import { useHotkeys, useLocalStorage } from '@mantine/hooks';
import type { FollowUp } from '../api/types';
import { type VerbName, doneVerb } from '../follow-ups/verbs/verb-rules';

/** The keys of the board, in the order in which the help lists them. */
export const BOARD_KEYS = ['j', 'k', 'x', 'o', 'd', 's', 'a', 't', '/', '?'] as const;

export interface BoardKeyActions {
  rows: readonly FollowUp[];
  cursor: FollowUp | undefined;
  move: (by: 1 | -1) => void;
  select: (followUp: FollowUp) => void;
  open: (followUp: FollowUp) => void;
  /** Of the selected rows, or of the one under the cursor. */
  verb: (verb: VerbName) => void;
  /** Of the selected rows, or of the one under the cursor: it becomes one's own work. */
  take: () => void;
  search: () => void;
  help: () => void;
}

/** Single keys can be turned off, for those who dictate or press keys by accident (WCAG 2.1.4). */
export function useKeysEnabled() {
  return useLocalStorage({ key: 'aftercare.keys', defaultValue: true, getInitialValueInEffect: false });
}

/** Works the board by keys while no form is open and nobody types. */
export function useBoardKeys(actions: BoardKeyActions, enabled: boolean): void {
  const { cursor } = actions;
  const withCursor = (act: (followUp: FollowUp) => void) => () => {
    if (cursor) act(cursor);
  };
  const keys: Record<(typeof BOARD_KEYS)[number], () => void> = {
    j: () => actions.move(1),
    k: () => actions.move(-1),
    x: withCursor(actions.select),
    o: withCursor(actions.open),
    d: withCursor((followUp) => actions.verb(doneVerb(followUp))),
    s: withCursor(() => actions.verb('snooze')),
    a: withCursor(() => actions.verb('assign')),
    t: withCursor(() => actions.take()),
    '/': actions.search,
    '?': actions.help,
  };
  useHotkeys(
    enabled
      ? Object.entries(keys)
          .flatMap(([key, act]) => [
            [key, act] as const,
            // Where these two are typed with Shift depends on the keyboard.
            ...(key === '/' || key === '?' ? [[`shift+${key}`, act] as const] : []),
          ])
          .map(([key, act]) => [key, act])
      : [],
  );
}
