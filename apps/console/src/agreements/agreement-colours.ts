import type { Agreement, Offer, RenewalNotice } from '../api/types';
import type { Bucket } from './filters';

export const AGREEMENT_COLOURS: Record<Agreement['state'], string> = {
  active: 'teal',
  suspended: 'blue',
  ending: 'orange',
  lapsed: 'red',
  cancelled: 'gray',
};

export const BUCKET_COLOURS: Record<Bucket, string> = {
  expired: 'red',
  'within-30': 'orange',
  'within-60': 'yellow',
  'within-90': 'blue',
  later: 'teal',
  suspended: 'blue',
  lapsed: 'gray',
  cancelled: 'gray',
  replaced: 'gray',
};

export const OFFER_COLOURS: Record<Offer['state'], string> = {
  open: 'pine',
  accepted: 'teal',
  declined: 'gray',
  expired: 'gray',
  withdrawn: 'gray',
};

export const NOTICE_COLOURS: Record<RenewalNotice['state'], string> = {
  planned: 'gray',
  sent: 'blue',
  delivered: 'teal',
  'by-hand-due': 'orange',
  'by-hand-done': 'teal',
  missing: 'red',
};
