import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { about, textingPolicy } from '../../../test/support/policies.js';
import { TEMPORAL_NAMESPACE, temporalAddress, uniqueName } from '../../../test/support/temporal.js';
import { until } from '../../../test/support/until.js';
import { startTestApi } from '../testing/api.js';
import { publish, sell } from '../testing/plans.js';

const CALL = textingPolicy('called', { kind: 'call', due: { from: 'sale.sold', offset: 'P1D' } });

let temporal: Client;
beforeAll(async () => {
  const connection = await Connection.connect({ address: temporalAddress() });
  temporal = new Client({ connection, namespace: TEMPORAL_NAMESPACE });
});
afterAll(() => temporal?.connection.close());

it('Each plan gets one run, which is told of every change, and the outbox is empty again', async () => {
  const taskQueue = uniqueName('outbox');
  const api = await startTestApi({
    temporal: { address: temporalAddress(), namespace: TEMPORAL_NAMESPACE, taskQueue },
  });
  await publish(api, [CALL]);
  const { plans } = await sell(api, { products: about(CALL) });
  const [{ id: planId, followUps }] = plans;
  const isEmpty = async () => (await api.db.outbox.count()) === 0;
  await until('the outbox is handed over', isEmpty);
  const snooze = { until: '2026-11-22T18:00:00Z' };
  await api.as('staff').post(`/v1/follow-ups/${followUps[0].id}/snooze`).send(snooze).expect(200);
  await until('the change is handed over', isEmpty);
  const { events } = await temporal.workflow.getHandle(`plan:${planId}`).fetchHistory();
  const signals = events!.filter((event) => event.workflowExecutionSignaledEventAttributes);
  expect(signals).toHaveLength(1);
  await api.stop();
});

it('While Temporal is away sales are taken in, nothing of the outbox is lost, and the process stops at once', async () => {
  const api = await startTestApi();
  await publish(api, [CALL]);
  const { plans } = await sell(api, { products: about(CALL) });
  expect(await api.db.outbox.findMany({ where: { kind: 'plan' } })).toMatchObject([
    { kind: 'plan', target: plans[0].id },
  ]);
  await api.stop();
}, 10_000);
