import { frame } from './zh/frame';
import { clock } from './zh/clock';
import { board } from './zh/board';
import { followUps } from './zh/follow-ups';
import { escalations } from './zh/escalations';
import { customers } from './zh/customers';
import { inbox } from './zh/inbox';
import { tickets } from './zh/tickets';
import { agreements } from './zh/agreements';
import { people } from './zh/people';
import { templates } from './zh/templates';
import { reasons } from './zh/reasons';
import { visits } from './zh/visits';
import { reports } from './zh/reports';
import { firstRun } from './zh/first-run';
import { contactRules } from './zh/contact-rules';
import { calendars } from './zh/calendars';
import { policies } from './zh/policies';
import { calls } from './zh/calls';
import { serviceFile } from './zh/service-file';
import { sandbox } from './zh/sandbox';
import { imports } from './zh/imports';
import { webhooks } from './zh/webhooks';
import { audit } from './zh/audit';
import type { Messages } from './en';

export const zh: Messages = {
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
