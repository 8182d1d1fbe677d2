import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApi, buildCustomer, startTestApi } from '../testing/api.js';

let api: TestApi;
let path: string;
beforeAll(async () => {
  api = await startTestApi();
  const { body } = await api.as('intake').post('/v1/customers').send(buildCustomer()).expect(201);
  path = `/v1/customers/${body.id}`;
});
afterAll(() => api?.stop());

it('keeps sites by their address', async () => {
  const post = (site: object) => api.as('intake').post(`${path}/sites`).send(site);
  const site = { address: 'Gedimino pr. 1, Vilnius', zone: 'Europe/Vilnius' };
  const { body } = await post(site).expect(201);
  expect((await post(site).expect(200)).body).toEqual(body);
  const conflict = await post({ ...site, zone: 'Europe/Riga' }).expect(409);
  expect(conflict.body).toMatchObject({ code: 'site.conflict', errors: [{ path: '/zone' }] });
  expect((await api.as('staff').get(`${path}/sites`).expect(200)).body.items).toEqual([body]);
});

it('keeps assets by product and serial number, at a site of the same customer', async () => {
  const post = (asset: object) => api.as('intake').post(`${path}/assets`).send(asset);
  const asset = {
    product: { code: 'boiler-24', name: 'Boiler 24' },
    serialNumber: 'S1',
    installedOn: '2026-02-28',
  };
  const { body } = await post(asset).expect(201);
  expect(body).toMatchObject({ ...asset, warrantyEndsOn: null });
  expect((await post(asset).expect(200)).body).toEqual(body);
  expect((await post({ ...asset, installedOn: '2026-03-01' }).expect(409)).body.code).toBe('asset.conflict');
  expect((await post({ ...asset, installedOn: '2026-02-30' }).expect(400)).body.errors).toMatchObject([
    { path: '/installedOn' },
  ]);
  expect((await post({ ...asset, serialNumber: 'S2', site: 'sit_none' }).expect(400)).body.code).toBe(
    'site.unknown',
  );
});
