import { TEMPLATE_LIBRARY } from '../../prisma/seed/templates/library.js';
import type { Caller } from './client.js';

let counter = 0;

/** A name that no other record of this file has. */
export function unique(prefix: string): string {
  counter += 1;
  return `${prefix}-${counter}`;
}

/** A mobile number of Lithuania that no other customer of this file has. */
export function phoneNumber(): string {
  counter += 1;
  return `+3706${String(1_000_000 + counter).slice(0, 7)}`;
}

/** A customer with only what matters to the case. */
export function buildCustomer(facts: object = {}): any {
  return {
    externalId: unique('customer'),
    name: 'Ana Petraitė',
    phone: phoneNumber(),
    language: 'en',
    type: 'retail',
    tier: 'gold',
    country: 'LT',
    zone: 'Europe/Vilnius',
    ...facts,
  };
}

/** A sale with only what matters to the case. */
export function buildSale(facts: object = {}): any {
  return {
    externalId: unique('sale'),
    customer: buildCustomer(),
    soldAt: '2027-03-01T09:00:00Z',
    products: [{ code: 'boiler-24', name: 'Boiler 24 kW' }],
    ...facts,
  };
}

/** Thank-you after two hours, a question after three days at ten, a call when nobody answered for two days. */
export const PRODUCT_FOLLOW_UP = {
  policy: 'product-follow-up',
  name: 'Product follow-up',
  subject: 'sale',
  family: 'satisfaction',
  rank: 10,
  steps: [
    { step: 'thank-you', kind: 'sms', template: 'thank-you', due: { from: 'sale.sold', offset: 'PT2H' } },
    {
      step: 'csat',
      kind: 'survey',
      question: 'csat',
      template: 'csat',
      due: { from: 'sale.sold', offset: 'P3D', at: '10:00' },
      closesAfter: 'P7D',
      react: [
        {
          to: { atMost: 2 },
          do: 'escalate',
          ladder: {
            levels: [
              { after: 'PT0S', to: ['owner'] },
              { after: 'P1D', to: ['manager'] },
            ],
          },
        },
      ],
    },
    {
      step: 'call',
      kind: 'call',
      due: { from: 'due:csat', offset: 'P2D' },
      onlyIf: ['not-scored'],
      stopOn: ['scored'],
    },
  ],
};

/** Contact rules under which every purpose that a test uses may be sent to Lithuania without a form. */
export const OPEN_CONTACT_RULES = {
  quietHours: { from: '21:00', to: '08:00' },
  outside: { sms: 'pull-back', survey: 'defer' },
  consent: { marketing: 'required', survey: 'informed', service: 'informed', safety: 'none' },
};

/** Stores the ready templates, the contact rules and the given policies, published. */
export async function prepareDocuments(operator: Caller, policies: readonly any[]): Promise<void> {
  for (const { template, purpose, texts } of TEMPLATE_LIBRARY) {
    expectDone(await operator.put(`/v1/templates/${template}`, { template, purpose, texts }));
  }
  expectDone(await operator.put('/v1/contact-rules', OPEN_CONTACT_RULES));
  for (const policy of policies) {
    expectDone(await operator.put(`/v1/policies/${policy.policy}`, policy));
    expectDone(await operator.post(`/v1/policies/${policy.policy}/publish`));
  }
}

function expectDone({ status, body }: { status: number; body: unknown }): void {
  if (status >= 300) throw new Error(`preparing failed with ${status}: ${JSON.stringify(body)}`);
}
