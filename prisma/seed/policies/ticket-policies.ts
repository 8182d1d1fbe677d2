import type { Policy } from '@aftercare/workflows/domain/policy.js';

export const COMPLAINT_RECOVERY: Policy = {
  policy: 'complaint-recovery',
  name: 'Complaints',
  subject: 'ticket',
  family: 'ticket-care',
  rank: 10,
  match: { kind: ['complaint'] },
  calendar: 'support-hours',
  targets: [
    {
      target: 'first-response',
      within: { workingMinutes: 60 },
      ladder: {
        levels: [
          { after: '-PT15M', to: ['owner'] },
          { after: 'PT0S', to: ['owner', 'team-lead'] },
          { after: { workingMinutes: 240 }, to: ['manager'], reassign: true },
        ],
        acknowledge: { timeout: 'PT4H' },
      },
    },
    {
      target: 'resolution',
      within: { workingDays: 2, endOfDay: true },
      ladder: {
        levels: [
          { after: '-PT4H', to: ['owner'] },
          { after: 'PT0S', to: ['team-lead'] },
          { after: 'P1D', to: ['manager'], reassign: true },
        ],
        acknowledge: { timeout: 'P1D' },
      },
    },
  ],
  steps: [
    {
      step: 'apology-call',
      kind: 'call',
      due: { from: 'ticket.resolved', offset: 'P1D', at: '11:00', shift: 'forward' },
      horizon: 'P1D',
      attempts: { max: 3, gap: 'P1D' },
      expires: 'P14D',
      ladder: { levels: [{ after: 'P1D', to: ['owner', 'team-lead'] }] },
    },
    {
      step: 'really-solved',
      kind: 'survey',
      due: { from: 'ticket.resolved', offset: 'P2D', at: '10:00' },
      template: 'problem-solved',
      question: 'yes-no',
      closesAfter: 'P7D',
      expires: 'P4D',
      react: [
        { to: { is: 'no' }, do: 'reopen' },
        { to: { is: 'no' }, do: 'escalate' },
      ],
    },
    {
      step: 'what-we-learn',
      kind: 'review',
      due: { from: 'ticket.closed', offset: 'P2D', at: '10:00', shift: 'forward' },
      horizon: 'P1D',
      ladder: { levels: [{ after: 'P3D', to: ['owner', 'team-lead'] }] },
    },
    {
      step: 'ask-again',
      kind: 'survey',
      due: { from: 'ticket.resolved', offset: 'P35D', at: '10:00' },
      template: 'ask-again',
      question: 'csat',
      closesAfter: 'P7D',
      expires: 'P14D',
      react: [{ to: { atMost: 2 }, do: 'escalate' }],
    },
  ],
};

export const SUPPORT: Policy = {
  policy: 'support',
  name: 'Support',
  subject: 'ticket',
  family: 'ticket-care',
  rank: 100,
  calendar: 'support-hours',
  targets: [
    {
      target: 'first-response',
      within: { workingMinutes: 240 },
      ladder: {
        levels: [
          { after: 'PT0S', to: ['owner'] },
          { after: { workingMinutes: 240 }, to: ['team-lead', 'manager'] },
        ],
      },
    },
    {
      target: 'resolution',
      within: { workingDays: 5 },
      ladder: {
        levels: [
          { after: '-P1D', to: ['owner'] },
          { after: 'PT0S', to: ['owner', 'team-lead'] },
          { after: 'P2D', to: ['manager'] },
        ],
      },
    },
  ],
  steps: [
    {
      step: 'satisfaction',
      kind: 'survey',
      due: { from: 'ticket.closed', offset: 'P1D', at: '10:00' },
      template: 'csat',
      question: 'csat',
      closesAfter: 'P7D',
      expires: 'P4D',
      react: [{ to: { atMost: 2 }, do: 'escalate' }],
    },
  ],
};
