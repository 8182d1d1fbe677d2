import type { Prisma } from '@aftercare/db/client.js';
import { fromDateText } from '../common/schemas.js';
import type { Bucket } from './agreements.schema.js';

/** So long ago an agreement has merely expired: most who come back come back by then. Days. */
const EXPIRED_DAYS = 90;
const DAY_MS = 86_400_000;

/** The agreements of a bucket. @param today by our own calendar */
export function isInBucket(bucket: Bucket, today: string): Prisma.AgreementWhereInput {
  const inDays = (days: number): Date => new Date(fromDateText(today).getTime() + days * DAY_MS);
  const ends = (range: { gt?: Date; gte?: Date; lte?: Date }): Prisma.AgreementWhereInput => ({
    replacedById: null,
    state: { in: ['active', 'ending'] },
    currentEndsOn: range,
  });
  switch (bucket) {
    case 'replaced':
      return { replacedById: { not: null } };
    case 'expired':
      return { replacedById: null, state: 'lapsed', currentEndsOn: { gte: inDays(-EXPIRED_DAYS) } };
    case 'lapsed':
      return { replacedById: null, state: 'lapsed', currentEndsOn: { lt: inDays(-EXPIRED_DAYS) } };
    case 'suspended':
    case 'cancelled':
      return { replacedById: null, state: bucket };
    case 'within-30':
      return ends({ lte: inDays(30) });
    case 'within-60':
      return ends({ gt: inDays(30), lte: inDays(60) });
    case 'within-90':
      return ends({ gt: inDays(60), lte: inDays(90) });
    case 'later':
      return ends({ gt: inDays(90) });
  }
}

/** The bucket of an agreement, as the filters above have it. */
export function bucketOf(
  row: { state: string; currentEndsOn: Date | null; replacedById: string | null },
  today: string,
): Bucket {
  if (row.replacedById !== null) return 'replaced';
  const left = (row.currentEndsOn!.getTime() - fromDateText(today).getTime()) / DAY_MS;
  if (row.state === 'lapsed') return left >= -EXPIRED_DAYS ? 'expired' : 'lapsed';
  if (row.state === 'suspended' || row.state === 'cancelled') return row.state;
  return left <= 30 ? 'within-30' : left <= 60 ? 'within-60' : left <= 90 ? 'within-90' : 'later';
}
