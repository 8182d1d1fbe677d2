import type { Policy } from '@aftercare/workflows/domain/policy.js';

export const BOILER_CARE: Policy = {
  policy: 'boiler-care',
  name: 'Boiler and heat pump care',
  subject: 'agreement',
  family: 'maintenance',
  rank: 10,
  match: { product: ['boiler-*', 'heat-pump-*'] },
  calendar: 'field-hours',
  steps: [
    {
      step: 'safety-check',
      kind: 'visit',
      due: { from: 'agreement.starts', offset: 'P1Y', at: '09:00', shift: 'back' },
      // Done up to two months early, the anniversary stays: the rule of gas safety checks in Great Britain.
      repeat: { every: 'P1Y', mode: 'anniversary', early: 'P2M' },
      horizon: 'P60D',
      minutes: 90,
      propose: {
        template: 'visit-slots',
        reminder: 'visit-slots-reminder',
        again: 'visit-slots-again',
        remindAfter: 'P2D',
        closesAfter: 'P5D',
      },
      confirm: { before: 'P1D', template: 'visit-tomorrow' },
      tell: { done: 'visit-report' },
      stopOn: ['agreement.cancelled'],
      ladder: {
        levels: [
          { after: '-P14D', to: ['owner'] },
          { after: 'PT0S', to: ['owner', 'team-lead'] },
          { after: 'P7D', to: ['manager'] },
        ],
      },
    },
    {
      step: 'safety-check-soon',
      kind: 'sms',
      due: { from: 'due:safety-check', offset: '-P14D', at: '10:00' },
      template: 'safety-check-soon',
      stopOn: ['done:safety-check', 'agreement.cancelled'],
      expires: 'P10D',
    },
    {
      step: 'how-was-the-visit',
      kind: 'survey',
      due: { from: 'done:safety-check', offset: 'P1D', at: '10:00' },
      template: 'csat',
      question: 'csat',
      closesAfter: 'P7D',
      expires: 'P4D',
      react: [{ to: { atMost: 2 }, do: 'escalate' }],
    },
    {
      step: 'before-winter',
      kind: 'sms',
      due: { from: 'agreement.starts', next: '10-01', at: '10:00' },
      repeat: { every: 'P1Y', mode: 'fixed-each' },
      template: 'before-winter',
      stopOn: ['agreement.cancelled'],
      onlyIf: ['agreement.active'],
      expires: 'P14D',
    },
  ],
};

export const RENEWAL: Policy = {
  policy: 'renewal',
  name: 'Renewal of agreements',
  subject: 'agreement',
  family: 'renewal',
  rank: 100,
  calendar: 'support-hours',
  steps: [
    {
      step: 'two-months-before',
      kind: 'sms',
      due: { from: 'agreement.ends', offset: '-P60D', at: '10:00' },
      template: 'term-ends-in-two-months',
      stopOn: ['agreement.renewed', 'agreement.cancelled'],
      expires: 'P14D',
    },
    {
      step: 'a-month-before',
      kind: 'sms',
      due: { from: 'agreement.ends', offset: '-P30D', at: '10:00' },
      template: 'term-ends-in-a-month',
      stopOn: ['agreement.renewed', 'agreement.cancelled'],
      expires: 'P14D',
    },
    {
      step: 'renewal-call',
      kind: 'call',
      due: { from: 'agreement.ends', offset: '-P7D', at: '11:00', shift: 'back' },
      horizon: 'P7D',
      stopOn: ['agreement.renewed', 'agreement.cancelled'],
      onlyIf: ['agreement.active'],
      attempts: { max: 4, gap: 'P1D' },
      expires: 'P30D',
      ladder: {
        levels: [
          { after: 'P1D', to: ['owner', 'team-lead'] },
          { after: 'P3D', to: ['manager'] },
        ],
      },
    },
    {
      step: 'win-back-call',
      kind: 'call',
      due: { from: 'agreement.ends', offset: 'P14D', at: '11:00', shift: 'forward' },
      horizon: 'P3D',
      stopOn: ['agreement.renewed'],
      onlyIf: ['agreement.lapsed'],
      expires: 'P30D',
    },
  ],
};
