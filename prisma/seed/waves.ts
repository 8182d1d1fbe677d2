import { formatDate, weekday } from '@aftercare/workflows/domain/local-date.js';
import { localDay, type Instant } from '@aftercare/workflows/domain/time.js';
import type { Tx } from '../client.js';
import { newId } from '../ids.js';
import { arrangeRoutine } from '../routines/routine.js';
import { waveBegin } from '../routines/wave.js';
import { ORGANISATION } from './organisation.js';

/** Twice a year the company asks its better customers whether they would recommend it; the next time from Monday on. */
export async function saveWave(tx: Tx, now: Instant): Promise<void> {
  const today = localDay(now, ORGANISATION.zone);
  const startsOn = formatDate(today + 7 - weekday(today));
  const id = newId('surveyWave');
  await tx.surveyWave.create({
    data: {
      ...{
        id,
        name: 'Would you recommend us?',
        template: 'nps',
        question: 'nps',
        weeks: 4,
        notWithin: 'P30D',
        every: 'P26W',
      },
      ...{ startsOn: new Date(startsOn), audience: { tier: ['platinum', 'gold', 'iron'] } },
      ...{ createdAt: new Date(now), createdBy: 'seed' },
    },
  });
  await arrangeRoutine(tx, `wave:${id}`, waveBegin(startsOn, ORGANISATION.zone, now));
}
