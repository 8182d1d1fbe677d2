import type { calendars as en } from '../en/calendars';
import type { Words } from '../words';

export const calendars: Words<typeof en> = {
  'calendar.new': 'Naujas kalendorius',
  'calendar.none': 'Kalendorių dar nėra',
  'calendar.none.text':
    'Kalendoriuje – darbo laikas ir šventės. Pagal jį skaičiuojamas darbo laikas ir nedarbo dienos.',
  'calendar.version': '{version} versija',
  'calendar.what': 'Laiko juosta ir šventės',
  'calendar.key': 'Raktas',
  'calendar.key.hint': 'Mažosios raidės, skaitmenys ir brūkšneliai',
  'calendar.key.wrong': 'Raktas užimtas arba turi kitų ženklų',
  'calendar.zone': 'Laiko juosta',
  'calendar.country': 'Šventės pagal šalį',
  'calendar.country.clear': 'Be švenčių',
  'calendar.region': 'Regionas',
  'calendar.region.clear': 'Visa šalis',
  'calendar.save': 'Įrašyti kalendorių',
  'calendar.saved': 'Galioja {version} versija',
  'calendar.conflict': 'Kažkas kitas tuo metu tai įrašė',
  'calendar.conflict.mine': 'Vis tiek įrašyti mano',
  'replan.label':
    '{count, plural, one {Iš naujo perskaičiuojamas # planas} few {Iš naujo perskaičiuojami # planai} other {Iš naujo perskaičiuojama # planų}}',
  'week.title': 'Savaitė',
  'week.hint':
    'Vilkite per pusvalandžius, kad juos atvertumėte ar užvertumėte. Klaviatūra: rodyklės – judėti, tarpas – keisti, Shift ir rodyklės – dažyti.',
  'week.label': 'Darbo laikas pusvalandžiais',
  'week.slot': '{day} {from}–{to}',
  'week.closed': 'uždaryta',
  'year.title': 'Metai vienu žvilgsniu',
  'year.before': 'Ankstesni metai',
  'year.after': 'Kiti metai',
  'year.hint': 'Spustelėkite dieną, kad ją užvertumėte arba atvertumėte šventę.',
  'year.day': '{date}, {state}',
  'year.open': 'dirbama',
  'year.closed': 'nedirbama',
  'year.holiday': 'šventė',
  'year.extra': 'išimtinai nedirbama',
  'year.opened': 'išimtinai dirbama',
};
