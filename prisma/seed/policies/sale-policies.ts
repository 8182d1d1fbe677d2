import type { Policy } from '@aftercare/workflows/domain/policy.js';

/** Nobody is told twice on the way: the owner at once, then whoever leads the team, then the manager. */
const LOW_SCORE = {
  levels: [
    { after: 'PT0S', to: ['owner'] },
    { after: 'P1D', to: ['team-lead', 'manager'] },
    { after: 'P3D', to: ['manager'], reassign: true },
  ],
  acknowledge: { timeout: 'P2D' },
};

const thankYou = {
  step: 'thank-you',
  kind: 'sms',
  due: { from: 'sale.sold', offset: 'PT2H' },
  template: 'thank-you',
  expires: 'P2D',
} as const;

const satisfaction = {
  step: 'satisfaction',
  kind: 'survey',
  due: { from: 'sale.sold', offset: 'P3D', at: '10:00' },
  template: 'csat',
  question: 'csat',
  closesAfter: 'P7D',
  expires: 'P4D',
  react: [{ to: { atMost: 2 }, do: 'escalate', ladder: LOW_SCORE }],
} as const;

/** What it was at first: nobody called when the question stayed without an answer. */
export const PRODUCT_FOLLOW_UP_1: Policy = {
  policy: 'product-follow-up',
  name: 'After a sale',
  subject: 'sale',
  family: 'after-sale',
  rank: 100,
  calendar: 'support-hours',
  steps: [thankYou, satisfaction],
};

/** A month after what a low answer brought about was put right. */
const askAgain = {
  step: 'ask-again',
  kind: 'survey',
  due: { from: 'resolved:satisfaction', offset: 'P30D', at: '10:00' },
  template: 'ask-again',
  question: 'csat',
  closesAfter: 'P7D',
  expires: 'P14D',
  react: [{ to: { atMost: 2 }, do: 'escalate' }],
} as const;

export const PRODUCT_FOLLOW_UP_2: Policy = {
  ...PRODUCT_FOLLOW_UP_1,
  steps: [
    thankYou,
    satisfaction,
    askAgain,
    {
      step: 'check-call',
      kind: 'call',
      template: 'check-call-script',
      due: { from: 'sale.sold', offset: 'P5D', at: '14:00', shift: 'forward' },
      horizon: 'P1D',
      stopOn: ['scored'],
      onlyIf: ['not-scored'],
      attempts: { max: 3, gap: 'P1D' },
      question: 'csat',
      expires: 'P21D',
      ladder: {
        levels: [
          { after: 'P1D', to: ['owner', 'team-lead'] },
          { after: 'P3D', to: ['manager'] },
        ],
      },
    },
  ],
};

export const KEY_ACCOUNT: Policy = {
  policy: 'key-account',
  name: 'Key accounts',
  subject: 'sale',
  family: 'key-account',
  rank: 10,
  match: { tier: ['platinum'] },
  calendar: 'support-hours',
  steps: [
    {
      step: 'account-review',
      kind: 'review',
      due: { from: 'sale.sold', offset: 'P14D', at: '11:00', shift: 'forward' },
      horizon: 'P3D',
      ladder: { levels: [{ after: 'P2D', to: ['manager'] }] },
    },
    {
      step: 'account-call',
      kind: 'call',
      due: { from: 'sale.sold', offset: 'P30D', at: '10:30', shift: 'forward' },
      horizon: 'P2D',
      expires: 'P30D',
      attempts: { max: 5, gap: 'P1D' },
    },
    {
      step: 'recommend',
      kind: 'survey',
      due: { from: 'sale.sold', offset: 'P60D', at: '10:00' },
      template: 'nps',
      question: 'nps',
      closesAfter: 'P14D',
      react: [{ to: { atMost: 6 }, do: 'escalate' }],
    },
  ],
};
