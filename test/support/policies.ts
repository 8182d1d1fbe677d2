/** A policy that texts at once whoever buys something of its own name, and nobody else. */
export const textingPolicy = (policy: string, step: object) => ({
  policy,
  name: policy,
  subject: 'sale',
  family: policy,
  rank: 1,
  match: { product: policy },
  steps: [{ step: 'text', due: { from: 'sale.sold', offset: 'PT0S' }, ...step }],
});

export const THANKS = textingPolicy('thanks', { kind: 'sms', template: 'thank-you' });
export const SURVEY = textingPolicy('survey', {
  kind: 'survey',
  template: 'csat',
  question: 'csat',
  closesAfter: 'P7D',
});

/** Products of a sale that a policy above is about. */
export const about = (policy: { policy: string }) => [{ code: policy.policy, name: 'Boiler 24 kW' }];
