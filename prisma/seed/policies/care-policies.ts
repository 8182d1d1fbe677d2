import type { Policy } from '@aftercare/workflows/domain/policy.js';

/** What an agreement that renews by itself owes its customer, and what is offered before and after an end. */
export const OFFERS_OF_AGREEMENTS: Policy = {
  policy: 'renewal-offers',
  name: 'Notices and offers of renewal',
  subject: 'agreement',
  family: 'offers',
  rank: 100,
  calendar: 'support-hours',
  steps: [
    {
      step: 'renewal-notice',
      kind: 'sms',
      notice: true,
      due: { from: 'agreement.notify', offset: '-P7D', at: '10:00' },
      template: 'renewal-notice',
      channels: ['sms', 'whatsapp', 'email'],
      stopOn: ['agreement.cancelled'],
      expires: 'P7D',
    },
    {
      step: 'win-back',
      kind: 'survey',
      question: 'yes-no',
      due: { from: 'agreement.ends', offset: 'P7D', at: '10:00' },
      template: 'win-back-offer',
      offer: { kind: 'renewal' },
      onlyIf: ['agreement.lapsed'],
      stopOn: ['agreement.renewed', 'agreement.cancelled'],
      closesAfter: 'P21D',
      expires: 'P21D',
    },
    {
      step: 'win-back-again',
      kind: 'survey',
      question: 'yes-no',
      due: { from: 'agreement.ends', offset: 'P60D', at: '10:00' },
      template: 'win-back-offer',
      offer: { kind: 'renewal' },
      onlyIf: ['agreement.lapsed'],
      stopOn: ['agreement.renewed', 'agreement.cancelled'],
      closesAfter: 'P21D',
      expires: 'P21D',
    },
  ],
};

/** What was sold is looked after when its warranty ends. */
export const WARRANTY_END: Policy = {
  policy: 'warranty-end',
  name: 'An agreement when the warranty ends',
  subject: 'sale',
  family: 'warranty',
  rank: 100,
  match: { product: ['boiler-*', 'heat-pump-*'] },
  calendar: 'support-hours',
  steps: [
    {
      step: 'care-offer',
      kind: 'survey',
      question: 'yes-no',
      due: { from: 'sale.warranty-ends', offset: '-P30D', at: '10:00' },
      template: 'care-offer',
      offer: { kind: 'agreement', term: 'P1Y', autoRenew: true, notice: 'P1M', price: 150, currency: 'EUR' },
      remindAfter: 'P7D',
      closesAfter: 'P30D',
      expires: 'P30D',
    },
  ],
};

/** Care by season: before winter wherever that is, for whom it makes sense. */
export const SEASONAL_CARE: Policy = {
  policy: 'seasonal-care',
  name: 'Before winter, in both hemispheres',
  subject: 'sale',
  family: 'seasonal',
  rank: 100,
  match: { product: ['boiler-*', 'heat-pump-*'] },
  steps: [
    {
      step: 'before-winter',
      kind: 'sms',
      due: {
        from: 'sale.sold',
        offset: 'P6M',
        next: { north: '09-15', south: '03-15' },
        spread: 'P28D',
        at: '10:00',
      },
      repeat: { every: 'P1Y', mode: 'fixed-each' },
      template: 'before-winter',
      onlyIf: [{ asset: ['boiler-*', 'heat-pump-*'] }, { lastService: { olderThan: 'P10M' } }],
      expires: 'P14D',
    },
  ],
};
