/** Bodies of simulations, from which the decision function is measured. */

const CALENDAR = {
  calendar: 'office',
  zone: 'Europe/Vilnius',
  week: {
    mon: ['09:00-18:00'],
    tue: ['09:00-18:00'],
    wed: ['09:00-18:00'],
    thu: ['09:00-18:00'],
    fri: ['09:00-17:00'],
  },
  holidays: { country: 'LT' },
};

const policy = (subject: string, rest: object) => ({
  policy: 'bench',
  name: 'Benchmark',
  subject,
  family: 'bench',
  rank: 1,
  calendar: 'office',
  ...rest,
});

const COMMON = {
  zone: 'Europe/Vilnius',
  calendars: [CALENDAR],
  contactRules: {
    quietHours: { from: '21:00', to: '08:00' },
    outside: { sms: 'pull-back', survey: 'defer' },
  },
  customer: { type: 'retail', tier: 'gold', country: 'LT', language: 'lt' },
};

/** Thank-you, question, call, visit, and a text before the warranty ends; two steps are behind it. */
export const FIVE_STEPS_OF_A_SALE = {
  ...COMMON,
  now: '2027-03-05T12:00:00Z',
  policy: policy('sale', {
    steps: [
      { step: 'thank-you', kind: 'sms', template: 'thank-you', due: { from: 'sale.sold', offset: 'PT2H' } },
      {
        step: 'csat',
        kind: 'survey',
        question: 'csat',
        template: 'csat',
        due: { from: 'sale.sold', offset: 'P3D', at: '10:00' },
      },
      {
        step: 'call',
        kind: 'call',
        due: { from: 'due:csat', offset: 'P2D' },
        onlyIf: ['not-scored'],
        stopOn: ['scored'],
      },
      {
        step: 'visit',
        kind: 'visit',
        due: { from: 'sale.sold', offset: 'P6M', at: '10:00', shift: 'forward' },
        horizon: 'P14D',
      },
      {
        step: 'warranty',
        kind: 'sms',
        template: 'warranty',
        due: { from: 'sale.warranty-ends', offset: '-P1M', at: '10:00' },
      },
    ],
  }),
  subject: {
    type: 'sale',
    soldAt: '2027-03-01T09:00:00Z',
    warrantyEndsOn: '2029-03-01',
    products: ['boiler-24'],
  },
  events: [
    { type: 'sent', step: 'thank-you', at: '2027-03-01T11:00:00Z' },
    { type: 'sent', step: 'csat', at: '2027-03-04T08:00:00Z' },
  ],
};

/** A resolution target in working time; fifty times the clock stood while the customer was asked something. */
export const TICKET_WITH_50_PAUSES = {
  ...COMMON,
  now: '2027-05-01T12:00:00Z',
  policy: policy('ticket', {
    targets: [
      {
        target: 'resolution',
        within: { workingMinutes: 9_600 },
        ladder: { levels: [{ after: 'PT0S', to: ['owner'] }] },
      },
    ],
  }),
  subject: {
    type: 'ticket',
    openedAt: '2027-03-01T09:00:00Z',
    kind: 'incident',
    priority: 'normal',
    products: ['boiler-24'],
  },
  events: pauses(50),
};

function pauses(count: number) {
  const start = Date.parse('2027-03-02T08:00:00Z');
  const day = 86_400_000;
  return Array.from({ length: count }, (_, i) => [
    { type: 'ticket.waiting', at: new Date(start + i * day).toISOString() },
    { type: 'ticket.active', at: new Date(start + i * day + 3 * 3_600_000).toISOString() },
  ]).flat();
}

/** Yearly, quarterly and monthly work, all of it done so far, and the next 24 months asked for. */
export function agreement(years: number) {
  const startYear = 2027 - years;
  return {
    ...COMMON,
    now: '2027-03-01T12:00:00Z',
    until: '2029-03-01T12:00:00Z',
    policy: policy('agreement', {
      steps: [
        {
          step: 'yearly',
          kind: 'visit',
          due: { from: 'agreement.starts', offset: 'P1Y', at: '10:00', shift: 'forward' },
          repeat: { every: 'P1Y', mode: 'anniversary' },
        },
        {
          step: 'quarterly',
          kind: 'visit',
          due: { from: 'agreement.starts', offset: 'P3M', at: '10:00', shift: 'forward' },
          repeat: { every: 'P3M', mode: 'fixed-each' },
        },
        {
          step: 'monthly',
          kind: 'call',
          due: { from: 'agreement.starts', offset: 'P1M', at: '11:00', shift: 'forward' },
          repeat: { every: 'P1M', mode: 'fixed-each' },
        },
      ],
    }),
    subject: { type: 'agreement', startsOn: `${startYear}-02-01`, term: 'P20Y', products: ['boiler-24'] },
    events: [
      ...history('yearly', startYear, 12, years),
      ...history('quarterly', startYear, 3, years * 4),
      ...history('monthly', startYear, 1, years * 12),
    ],
  };
}

function history(step: string, startYear: number, months: number, count: number) {
  return Array.from({ length: count }, (_, i) => ({
    type: 'done',
    step,
    occurrence: i + 1,
    at: new Date(Date.UTC(startYear, 1 + (i + 1) * months, 2, 12)).toISOString(),
  }));
}
