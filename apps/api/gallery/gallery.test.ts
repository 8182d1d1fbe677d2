import { GALLERY } from '@aftercare/db/gallery.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApi, startTestApi } from '../testing/api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  const week = { 'mon-fri': ['09:00-17:00'] };
  await api.as('operator').put('/v1/calendars/hours').send({ zone: 'Europe/Vilnius', week }).expect(200);
});
afterAll(() => api?.stop());

it('offers what the first run promises', async () => {
  const { body } = await api.as('staff').get('/v1/gallery').expect(200);
  expect(body.items.map((item: { key: string }) => item.key)).toEqual([
    ...['product-follow-up', 'boiler-care', 'renewal', 'complaint-recovery', 'key-account'],
  ]);
});

it.each(GALLERY.map(({ policy }) => policy))(
  '%s can be taken and published in an empty installation',
  async (key) => {
    const take = () =>
      api.as('operator').post(`/v1/gallery/${key}/take`).send({ calendar: 'hours' }).expect(200);
    const { body } = await take();
    expect(body).toMatchObject({ policy: key, saved: true, document: { calendar: 'hours' } });
    expect((await take()).body).toMatchObject({ saved: false, templates: [] });
    await api.as('operator').post(`/v1/policies/${key}/publish`).expect(201);
  },
);

it('leaves a template alone that an operator has changed, and refuses what is none of its own', async () => {
  const texts = { en: 'Our own words, {name}. {company}. Reply STOP to opt out.' };
  await api.as('operator').put('/v1/templates/csat').send({ template: 'csat', purpose: 'survey', texts });
  await api.as('operator').post('/v1/gallery/boiler-care/take').send({}).expect(200);
  expect((await api.as('staff').get('/v1/templates/csat').expect(200)).body.texts).toEqual(texts);
  await api.as('operator').post('/v1/gallery/tax-return/take').send({}).expect(404);
  await api.as('staff').post('/v1/gallery/boiler-care/take').send({}).expect(403);
});
