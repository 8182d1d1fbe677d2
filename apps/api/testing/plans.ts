import { inTransaction } from '@aftercare/db/client.js';
import { Documents } from '@aftercare/db/documents.js';
import { keepPlans } from '@aftercare/db/keep-plans.js';
import { phoneNumber, prepareDocuments, unique } from '../../../test/support/build.js';
import type { Role } from '../auth/roles.js';
import { type TestApi, TEST_NOW, buildCustomer } from './api.js';

/** The customers' answers are in English here, and each has a phone of their own. */
export function buildBuyer(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return buildCustomer({
    externalId: unique('buyer'),
    phone: phoneNumber(),
    language: 'en',
    zone: 'Europe/Vilnius',
    ...changes,
  });
}

/** A sale that was closed at the clock's beginning, to a customer of its own. */
export function buildSale(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    externalId: unique('sale'),
    customer: buildBuyer(),
    soldAt: TEST_NOW,
    products: [{ code: 'boiler-24', name: 'Boiler 24 kW' }],
    ...changes,
  };
}

/** Calls the API as one role, for helpers that take any caller. */
export function callerOf(api: TestApi, role: Role): any {
  return {
    get: (path: string) => api.as(role).get(path),
    post: (path: string, body: object = {}) => api.as(role).post(path).send(body),
    put: (path: string, body: object) => api.as(role).put(path).send(body),
  };
}

/** Saves the ready templates and publishes policies. */
export function publish(api: TestApi, policies: readonly object[]): Promise<void> {
  return prepareDocuments(callerOf(api, 'operator'), policies);
}

/** Takes in a sale; its answer. */
export async function sell(api: TestApi, changes: Record<string, unknown> = {}): Promise<any> {
  return (await api.as('intake').post('/v1/sales').send(buildSale(changes)).expect(201)).body;
}

/** Puts the clock there and lets every plan look, as the workflows would. */
export async function moveClock(api: TestApi, now: string): Promise<void> {
  const place = { anchorReal: new Date(), anchorVirtual: new Date(now) };
  await api.db.clock.update({ where: { id: 1 }, data: place });
  const plans = await api.db.plan.findMany({ select: { id: true } });
  const ids = plans.map((plan) => plan.id);
  const keep = { documents: new Documents(), senders: { sms: '+15550000001' } };
  await inTransaction(api.db, (tx) => keepPlans(keep, tx, ids, Date.parse(now), 'plan', { arm: true }));
}
