export const clock = {
  // the sandbox clock
  'clock.title': 'Sandbox clock',
  'clock.PT1H': '1 hour',
  'clock.P1D': '1 day',
  'clock.P1W': '1 week',
  'clock.next': 'To next event',
  'clock.next.none': 'Nothing is planned by itself',
  'clock.advance': 'Advance',
  'clock.advance-by': 'Advance by this',
  'clock.count': 'How many',
  'clock.unit': 'Unit',
  'clock.minutes': 'minutes',
  'clock.hours': 'hours',
  'clock.days': 'days',
  'clock.weeks': 'weeks',
  'clock.months': 'months',
  'clock.moving': 'Carrying out what falls due …',
  'clock.happened':
    '{carriedOut, plural, =0 {Nothing changed} one {# follow-up changed} other {# follow-ups changed}}, {sent, plural, =0 {no message sent} one {# message sent} other {# messages sent}}',
  'clock.phones': 'Phones',
} as const;
