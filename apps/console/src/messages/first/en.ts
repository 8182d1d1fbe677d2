import { frame } from '../en/frame';
import { clock } from '../en/clock';
import { board } from '../en/board';
import { followUps } from '../en/follow-ups';
import { escalations } from '../en/escalations';
import { customers } from '../en/customers';
import { people } from '../en/people';
import { reasons } from '../en/reasons';
import { firstRun } from '../en/first-run';

/** Words that the board and what stands around every room need; the others come with the first other room. */
export const enFirst = {
  ...frame,
  ...clock,
  ...board,
  ...followUps,
  ...escalations,
  ...customers,
  ...people,
  ...reasons,
  ...firstRun,
} as const;
