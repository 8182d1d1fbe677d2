import { frame } from './es/frame';
import { clock } from './es/clock';
import { board } from './es/board';
import { followUps } from './es/follow-ups';
import { escalations } from './es/escalations';
import { customers } from './es/customers';
import { inbox } from './es/inbox';
import { tickets } from './es/tickets';
import { agreements } from './es/agreements';
import { people } from './es/people';
import { templates } from './es/templates';
import { reasons } from './es/reasons';
import { visits } from './es/visits';
import { reports } from './es/reports';
import { firstRun } from './es/first-run';
import { contactRules } from './es/contact-rules';
import { calendars } from './es/calendars';
import { policies } from './es/policies';
import { calls } from './es/calls';
import { serviceFile } from './es/service-file';
import { sandbox } from './es/sandbox';
import { imports } from './es/imports';
import { webhooks } from './es/webhooks';
import { audit } from './es/audit';
import type { Messages } from './en';

export const es: Messages = {
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
