import type { inbox as en } from '../en/inbox';
import type { Words } from '../words';

export const inbox: Words<typeof en> = {
  'inbox.hint':
    'Respuestas que ninguna regla entendió. Léalas, haga lo necesario y márquelas como atendidas.',
  'inbox.none': 'La bandeja está vacía',
  'inbox.none.text': 'Todas las respuestas se entendieron o se atendieron.',
  'inbox.stranger': 'Número desconocido',
  'inbox.note': 'Qué se hizo (opcional)',
  'inbox.settle': 'Atendida',
  'inbox.follow-up': 'Seguimiento',
};
