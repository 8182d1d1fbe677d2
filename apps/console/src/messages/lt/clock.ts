import type { clock as en } from '../en/clock';
import type { Words } from '../words';

export const clock: Words<typeof en> = {
  'clock.title': 'Bandomasis laikrodis',
  'clock.PT1H': '1 valanda',
  'clock.P1D': '1 diena',
  'clock.P1W': '1 savaitė',
  'clock.next': 'Iki kito įvykio',
  'clock.next.none': 'Nieko nesuplanuota',
  'clock.advance': 'Pasukti',
  'clock.advance-by': 'Pasukti tiek',
  'clock.count': 'Kiek',
  'clock.unit': 'Vienetas',
  'clock.minutes': 'minučių',
  'clock.hours': 'valandų',
  'clock.days': 'dienų',
  'clock.weeks': 'savaičių',
  'clock.months': 'mėnesių',
  'clock.moving': 'Vykdoma, kam atėjo laikas …',
  'clock.happened':
    '{carriedOut, plural, =0 {Niekas nepasikeitė} one {Pasikeitė # darbas} few {Pasikeitė # darbai} many {Pasikeitė # darbo} other {Pasikeitė # darbų}}, {sent, plural, =0 {žinučių neišsiųsta} one {išsiųsta # žinutė} few {išsiųstos # žinutės} many {išsiųsta # žinutės} other {išsiųsta # žinučių}}',
  'clock.phones': 'Telefonai',
  'clock.play': 'Leisti',
  'clock.pause': 'Pauzė',
  'clock.speed.PT1H': 'Valanda per sekundę',
  'clock.speed.P1D': 'Diena per sekundę',
  'clock.speed.P1W': 'Savaitė per sekundę',
  'clock.stop.paused': 'Pristabdyta: {at}',
  'clock.stop.nothing-ahead': 'Sustota {at}: daugiau nieko nesuplanuota',
  'clock.stop.failed': 'Sustota {at}: {why}',
  'clock.stop.at-once': 'Sustota: {why}',
  'clock.mails': 'Laiškai',
};
