import { frame } from './lt/frame';
import { clock } from './lt/clock';
import { board } from './lt/board';
import { followUps } from './lt/follow-ups';
import { escalations } from './lt/escalations';
import { customers } from './lt/customers';
import { inbox } from './lt/inbox';
import { tickets } from './lt/tickets';
import { agreements } from './lt/agreements';
import { people } from './lt/people';
import { templates } from './lt/templates';
import { reasons } from './lt/reasons';
import { visits } from './lt/visits';
import { reports } from './lt/reports';
import { firstRun } from './lt/first-run';
import { contactRules } from './lt/contact-rules';
import { calendars } from './lt/calendars';
import { policies } from './lt/policies';
import { calls } from './lt/calls';
import { serviceFile } from './lt/service-file';
import { sandbox } from './lt/sandbox';
import { imports } from './lt/imports';
import { webhooks } from './lt/webhooks';
import { audit } from './lt/audit';
import type { Messages } from './en';

export const lt: Messages = {
  ...frame,
  ...clock,
  ...board,
  ...followUps,
  ...escalations,
  ...customers,
  ...inbox,
  ...tickets,
  ...agreements,
  ...people,
  ...templates,
  ...reasons,
  ...visits,
  ...reports,
  ...firstRun,
  ...contactRules,
  ...calendars,
  ...policies,
  ...calls,
  ...serviceFile,
  ...sandbox,
  ...imports,
  ...webhooks,
  ...audit,
};
