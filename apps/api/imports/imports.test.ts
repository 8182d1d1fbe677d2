import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PRODUCT_FOLLOW_UP, phoneNumber, unique } from '../../../test/support/build.js';
import { until } from '../../../test/support/until.js';
import { type TestApi, startTestApi } from '../testing/api.js';
import { publish } from '../testing/plans.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await api.db.sender.create({ data: { number: '+15550000001' } });
  await publish(api, [PRODUCT_FOLLOW_UP]);
});
afterAll(() => api?.stop());

interface Parts {
  kind?: string;
  mapping?: object | string;
  defaults?: object;
  dryRun?: boolean;
}

const CUSTOMERS = { externalId: 'Id', name: ['First', 'Last'], phone: 'Phone', country: 'Country' };
const HEADER = 'Id,First,Last,Phone,Country';

function upload(
  file: string | Buffer,
  { kind = 'customers', mapping = CUSTOMERS, defaults, dryRun }: Parts = {},
) {
  const call = api.as('intake').post('/v1/imports').field('kind', kind);
  call.field('mapping', typeof mapping === 'string' ? mapping : JSON.stringify(mapping));
  if (defaults) call.field('defaults', JSON.stringify(defaults));
  if (dryRun !== undefined) call.field('dryRun', String(dryRun));
  return call.attach('file', Buffer.from(file), 'shop.csv');
}

const get = async (id: string): Promise<any> =>
  (await api.as('intake').get(`/v1/imports/${id}`).expect(200)).body;

async function done(id: string): Promise<any> {
  await until('the import ends', async () => ['done', 'failed'].includes((await get(id)).state));
  return get(id);
}

async function take(file: string | Buffer, parts?: Parts): Promise<any> {
  const { body } = await upload(file, parts).expect(202);
  expect(body).toMatchObject({ state: 'queued', accepted: 0, rejected: 0, created: 0 });
  return done(body.id);
}

const rejectedOf = async (id: string): Promise<any[]> =>
  (await api.as('intake').get(`/v1/imports/${id}/rejected`).expect(200)).body.items;

describe('An import of customers', () => {
  it('takes in what fits and tells of each other line why not', async () => {
    const id = unique('a');
    const file = [
      HEADER,
      `${id}-1,Ona,Petraitė,8 612 34567,Lietuva`,
      `${id}-2,Luís,Gonçalves,+55 (12) 3923-5555,Brazil`,
      `${id}-3,Nobody,NULL,,Denmark`,
      `${id}-4,"Two\nlines",Last,+453 3331 9991,Denmark`,
      `${id}-5,Ann,Lee,+1 650 253 0000,Atlantis`,
      ',Ann,Lee,+1 650 253 0000,USA',
      `${id}-6,a,b,c,d,e`,
      `${id}-1,Ona,Other,+37061234567,LT`,
    ].join('\n');
    const result = await take(file, { defaults: { tier: 'gold' } });
    expect(result).toMatchObject({ state: 'done', total: 8, accepted: 2, rejected: 6, created: 2 });
    expect((await rejectedOf(result.id)).map(({ line, reason }) => [line, reason])).toEqual([
      [4, 'Phone is empty'],
      [5, 'Phone: "+453 3331 9991" is not a valid phone number in DK'],
      [7, 'Country: "Atlantis" is not a country'],
      [8, 'Id is empty'],
      [9, 'has 6 cells where the header has 5'],
      [10, 'First Last: differs from what is known'],
    ]);
    const { body } = await api.as('staff').get(`/v1/customers?externalId=${id}-2`).expect(200);
    expect(body.items).toMatchObject([
      {
        name: 'Luís Gonçalves',
        phone: '+551239235555',
        country: 'BR',
        tier: 'gold',
        type: 'retail',
        zone: null,
      },
    ]);
    const ona = await api.db.customer.findUnique({ where: { externalId: `${id}-1` } });
    expect(ona).toMatchObject({ phone: '+37061234567', zone: 'Europe/Vilnius', language: 'en' });
  });

  it('done again creates nothing, and rejects the same', async () => {
    const file = `${HEADER}\n${unique('b')},Ona,P,${phoneNumber()},LT\nx,,,,LT\n`;
    const first = await take(file);
    const again = await take(file);
    expect([first.created, again.created, again.accepted, again.rejected]).toEqual([1, 0, 1, 1]);
  });

  it('in a dry run stores nothing, says what would be, and can then be run', async () => {
    const id = unique('c');
    const trial = await take(`${HEADER}\n${id},Ona,P,${phoneNumber()},LT\ny,,,,LT\n`, { dryRun: true });
    expect(trial).toMatchObject({ state: 'done', dryRun: true, accepted: 1, rejected: 1, created: 1 });
    expect(await api.db.customer.count({ where: { externalId: id } })).toBe(0);
    await api.as('intake').post(`/v1/imports/${trial.id}/run`).expect(200);
    expect(await done(trial.id)).toMatchObject({ dryRun: false, accepted: 1, rejected: 1, created: 1 });
    expect(await api.db.customer.count({ where: { externalId: id } })).toBe(1);
    const { body } = await api.as('intake').post(`/v1/imports/${trial.id}/run`).expect(409);
    expect(body.code).toBe('import.already-run');
  });

  it('reads semicolons, tabs and the mark at the beginning that spreadsheets write', async () => {
    for (const delimiter of [';', '\t']) {
      const lines = [HEADER, `${unique('d')},"Smith, John",Q,${phoneNumber()},LT`].join('\n');
      const file = `\uFEFF${lines.replaceAll(/,(?! )/g, delimiter)}\r\n`;
      expect(await take(file)).toMatchObject({ accepted: 1, rejected: 0 });
    }
  });

  it('gives the rejected lines as a file that can be put right and sent again', async () => {
    const result = await take(`${HEADER}\n=1+1,Ona,"P, Q",,LT\n`);
    const { text, headers } = await api
      .as('intake')
      .get(`/v1/imports/${result.id}/rejected?format=csv`)
      .expect(200);
    expect(headers['content-type']).toContain('text/csv');
    expect(text).toBe(`\uFEFFline,reason,${HEADER}\n2,Phone is empty,'=1+1,Ona,"P, Q",,LT\n`);
    const id = unique('again');
    const bad = await take(`${HEADER}\n${id},Ona,P,+370 612 34567,Atlantis\n`);
    const file = (await api.as('intake').get(`/v1/imports/${bad.id}/rejected?format=csv`)).text;
    expect(file).toContain("'+370 612 34567");
    const good = await take(file.replace(',Atlantis', ',LT'));
    expect(good).toMatchObject({ accepted: 1, rejected: 0, created: 1 });
    expect(await api.db.customer.findUnique({ where: { externalId: id } })).toMatchObject({
      phone: '+37061234567',
    });
  });
});

describe('An import of sales, tickets and agreements', () => {
  it('makes plans as intake does, in local time of the customer', async () => {
    const id = unique('e');
    await take(`${HEADER}\n${id},Ana,P,+34 914 454 454,Spain\n`);
    const sales = await take(
      `Invoice,Who,When,Genres,Total\n${id},${id},2026-11-22T10:00:00,Rock|Jazz,"3,96"\n`,
      {
        kind: 'sales',
        mapping: {
          externalId: 'Invoice',
          customer: 'Who',
          soldAt: 'When',
          products: 'Genres',
          amount: 'Total',
        },
        defaults: { currency: 'EUR' },
      },
    );
    expect(sales).toMatchObject({ accepted: 1, rejected: 0, created: 1 });
    const { body } = await api.as('staff').get(`/v1/sales?externalId=${id}`).expect(200);
    expect(body.items).toMatchObject([
      {
        soldAt: '2026-11-22T09:00:00Z',
        amount: 3.96,
        products: [{ code: 'rock', name: 'Rock' }, { code: 'jazz' }],
      },
    ]);
    expect(await api.db.plan.count({ where: { sale: { externalId: id } } })).toBe(1);
  });

  it('takes a whole customer from the same line', async () => {
    const id = unique('f');
    const ticket = await take(
      `No,Opened,About,Cust,Name,Tel\n${id},2026-11-20 08:00,Cold,${id},Ona,861234567\n`,
      {
        kind: 'tickets',
        mapping: {
          ...{ externalId: 'No', openedAt: 'Opened', subject: 'About' },
          ...{ 'customer.externalId': 'Cust', 'customer.name': 'Name', 'customer.phone': 'Tel' },
        },
        defaults: { country: 'LT', language: 'lt', priority: 'high' },
      },
    );
    expect(ticket).toMatchObject({ accepted: 1, rejected: 0 });
    const { body } = await api.as('staff').get(`/v1/tickets?externalId=${id}`).expect(200);
    expect(body.items).toMatchObject([
      { kind: 'request', priority: 'high', openedAt: '2026-11-20T06:00:00Z' },
    ]);
    const agreement = await take(
      `No;From;Years;Auto;Cust\n${id};1.2.2026;P1Y;yes;${id}\nx;1.2.2026;;no;nobody\n`,
      {
        kind: 'agreements',
        mapping: { externalId: 'No', startsOn: 'From', term: 'Years', autoRenew: 'Auto', customer: 'Cust' },
        defaults: { dateOrder: 'dmy' },
      },
    );
    expect(agreement).toMatchObject({ accepted: 1, rejected: 1 });
    expect((await rejectedOf(agreement.id))[0].reason).toBe('Years: endsOn or term is needed');
    const kept = await api.db.agreement.findUnique({ where: { externalId: id } });
    expect(kept).toMatchObject({ startsOn: new Date('2026-02-01'), autoRenew: true });
  });
});

describe('An upload is refused with all its faults', () => {
  it.each([
    [
      'no file',
      () => api.as('intake').post('/v1/imports').field('kind', 'customers').field('mapping', '{}'),
      ['/file'],
    ],
    [
      'a file that is not UTF-8',
      () => upload(Buffer.from([...Buffer.from(HEADER), 10, 0xff, 0xfe, 10])),
      ['/file'],
    ],
    ['nothing below the header', () => upload(`${HEADER}\n`), ['/file']],
    ['a quote that never ends', () => upload(`${HEADER}\n"1,a,b,c,d\n`), ['/file']],
    ['a mapping that is no JSON', () => upload(`${HEADER}\n1,a,b,c,d\n`, { mapping: '{' }), ['/mapping']],
    [
      'fields and columns that are not there',
      () =>
        upload(`${HEADER}\n1,a,b,c,d\n`, {
          kind: 'sales',
          mapping: { externalId: 'Nr', colour: 'Id' },
          defaults: { shape: 'round' },
        }),
      [
        '/defaults/shape',
        '/mapping/colour',
        '/mapping/customer',
        '/mapping/externalId',
        '/mapping/products',
        '/mapping/soldAt',
      ],
    ],
    [
      'a zone that is none',
      () => upload(`${HEADER}\n1,a,b,c,d\n`, { defaults: { zone: 'Mars' } }),
      ['/defaults/zone'],
    ],
    ['two columns of one name', () => upload('Id,Id,First,Last,Phone,Country\n1,1,a,b,c,d\n'), ['/file']],
  ])('%s', async (_, call, paths) => {
    const before = await api.db.import.count();
    const { body } = await call().expect(400);
    expect([...new Set(body.errors.map(({ path }: { path: string }) => path))].sort()).toEqual(paths);
    expect([
      await api.db.import.count(),
      await api.db.importLine.count({ where: { import: { state: 'receiving' } } }),
    ]).toEqual([before, 0]);
  });

  it('as something else than a form, or by somebody who may not', async () => {
    await api.as('intake').post('/v1/imports').send({ kind: 'customers' }).expect(415);
    await api.as('staff').post('/v1/imports').field('kind', 'customers').expect(403);
    await api.as('intake').get('/v1/imports/imp_none').expect(404);
  });
});

it('can be stopped between two pieces and goes on where it was', async () => {
  const id = unique('g');
  const lines = Array.from({ length: 120 }, (_, n) => `${id}-${n},Ona,P,${phoneNumber()},LT`);
  const { body } = await upload([HEADER, ...lines].join('\n')).expect(202);
  const { body: stopped } = await api.as('intake').post(`/v1/imports/${body.id}/stop`).expect(200);
  expect(['stopped', 'done']).toContain(stopped.state);
  if (stopped.state === 'stopped') await api.as('intake').post(`/v1/imports/${body.id}/resume`).expect(200);
  expect(await done(body.id)).toMatchObject({ total: 120, accepted: 120, created: 120, rejected: 0 });
  expect(await api.db.customer.count({ where: { externalId: { startsWith: `${id}-` } } })).toBe(120);
  const { body: fields } = await api.as('intake').get('/v1/imports/fields').expect(200);
  expect(fields.sales).toContainEqual(expect.objectContaining({ field: 'soldAt', required: true }));
});
