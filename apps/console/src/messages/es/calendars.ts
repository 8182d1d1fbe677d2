import type { calendars as en } from '../en/calendars';
import type { Words } from '../words';

export const calendars: Words<typeof en> = {
  'calendar.new': 'Nuevo calendario',
  'calendar.none': 'Aún no hay calendarios',
  'calendar.none.text':
    'Un calendario guarda horarios y festivos. Con él se cuentan el tiempo laborable y los días cerrados.',
  'calendar.version': 'Versión {version}',
  'calendar.what': 'Zona y festivos',
  'calendar.key': 'Clave',
  'calendar.key.hint': 'Minúsculas, cifras y guiones',
  'calendar.key.wrong': 'Clave ocupada o con otros caracteres',
  'calendar.zone': 'Zona horaria',
  'calendar.country': 'Festivos de',
  'calendar.country.clear': 'Sin festivos',
  'calendar.region': 'Región',
  'calendar.region.clear': 'Todo el país',
  'calendar.save': 'Guardar calendario',
  'calendar.saved': 'La versión {version} está en vigor',
  'calendar.conflict': 'Otra persona lo ha guardado mientras tanto',
  'calendar.conflict.mine': 'Guardar lo mío igualmente',
  'replan.label':
    '{count, plural, one {Se vuelve a consultar # plan abierto} other {Se vuelven a consultar # planes abiertos}}',
  'week.title': 'Semana',
  'week.hint':
    'Arrastre sobre las medias horas para abrirlas o cerrarlas. Con teclado: flechas para moverse, espacio abre y cierra, Mayús con flechas pinta.',
  'week.label': 'Horario de apertura por medias horas',
  'week.slot': '{day} de {from} a {to}',
  'week.closed': 'cerrado',
  'year.title': 'El año de un vistazo',
  'year.before': 'Año anterior',
  'year.after': 'Año siguiente',
  'year.hint': 'Pulse un día para cerrarlo o para abrir un festivo.',
  'year.day': '{date}, {state}',
  'year.open': 'abierto',
  'year.closed': 'cerrado',
  'year.holiday': 'festivo',
  'year.extra': 'cerrado por excepción',
  'year.opened': 'abierto por excepción',
};
