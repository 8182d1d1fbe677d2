import { percentile, secondsOf, until } from './measure.js';
import type { Product } from './product.js';
import { seedPlans } from './seed-plans.js';
import { CALENDAR } from './documents.js';

const AN_HOUR = 3_600_000;

export interface Replan {
  plansPerSecond: number;
  /** How long the board took to answer while the job ran, and before, ms. */
  boardMs: { before: number; meanwhile: number };
}

/** Part (f): a holiday is added to the calendar that so many open plans stand on; people go on working meanwhile. */
export async function measureReplan(product: Product, plans: number): Promise<Replan> {
  await seedPlans(product, 'calendar', { count: plans, soldAt: Date.now() - AN_HOUR });
  const look = () => secondsOf(() => product.intake.send('GET', '/v1/follow-ups?limit=50'));
  const before: number[] = [];
  for (let i = 0; i < 40; i++) before.push(await look());
  const holidays = { dates: ['2031-05-02'] };
  await product.intake.send('PUT', `/v1/calendars/${CALENDAR.calendar}`, { ...CALENDAR, holidays });
  const meanwhile: number[] = [];
  const seconds = await secondsOf(() =>
    until('the job is done', async () => {
      meanwhile.push(await look());
      const job = await product.db.job.findFirst({ where: { kind: 'replan' }, orderBy: { id: 'desc' } });
      return job?.state === 'done' && job.done === plans;
    }),
  );
  const ms = (seconds: readonly number[]) => percentile(seconds, 0.95) * 1_000;
  return { plansPerSecond: plans / seconds, boardMs: { before: ms(before), meanwhile: ms(meanwhile) } };
}
