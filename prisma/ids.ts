import { typeid } from 'typeid-js';

/** The prefixes of ids, so that an id in a log line or an address says what it names. */
export const ID_PREFIX = {
  absence: 'abs',
  agreement: 'agr',
  apiKey: 'key',
  asset: 'ast',
  attempt: 'att',
  audit: 'aud',
  boardView: 'bvw',
  bulkAction: 'blk',
  calendarFeed: 'fee',
  call: 'cal',
  consent: 'cns',
  customer: 'cus',
  customerFigure: 'fig',
  escalation: 'esc',
  event: 'evt',
  finding: 'fnd',
  followUp: 'fup',
  followUpChange: 'fch',
  import: 'imp',
  inboundMessage: 'inb',
  job: 'job',
  link: 'lnk',
  mailReport: 'mrp',
  message: 'msg',
  messageDecision: 'mde',
  offer: 'off',
  plan: 'pln',
  policyVersion: 'pov',
  remedy: 'rem',
  review: 'rev',
  sale: 'sal',
  site: 'sit',
  staff: 'stf',
  team: 'tea',
  surveyWave: 'wav',
  ticket: 'tic',
  visit: 'vis',
  visitProposal: 'vpr',
  visitReport: 'vrp',
  webhookEndpoint: 'whk',
  tierChange: 'tch',
  tierMove: 'tmv',
  tierReview: 'trv',
} as const;

/** A new id such as `fup_01k…`: a prefix and a UUIDv7, so ids sort by the time they were made. */
export function newId(kind: keyof typeof ID_PREFIX): string {
  return typeid(ID_PREFIX[kind]).toString();
}
