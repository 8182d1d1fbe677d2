import type { clock as en } from '../en/clock';
import type { Words } from '../words';

export const clock: Words<typeof en> = {
  'clock.title': 'Reloj de pruebas',
  'clock.PT1H': '1 hora',
  'clock.P1D': '1 día',
  'clock.P1W': '1 semana',
  'clock.next': 'Al próximo suceso',
  'clock.next.none': 'No hay nada previsto',
  'clock.advance': 'Avanzar',
  'clock.advance-by': 'Avanzar esto',
  'clock.count': 'Cuánto',
  'clock.unit': 'Unidad',
  'clock.minutes': 'minutos',
  'clock.hours': 'horas',
  'clock.days': 'días',
  'clock.weeks': 'semanas',
  'clock.months': 'meses',
  'clock.moving': 'Realizando lo que vence …',
  'clock.happened':
    '{carriedOut, plural, =0 {Nada ha cambiado} one {# seguimiento ha cambiado} other {# seguimientos han cambiado}}, {sent, plural, =0 {ningún mensaje enviado} one {# mensaje enviado} other {# mensajes enviados}}',
  'clock.phones': 'Teléfonos',
  'clock.play': 'Reproducir',
  'clock.pause': 'Pausa',
  'clock.speed.PT1H': 'Una hora por segundo',
  'clock.speed.P1D': 'Un día por segundo',
  'clock.speed.P1W': 'Una semana por segundo',
  'clock.stop.paused': 'En pausa a {at}',
  'clock.stop.nothing-ahead': 'Parado a {at}: ya no hay nada previsto',
  'clock.stop.failed': 'Parado a {at}: {why}',
  'clock.stop.at-once': 'Parado: {why}',
  'clock.mails': 'Correos',
};
