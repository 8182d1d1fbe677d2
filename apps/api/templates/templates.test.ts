import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApi, startTestApi } from '../testing/api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api?.stop());

const THANKS = { template: 'thank-you', purpose: 'service', texts: { en: '{company}: thank you, {name}!' } };
const put = (key: string, body: object) => api.as('operator').put(`/v1/templates/${key}`).send(body);

it('keeps every version, and makes none of what is in force already', async () => {
  const { body } = await put('thank-you', THANKS).expect(200);
  expect(body).toMatchObject({ ...THANKS, version: 1, warnings: [] });
  expect((await put('thank-you', THANKS).expect(200)).body.version).toBe(1);
  await put('thank-you', { ...THANKS, texts: { en: '{company}: thanks, {name}!' } }).expect(200);
  const { body: versions } = await api.as('staff').get('/v1/templates/thank-you/versions').expect(200);
  expect(versions.items.map((item: { version: number }) => item.version)).toEqual([2, 1]);
  const { body: current } = await api.as('staff').get('/v1/templates/thank-you').expect(200);
  expect(current.texts.en).toBe('{company}: thanks, {name}!');
  const { body: all } = await api.as('staff').get('/v1/templates?limit=1').expect(200);
  expect(all).toMatchObject({ items: [{ template: 'thank-you', version: 2 }], next: null });
});

it('makes one version after the other of saves at the same time', async () => {
  const save = (n: number) => put('race', { ...THANKS, template: 'race', texts: { en: `{company} ${n}` } });
  const answers = await Promise.all([1, 2, 3].map(save));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(answers.map(({ body }) => body.version).sort()).toEqual([1, 2, 3]);
});

it('warns of what a text lacks for its purpose', async () => {
  const { body } = await put('offer', { purpose: 'marketing', texts: { en: 'Buy now' } }).expect(200);
  expect(body.warnings.length).toBeGreaterThan(0);
});

it('refuses faults of syntax in all languages at once, and another key than the address', async () => {
  const texts = { en: 'Hello {name', lt: 'Labas {name, plural, }' };
  const { body } = await put('broken', { template: 'whole', purpose: 'service', texts }).expect(400);
  expect(body.code).toBe('template.invalid');
  const paths = body.errors.map((error: { path: string }) => error.path);
  expect(new Set(paths)).toEqual(new Set(['/template', '/texts/en', '/texts/lt']));
});

it('shows a text as it would be sent, and counts it', async () => {
  const request = { purpose: 'service', texts: { en: 'Hello {name}' }, sample: { name: 'Ona “O” Petraitė' } };
  const { body } = await api.as('staff').post('/v1/templates/preview').send(request).expect(200);
  expect(body.en).toMatchObject({
    text: 'Hello Ona "O" Petraitė',
    encoding: 'UCS-2',
    segments: 1,
    odd: ['ė'],
  });
});

it('is written by operators only', async () => {
  await api.as('manager').put('/v1/templates/thank-you').send(THANKS).expect(403);
});

it('keeps the subject of a mail and what WhatsApp approved, and names every fault in them', async () => {
  const whatsapp = { en: `HX${'0a'.repeat(16)}` };
  const subjects = { en: 'Thank you, {name}' };
  await put('by-other-ways', { ...THANKS, template: 'by-other-ways', subjects, whatsapp }).expect(200);
  const { body } = await api.as('staff').get('/v1/templates/by-other-ways').expect(200);
  expect(body).toMatchObject({ subjects, whatsapp });
  const wrong = { subjects: { en: 'Two\nlines', de: 'Danke' }, whatsapp: { en: 'HX1' } };
  const refused = await put('by-other-ways', { ...THANKS, template: 'by-other-ways', ...wrong }).expect(400);
  expect(refused.body.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
    ...['/subjects/de', '/subjects/en', '/whatsapp/en'],
  ]);
});
