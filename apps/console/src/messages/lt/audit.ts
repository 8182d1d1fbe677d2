export const audit = {
  'audit.actor': 'Kas',
  'audit.action': 'Ką padarė',
  'audit.entity': 'Kam',
  'audit.entity-id': 'Jo id',
  'audit.from': 'Nuo',
  'audit.until': 'Iki',
  'audit.at': 'Kada',
  'audit.data': 'Išsamiau',
  'audit.none': 'Tokių įrašų nėra',
  'audit.none.text': 'Nuimkite filtrą arba pasirinkite kitą laiką.',
  'audit.more': 'Rodyti daugiau',
};
