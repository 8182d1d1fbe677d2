import { type ReactNode, createContext, use } from 'react';

/** The product's present time for every row of the board, so that all of them tick as one. */
export const BoardNow = createContext(0);

export function BoardClock({ children }: { children: (now: number) => ReactNode }) {
  return children(use(BoardNow));
}
