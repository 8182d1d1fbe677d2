import { frame } from '../es/frame';
import { clock } from '../es/clock';
import { board } from '../es/board';
import { followUps } from '../es/follow-ups';
import { escalations } from '../es/escalations';
import { customers } from '../es/customers';
import { people } from '../es/people';
import { reasons } from '../es/reasons';
import { firstRun } from '../es/first-run';

export const esFirst = {
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
