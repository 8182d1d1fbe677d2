import { frame } from './en/frame';
import { clock } from './en/clock';
import { board } from './en/board';
import { followUps } from './en/follow-ups';
import { escalations } from './en/escalations';
import { customers } from './en/customers';
import { inbox } from './en/inbox';
import { tickets } from './en/tickets';
import { agreements } from './en/agreements';
import { people } from './en/people';
import { templates } from './en/templates';
import { reasons } from './en/reasons';
import { visits } from './en/visits';
import { reports } from './en/reports';
import { firstRun } from './en/first-run';
import { contactRules } from './en/contact-rules';
import { calendars } from './en/calendars';
import { policies } from './en/policies';
import { calls } from './en/calls';
import { serviceFile } from './en/service-file';
import { sandbox } from './en/sandbox';
import { imports } from './en/imports';
import { webhooks } from './en/webhooks';
import { audit } from './en/audit';

/** All words of the console, a file for each room. English is the source; the other languages must have each text that stands here. */
export const en = {
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
} as const;

export type MessageId = keyof typeof en;
/** Every text; a language that lacks one does not compile. */
export type Messages = Readonly<Record<MessageId, string>>;
