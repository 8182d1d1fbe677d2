import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { Tx } from '../client.js';
import { recordEvent } from '../events.js';
import { newId } from '../ids.js';
import { keepPlans, type KeepContext } from '../keep-plans.js';
import { arrangeRoutine } from '../routines/routine.js';
import { lastMonth, makeReviews, nextDraw } from '../supervision.js';

const CHECKLISTS = {
  call: [
    { key: 'greeting', text: 'Said who is calling and why' },
    { key: 'listened', text: 'Let the customer finish, and said back what was understood' },
    { key: 'next-step', text: 'Agreed on the next step, and on when' },
    { key: 'notes', text: 'Wrote down what a colleague would need to know' },
  ],
  visit: [
    { key: 'on-time', text: 'Was there in the time that was promised' },
    { key: 'readings', text: 'Wrote down all readings' },
    { key: 'explained', text: 'Explained to the customer what was done' },
    { key: 'tidy', text: 'Left the place as it was found' },
  ],
  ticket: [
    { key: 'first-reply', text: 'The first reply answered the question, or said what happens next' },
    { key: 'cause', text: 'Looked for the cause, not only for a way around it' },
    { key: 'told', text: 'Told the customer when it was solved' },
    { key: 'reason', text: 'The reason of the contact is right' },
  ],
} as const;

/** The company looks at two pieces of closed work of each person and month, and has begun with those of last month. */
export async function saveSupervision(tx: Tx, context: KeepContext, now: Instant): Promise<void> {
  const saved = { savedAt: new Date(now), savedBy: 'seed' };
  await tx.supervisionRules.create({
    data: { id: 1, perMonth: 2, afterLowScore: 1, most: 5, dueDays: 14, ...saved },
  });
  await tx.checklist.createMany({
    data: Object.entries(CHECKLISTS).map(([kind, items]) => ({
      kind,
      version: 1,
      items: [...items],
      ...saved,
    })),
  });
  const month = await lastMonth(tx, now);
  while (await makeReviews(context, tx, month, now, 'supervision'));
  await lookAtOne(tx, context, now);
  await arrangeRoutine(tx, 'supervision', await nextDraw(tx, now));
}

/** One of them has its result already, with a small finding. */
async function lookAtOne(tx: Tx, context: KeepContext, now: Instant): Promise<void> {
  const review = await tx.review.findFirst({ include: { followUp: true }, orderBy: { id: 'asc' } });
  if (!review) return;
  const { planId, step, occurrence } = review.followUp;
  const by = `staff:${review.reviewerId}`;
  const items = CHECKLISTS[review.kind as keyof typeof CHECKLISTS];
  const answers = Object.fromEntries(
    items.map(({ key }, i) => [key, i === items.length - 1 ? 'partly' : 'yes']),
  );
  await tx.review.update({
    where: { id: review.id },
    data: {
      answers,
      result: 'good',
      version: 1,
      doneAt: new Date(now),
      doneBy: by,
      comment: 'Calm and clear.',
    },
  });
  await tx.finding.create({
    data: {
      ...{ id: newId('finding'), reviewId: review.id, item: items.at(-1)!.key, severity: 'minor' },
      ...{ text: 'The note leaves out what was agreed', createdAt: new Date(now) },
    },
  });
  await recordEvent(tx, { planId }, { type: 'done', at: now, step, occurrence }, now, by);
  await keepPlans(context, tx, [planId], now, by);
}
