import { beforeAll, describe, expect, it } from 'vitest';
import { buildCustomer, buildSale, prepareDocuments } from './support/build.js';
import { type Caller, callAs, phones } from './support/client.js';
import { createWorld, type World } from './support/world.js';

const START = '2027-01-11T08:00:00Z';
const WINTER = {
  ...{ policy: 'winter', name: 'Winter', subject: 'sale', family: 'winter', rank: 1 },
  steps: [
    { step: 'winter-check', kind: 'sms', template: 'bleeding', due: { from: 'sale.sold', offset: 'PT1H' } },
  ],
};
const page = (title: string, text: string) => ({ title, text });
const BLEEDING = {
  products: ['boiler-*'],
  steps: ['winter-*'],
  pages: {
    en: page(
      'How to bleed a radiator',
      '# First\n\nTurn the **key**.\n\n<script>alert(1)</script> ![x](http://x.example/a.png) [bad](javascript:alert)',
    ),
    lt: page('Kaip išleisti orą iš radiatoriaus', 'Pasukite **raktą**.'),
    es: page('Cómo purgar un radiador', 'Gire la **llave**.'),
    zh: page('如何给暖气片排气', '转动**钥匙**。'),
  },
};

describe('A customer opens a guide', () => {
  let world: World;
  let operator: Caller;
  let address: string;
  const lithuanian = buildCustomer({ language: 'lt', name: 'Ona' });
  const open = (path: string, form?: Record<string, string>) =>
    fetch(`${address}${path}`, {
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    }).then(async (answer) => ({ status: answer.status, text: await answer.text() }));
  const counts = async () => (await operator.get('/v1/guides/bleeding')).body.counts;

  beforeAll(async () => {
    world = await createWorld({ now: START });
    operator = callAs(world, 'operator');
    await prepareDocuments(operator, []);
    const texts = {
      en: '{company}: how to bleed your radiators: {guide} Reply STOP to opt out.',
      lt: '{company}: kaip išleisti orą iš radiatorių: {guide} Atsisakyti: STOP.',
      es: '{company}: cómo purgar los radiadores: {guide} Baja: STOP.',
      zh: '{company}：暖气片排气方法：{guide} 退订回复STOP。',
    };
    const saved = await operator.put('/v1/templates/bleeding', {
      template: 'bleeding',
      purpose: 'service',
      texts,
    });
    expect(saved.status, JSON.stringify(saved.body)).toBe(200);
    expect((await operator.put('/v1/policies/winter', WINTER)).status).toBe(200);
    expect((await operator.post('/v1/policies/winter/publish')).status).toBeLessThan(300);
    expect((await operator.put('/v1/guides/bleeding', BLEEDING)).body).toMatchObject({
      version: 1,
      missing: [],
    });
    const pumps = { products: ['pump-*'], pages: { en: page('Pumps', 'Hum.') } };
    expect((await operator.put('/v1/guides/pumps', pumps)).body.missing).toEqual(['es', 'zh', 'lt']);
  });

  it('behind a link in a text that fits product and step', async () => {
    await operator.post('/v1/sales', buildSale({ customer: lithuanian, soldAt: START }));
    await operator.post('/v1/sandbox/advance', { by: 'PT3H' });
    const [text] = await phones(world).received(lithuanian.phone);
    expect(text!.body).toMatch(/kaip išleisti orą|kaip isleisti ora/i);
    address = /https?:\/\/\S+\/g\/[0-9a-z]{16}/.exec(text!.body)![0];
    expect(await counts()).toEqual({ linked: 1, readers: 0, openings: 0, helped: 0, notHelped: 0 });
  });

  it('is not counted by programs that only look', async () => {
    const landing = await open('');
    expect(landing).toMatchObject({
      status: 200,
      text: expect.stringContaining('Kaip išleisti orą iš radiatoriaus'),
    });
    expect(landing.text).not.toContain('raktą');
    expect(await counts()).toMatchObject({ readers: 0, openings: 0 });
  });

  it('in their language, and in another that they choose, each reading counted', async () => {
    expect((await open('', { language: 'lt' })).text).toContain('<strong>raktą</strong>');
    const english = await open('', { language: 'en' });
    expect(english.text).toContain('<h2>First</h2>');
    expect(english.text).not.toMatch(/<script|<img|href="javascript/);
    expect(await counts()).toMatchObject({ linked: 1, readers: 1, openings: 2 });
  });

  it('and says whether it helped; the last answer counts', async () => {
    expect((await open('/helped', { helped: 'no', language: 'lt' })).text).toContain('Ačiū už atsakymą');
    await open('/helped', { helped: 'yes' });
    const { body } = await operator.get('/v1/guides/bleeding/openings');
    expect(body.total).toMatchObject({ helped: 1, notHelped: 0 });
    expect(body.by).toMatchObject([
      { product: 'boiler-24', step: 'winter-check', template: 'bleeding', readers: 1 },
    ]);
  });

  it('reads the newest words; a link that nobody made leads nowhere', async () => {
    const pages = { ...BLEEDING.pages, lt: page('Kaip išleisti orą', 'Pirma išjunkite šildymą.') };
    expect((await operator.put('/v1/guides/bleeding', { ...BLEEDING, pages })).body.version).toBe(2);
    expect((await open('', {})).text).toContain('Pirma išjunkite šildymą');
    address = address.replace(/.{16}$/, '0'.repeat(16));
    expect((await open('')).status).toBe(404);
  });

  it('is left out of a text that none fits, which leaves all the same', async () => {
    const customer = buildCustomer({ name: 'Petras' });
    const products = [{ code: 'radio', name: 'Radio' }];
    await operator.post('/v1/sales', buildSale({ customer, soldAt: START, products }));
    await operator.post('/v1/sandbox/advance', { by: 'PT3H' });
    const [text] = await phones(world).received(customer.phone);
    expect(text!.body).toContain('how to bleed your radiators');
    expect(text!.body).not.toContain('/g/');
  });
});
