import type { escalations as en } from '../en/escalations';
import type { Words } from '../words';

export const escalations: Words<typeof en> = {
  'escalation.label': 'Escalado de {who}',
  'escalation.level': 'Nivel {level}',
  'escalation.next': 'siguiente nivel en {time}',
  'escalation.state.open': 'Abierto',
  'escalation.state.acknowledged': 'En curso',
  'escalation.state.resolved': 'Resuelto',
  'escalation.acknowledge': 'Lo tomo',
  'escalation.resolve': 'Resolver',
  'escalation.reassign': 'Pasar a otro',
  'escalation.none.open': 'No hay nada escalado',
  'escalation.none.acknowledged': 'Nadie tiene ninguno en curso',
  'escalation.none.resolved': 'Todavía no se ha resuelto ninguno',
  'escalation.none.text': 'Lo que queda sin resolver sube por su escala y aparece aquí.',
};
