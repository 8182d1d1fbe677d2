export const escalations = {
  // escalations
  'escalation.label': 'Escalation of {who}',
  'escalation.level': 'Level {level}',
  'escalation.next': 'next level in {time}',
  'escalation.state.open': 'Open',
  'escalation.state.acknowledged': 'Taken',
  'escalation.state.resolved': 'Resolved',
  'escalation.acknowledge': 'Take it',
  'escalation.resolve': 'Resolve',
  'escalation.reassign': 'Hand on',
  'escalation.none.open': 'Nothing has escalated',
  'escalation.none.acknowledged': 'Nobody has one in hand',
  'escalation.none.resolved': 'None was resolved yet',
  'escalation.none.text': 'What stays unresolved climbs its ladder and appears here.',
} as const;
