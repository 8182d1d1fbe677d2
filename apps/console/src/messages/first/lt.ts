import { frame } from '../lt/frame';
import { clock } from '../lt/clock';
import { board } from '../lt/board';
import { followUps } from '../lt/follow-ups';
import { escalations } from '../lt/escalations';
import { customers } from '../lt/customers';
import { people } from '../lt/people';
import { reasons } from '../lt/reasons';
import { firstRun } from '../lt/first-run';

export const ltFirst = {
  ...frame,
  ...clock,
  ...board,
  ...followUps,
  ...escalations,
  ...customers,
  ...people,
  ...reasons,
  ...firstRun,
};
