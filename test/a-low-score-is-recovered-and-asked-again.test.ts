import { beforeAll, describe, expect, it } from 'vitest';
import {
  buildCustomer,
  buildSale,
  OPEN_CONTACT_RULES,
  PRODUCT_FOLLOW_UP,
  prepareDocuments,
} from './support/build.js';
import { type Caller, callAs, phones } from './support/client.js';
import { createWorld, type World } from './support/world.js';

const SOLD = '2027-03-01T09:00:00Z';
const PHONE = '+37061234511';
const RECOVERY = {
  ...PRODUCT_FOLLOW_UP,
  steps: [
    ...PRODUCT_FOLLOW_UP.steps,
    {
      step: 'ask-again',
      kind: 'survey',
      question: 'csat',
      template: 'csat',
      due: { from: 'resolved:csat', offset: 'P30D', at: '10:00' },
    },
  ],
};

describe('A low score is recovered and asked again', () => {
  let world: World;
  let manager: Caller;
  let plan: string;
  let customer: string;
  const stepOf = async (step: string) => {
    const { body } = await manager.get(`/v1/plans/${plan}`);
    return body.followUps.find((one: any) => one.step === step);
  };

  beforeAll(async () => {
    world = await createWorld({ now: SOLD });
    const operator = callAs(world, 'operator');
    manager = callAs(world, 'manager');
    await prepareDocuments(operator, [RECOVERY]);
    await operator.put('/v1/contact-rules', { ...OPEN_CONTACT_RULES, surveyEvery: 'P30D' });
    const { body } = await operator.post(
      '/v1/sales',
      buildSale({ customer: buildCustomer({ phone: PHONE }), soldAt: SOLD }),
    );
    plan = body.plans[0].id;
    customer = body.customer.id;
  });

  it('a low answer escalates, with what the customer said', async () => {
    await manager.post('/v1/sandbox/advance', { by: 'P4D' });
    await phones(world).text(PHONE, '1 still leaking');
    const { body } = await manager.get(`/v1/escalations?customer=${customer}`);
    expect(body.items).toMatchObject([{ of: 'step:csat', state: 'open', comment: 'still leaking' }]);
    expect(await stepOf('ask-again')).toBeUndefined();
  });

  it('when it is resolved, the day on which we ask again stands in the plan', async () => {
    await manager.post('/v1/sandbox/advance', { by: 'P2D' });
    const { body } = await manager.get(`/v1/escalations?customer=${customer}`);
    await manager.post(`/v1/escalations/${body.items[0].id}/resolve`, { comment: 'Valve changed' });
    expect(await stepOf('ask-again')).toMatchObject({ state: 'planned', dueLocal: '2027-04-06T10:00' });
  });

  it('we ask again that day, and the better answer is told beside the first', async () => {
    await manager.post('/v1/sandbox/advance', { to: '2027-04-07T09:00:00Z' });
    expect(await stepOf('ask-again')).toMatchObject({ state: 'sent' });
    await phones(world).text(PHONE, '5 thank you');
    expect(await stepOf('ask-again')).toMatchObject({ state: 'answered', score: '5' });
    const { body } = await manager.get('/v1/reports/satisfaction?from=2027-03-01');
    expect(body.recovery).toMatchObject([
      {
        question: 'csat',
        low: 1,
        escalated: 1,
        resolved: 1,
        askedAgain: 1,
        answeredAgain: 1,
        better: 1,
        worse: 0,
      },
    ]);
    expect(body.recovery[0]).toMatchObject({
      before: { value: 1, n: 1, few: true },
      after: { value: 5, n: 1 },
    });
  });
});
