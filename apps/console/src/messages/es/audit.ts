export const audit = {
  'audit.actor': 'Quién',
  'audit.action': 'Qué',
  'audit.entity': 'Sobre qué',
  'audit.entity-id': 'Su id',
  'audit.from': 'Desde',
  'audit.until': 'Hasta',
  'audit.at': 'Cuándo',
  'audit.data': 'Detalles',
  'audit.none': 'No hay nada anotado así',
  'audit.none.text': 'Quite un filtro o elija otro periodo.',
  'audit.more': 'Mostrar más',
};
