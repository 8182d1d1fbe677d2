import type { Policy } from '@aftercare/workflows/domain/policy.js';
import { BOILER_CARE, RENEWAL } from './agreement-policies.js';
import { OFFERS_OF_AGREEMENTS, SEASONAL_CARE, WARRANTY_END } from './care-policies.js';
import { KEY_ACCOUNT, PRODUCT_FOLLOW_UP_1, PRODUCT_FOLLOW_UP_2 } from './sale-policies.js';
import { COMPLAINT_RECOVERY, SUPPORT } from './ticket-policies.js';

export interface PublishedPolicy {
  readonly version: number;
  /** Days before the seed ran; what was sold in between is followed by the version of its time. */
  readonly daysAgo: number;
  readonly document: Policy;
}

/** Every version that was published, the oldest first. */
export const PUBLISHED: readonly PublishedPolicy[] = [
  { version: 1, daysAgo: 800, document: PRODUCT_FOLLOW_UP_1 },
  { version: 1, daysAgo: 800, document: KEY_ACCOUNT },
  { version: 1, daysAgo: 800, document: COMPLAINT_RECOVERY },
  { version: 1, daysAgo: 800, document: SUPPORT },
  { version: 1, daysAgo: 800, document: BOILER_CARE },
  { version: 1, daysAgo: 800, document: RENEWAL },
  { version: 1, daysAgo: 800, document: OFFERS_OF_AGREEMENTS },
  { version: 1, daysAgo: 800, document: WARRANTY_END },
  { version: 1, daysAgo: 800, document: SEASONAL_CARE },
  { version: 2, daysAgo: 120, document: PRODUCT_FOLLOW_UP_2 },
];
