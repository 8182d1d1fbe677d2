export const BUCKETS = [
  'expired',
  'within-30',
  'within-60',
  'within-90',
  'later',
  'suspended',
  'lapsed',
  'cancelled',
  'replaced',
] as const;
export type Bucket = (typeof BUCKETS)[number];

export interface AgreementFilters {
  /** Not given: all. */
  expiry?: Bucket;
  q?: string;
}

export function readAgreementFilters({ expiry, q }: Record<string, unknown>): AgreementFilters {
  return {
    expiry: BUCKETS.find((one) => one === expiry),
    q: typeof q === 'string' && q !== '' ? q : undefined,
  };
}
