export const audit = {
  'audit.actor': 'Who',
  'audit.action': 'What',
  'audit.entity': 'On what',
  'audit.entity-id': 'Its id',
  'audit.from': 'From',
  'audit.until': 'Until',
  'audit.at': 'When',
  'audit.data': 'Details',
  'audit.none': 'Nothing was written down like this',
  'audit.none.text': 'Take away a filter, or choose another time.',
  'audit.more': 'Show more',
} as const;
