import { day } from './moment.js';
import { PRODUCTS, type TicketStory } from './story.js';

const { combi, system, pump9, pump16, thermostat, tank } = PRODUCTS;
const byStaff = { by: 'staff' };

// prettier-ignore
export const TICKETS: readonly TicketStory[] = [
  // Fresh: the clock of the first response runs.
  { externalId: 'T-2001', customer: 'C-2002', opened: { minutesAgo: 18 }, subject: 'Heat pump shows error E4', reason: 'error-code', kind: 'complaint', priority: 'high', products: [pump16], owner: 'carmen-ortega' },
  // Nobody has answered for days.
  { externalId: 'T-2002', customer: 'C-2003', opened: day(12, '10:15'), subject: 'Invoice shows the wrong address', reason: 'invoice', kind: 'request', priority: 'low', products: [tank] },
  // Waits for the customer: the clock is paused.
  { externalId: 'T-2003', customer: 'C-5001', opened: day(1, '09:30'), subject: 'Katilas kartais užgęsta', reason: 'goes-out', kind: 'incident', priority: 'normal', products: [combi], owner: 'ruta-kazlauskaite', happenings: [
    { when: day(1, '12:05'), by: 'ruta-kazlauskaite', event: 'ticket.replied', data: byStaff },
    { when: day(1, '12:10'), by: 'ruta-kazlauskaite', event: 'ticket.waiting' },
  ] },
  // Answered too late and not solved: both promises broken.
  { externalId: 'T-2004', customer: 'C-3003', opened: day(8, '08:50'), subject: 'Sin agua caliente en la planta 2', reason: 'no-hot-water', kind: 'complaint', priority: 'urgent', products: [pump16], owner: 'carmen-ortega', happenings: [
    { when: day(6, '16:45'), by: 'carmen-ortega', event: 'ticket.replied', data: byStaff },
  ] },
  // Solved yesterday: a call is due.
  { externalId: 'T-2005', customer: 'C-1004', opened: day(3, '09:10'), subject: 'Engineer did not turn up', reason: 'no-show', kind: 'complaint', priority: 'high', products: [pump9], owner: 'tomas-vaitkus', happenings: [
    { when: day(3, '09:40'), by: 'tomas-vaitkus', event: 'ticket.replied', data: byStaff },
    { when: day(1, '10:20'), by: 'tomas-vaitkus', event: 'ticket.resolved' },
  ] },
  // "Is it really solved?" It was not: reopened by the customer's answer.
  { externalId: 'T-2006', customer: 'C-2001', opened: day(7, '10:00'), subject: 'Thermostat loses its programme', reason: 'thermostat', kind: 'complaint', priority: 'normal', products: [thermostat], owner: 'carmen-ortega', happenings: [
    { when: day(7, '10:35'), by: 'carmen-ortega', event: 'ticket.replied', data: byStaff },
    { when: day(5, '09:30'), by: 'carmen-ortega', event: 'ticket.resolved' },
    { when: day(4, '12:00'), by: 'carmen-ortega', event: 'call', step: 'apology-call', data: { outcome: 'voicemail' } },
    { when: day(3, '11:45'), texts: '2 it happened again last night' },
  ] },
  // Closed; the question about it waits for an answer.
  { externalId: 'T-2007', customer: 'C-2004', opened: day(5, '11:20'), subject: 'How to bleed the radiators', reason: 'how-to', kind: 'request', priority: 'normal', products: [system], owner: 'carmen-ortega', happenings: [
    { when: day(5, '12:30'), by: 'carmen-ortega', event: 'ticket.replied', data: byStaff },
    { when: day(4, '09:15'), by: 'carmen-ortega', event: 'ticket.resolved' },
    { when: day(3, '09:00'), by: 'carmen-ortega', event: 'ticket.closed' },
  ] },
  { externalId: 'T-2008', customer: 'C-4003', opened: day(40, '10:30'), subject: '恒温器无法联网', reason: 'thermostat', kind: 'incident', priority: 'normal', products: [thermostat], owner: 'wei-lin', happenings: [
    { when: day(40, '11:30'), by: 'wei-lin', event: 'ticket.replied', data: byStaff },
    { when: day(38, '14:00'), by: 'wei-lin', event: 'ticket.resolved' },
    { when: day(37, '09:00'), by: 'wei-lin', event: 'ticket.closed' },
    { when: day(36, '12:20'), texts: '5 谢谢' },
  ] },
];
