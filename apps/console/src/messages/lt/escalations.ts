import type { escalations as en } from '../en/escalations';
import type { Words } from '../words';

export const escalations: Words<typeof en> = {
  'escalation.label': 'Eskalacija: {who}',
  'escalation.level': '{level} lygis',
  'escalation.next': 'kitas lygis po {time}',
  'escalation.state.open': 'Neišspręsta',
  'escalation.state.acknowledged': 'Paimta',
  'escalation.state.resolved': 'Išspręsta',
  'escalation.acknowledge': 'Imuosi',
  'escalation.resolve': 'Išspręsti',
  'escalation.reassign': 'Perduoti',
  'escalation.none.open': 'Niekas neeskaluota',
  'escalation.none.acknowledged': 'Niekas nieko nėra paėmęs',
  'escalation.none.resolved': 'Dar nė viena neišspręsta',
  'escalation.none.text': 'Kas lieka neišspręsta, kyla savo laiptais ir atsiranda čia.',
};
