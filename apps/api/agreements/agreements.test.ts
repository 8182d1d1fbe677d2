import { afterAll, beforeAll, expect, it } from 'vitest';
import { unique } from '../../../test/support/build.js';
import { startTestApi, type TestApi } from '../testing/api.js';
import { buildBuyer } from '../testing/plans.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

const buildAgreement = (changes: object = {}) => ({
  externalId: unique('agreement'),
  customer: buildBuyer(),
  startsOn: '2026-12-01',
  term: 'P1Y',
  products: [{ code: 'boiler-24', name: 'Boiler 24 kW' }],
  ...changes,
});
const post = (agreement: object) => api.as('intake').post('/v1/agreements').send(agreement);

it('An agreement is taken in once; other facts under its externalId are refused', async () => {
  const agreement = buildAgreement();
  const { body: first } = await post(agreement).expect(201);
  expect(first).toMatchObject({ startsOn: '2026-12-01', term: 'P1Y', autoRenew: false, plans: [] });
  expect((await post(agreement).expect(200)).body).toEqual(first);
  expect((await post({ ...agreement, term: 'P2Y' }).expect(409)).body.code).toBe('agreement.conflict');
});

it.each([
  ['neither end nor term', { term: undefined }, ['/term']],
  ['an end before the start', { endsOn: '2026-11-30' }, ['/endsOn']],
  ['a day that does not exist', { startsOn: '2026-02-30' }, ['/startsOn']],
  ['a term in hours', { term: 'PT12H' }, ['/term']],
  ['an amount with another kind of currency', { price: -1, currency: '€' }, ['/currency', '/price']],
])('An agreement with %s is refused', async (_, changes, paths) => {
  const { body } = await post(buildAgreement(changes)).expect(400);
  expect(body.errors.map(({ path }: { path: string }) => path).sort()).toEqual(paths);
});

it('What happened to an agreement is recorded; a renewal may not end before it began to be', async () => {
  const { body: agreement } = await post(buildAgreement()).expect(201);
  const add = (event: object) => api.as('intake').post(`/v1/agreements/${agreement.id}/events`).send(event);
  const { body } = await add({ type: 'agreement.renewed', endsOn: '2028-11-30' }).expect(201);
  expect(body).toMatchObject({ type: 'agreement.renewed', data: { endsOn: '2028-11-30' } });
  await add({ type: 'agreement.renewed', endsOn: 'soon' }).expect(400);
});
