/** Opening hours, as documents of the policy format. */
export const CALENDARS = [
  {
    calendar: 'support-hours',
    zone: 'Europe/London',
    week: { 'mon-fri': ['08:30-17:30'], sat: ['09:00-13:00'] },
    holidays: { country: 'GB', region: 'ENG' },
  },
  {
    calendar: 'field-hours',
    zone: 'Europe/London',
    week: { 'mon-fri': ['07:30-12:00', '12:30-16:30'] },
    holidays: { country: 'GB', region: 'ENG' },
  },
];

/** When and how often a customer may be contacted. */
export const CONTACT_RULES = {
  quietHours: { from: '21:00', to: '08:00' },
  countries: { US: { quietHours: { from: '20:00', to: '09:00' } } },
  outside: { sms: 'pull-back', survey: 'defer' },
  frequency: { max: 4, per: 'P7D', exempt: ['safety', 'confirmation'] },
  surveyEvery: 'P30D',
  merge: 'PT4H',
  // Lithuania counts a question about satisfaction as marketing.
  consent: {
    marketing: 'required',
    survey: { default: 'informed', LT: 'soft-opt-in' },
    service: 'informed',
    safety: 'none',
  },
};
