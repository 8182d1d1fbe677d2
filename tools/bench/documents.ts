/** What the operators of this benchmark wrote. Each policy fits one product only, so that each part has its own. */

export const TEMPLATE = {
  template: 'thank-you',
  purpose: 'service',
  texts: { en: 'Thank you, {name}! We hope you enjoy your {product}. If anything is wrong, call {phone}.' },
};

/** No quiet hours: a run may happen at any hour. */
export const CONTACT_RULES = {
  consent: { marketing: 'required', survey: 'informed', service: 'informed', safety: 'none' },
};

/** Office hours; a new holiday in it concerns every plan of the policy below. */
export const CALENDAR = {
  calendar: 'office',
  zone: 'Europe/Vilnius',
  week: {
    mon: ['09:00-18:00'],
    tue: ['09:00-18:00'],
    wed: ['09:00-18:00'],
    thu: ['09:00-18:00'],
    fri: ['09:00-17:00'],
  },
};

const policy = (name: string, steps: object[]) => ({
  policy: name,
  name,
  subject: 'sale',
  family: name,
  rank: 1,
  match: { product: name },
  steps,
});

export const POLICIES = {
  /** Two steps that nobody reaches during a run. */
  intake: policy('intake', [
    {
      step: 'thank-you',
      kind: 'sms',
      template: 'thank-you',
      due: { from: 'sale.sold', offset: 'P3D', at: '10:00' },
    },
    { step: 'call', kind: 'call', due: { from: 'sale.sold', offset: 'P30D', at: '10:00' } },
  ]),
  /** A call that becomes due an hour after the sale: rows change, nothing is sent. */
  wake: policy('wake', [{ step: 'call', kind: 'call', due: { from: 'sale.sold', offset: 'PT1H' } }]),
  /** A text that is due an hour after the sale. */
  storm: policy('storm', [
    { step: 'thank-you', kind: 'sms', template: 'thank-you', due: { from: 'sale.sold', offset: 'PT1H' } },
  ]),
  /** One step in a year. */
  waiting: policy('waiting', [{ step: 'call', kind: 'call', due: { from: 'sale.sold', offset: 'P1Y' } }]),
  /** Two steps whose dates stand on office hours. */
  calendar: {
    ...policy('calendar', [
      {
        step: 'call',
        kind: 'call',
        due: { from: 'sale.sold', offset: 'P30D', at: '10:00', shift: 'forward' },
      },
      {
        step: 'visit',
        kind: 'visit',
        due: { from: 'sale.sold', offset: 'P6M', at: '10:00', shift: 'forward' },
      },
    ]),
    calendar: CALENDAR.calendar,
  },
};

export type PolicyName = keyof typeof POLICIES;
