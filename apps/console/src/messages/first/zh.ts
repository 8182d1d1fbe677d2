import { frame } from '../zh/frame';
import { clock } from '../zh/clock';
import { board } from '../zh/board';
import { followUps } from '../zh/follow-ups';
import { escalations } from '../zh/escalations';
import { customers } from '../zh/customers';
import { people } from '../zh/people';
import { reasons } from '../zh/reasons';
import { firstRun } from '../zh/first-run';

export const zhFirst = {
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
