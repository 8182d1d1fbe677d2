import type { inbox as en } from '../en/inbox';
import type { Words } from '../words';

export const inbox: Words<typeof en> = {
  'inbox.hint':
    'Atsakymai, kurių nesuprato jokia taisyklė. Perskaitykite, padarykite, ko reikia, ir sutvarkykite.',
  'inbox.none': 'Gautųjų nėra',
  'inbox.none.text': 'Visi atsakymai suprasti arba sutvarkyti.',
  'inbox.stranger': 'Nežinomas numeris',
  'inbox.note': 'Kas padaryta (nebūtina)',
  'inbox.settle': 'Sutvarkyta',
  'inbox.follow-up': 'Darbas',
};
