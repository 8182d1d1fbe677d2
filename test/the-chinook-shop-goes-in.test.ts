import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { PRODUCT_FOLLOW_UP, prepareDocuments } from './support/build.js';
import { callAs, phones } from './support/client.js';
import { root } from './support/servers.js';
import { until } from './support/until.js';
import { createWorld, type World } from './support/world.js';

const FOLDER = join(root, 'tools/data/chinook');
const CUSTOMERS = {
  kind: 'customers',
  mapping: {
    externalId: 'CustomerId',
    name: ['FirstName', 'LastName'],
    phone: 'Phone',
    email: 'Email',
    country: 'Country',
    region: 'State',
  },
};
const INVOICES = {
  kind: 'sales',
  mapping: {
    externalId: 'InvoiceId',
    customer: 'CustomerId',
    soldAt: 'InvoiceDate',
    products: 'Genres',
    amount: 'Total',
  },
  defaults: { currency: 'USD' },
};

describe('The Chinook shop goes in', () => {
  let world: World;
  let customers: any;
  let sales: any;

  beforeAll(async () => {
    world = await createWorld({ now: '2027-03-26T09:00:00Z' });
    await prepareDocuments(callAs(world, 'operator'), [PRODUCT_FOLLOW_UP]);
    customers = await importFile(world, 'customers.csv', CUSTOMERS);
    sales = await importFile(world, 'invoices.csv', INVOICES);
  });

  it('every line is accepted, or rejected with its line and reason', async () => {
    const { body } = await callAs(world, 'intake').get(`/v1/imports/${customers.id}/rejected`);
    expect(body.items).toMatchObject([
      { line: 10, reason: 'Phone: "+453 3331 9991" is not a valid phone number in DK' },
      { line: 46, reason: 'Phone is empty' },
      { line: 58, reason: 'Phone: "+56 (0)2 635 4444" is not a valid phone number in CL' },
      { line: 59, reason: 'Phone: "+91 0124 39883988" is not a valid phone number in IN' },
    ]);
    expect(customers).toMatchObject({ state: 'done', total: 59, accepted: 55, created: 55, rejected: 4 });
    expect(sales).toMatchObject({ state: 'done', total: 412 });
    expect(sales.accepted + sales.rejected).toBe(412);
    const { body: refused } = await callAs(world, 'intake').get(`/v1/imports/${sales.id}/rejected`);
    expect(new Set(refused.items.map(({ reason }: { reason: string }) => reason))).toEqual(
      new Set(['CustomerId: names no customer']),
    );
  });

  it('doing it again changes nothing', async () => {
    const before = await countRows(world);
    const again = [
      await importFile(world, 'customers.csv', CUSTOMERS),
      await importFile(world, 'invoices.csv', INVOICES),
    ];
    expect(again.map(({ created }) => created)).toEqual([0, 0]);
    expect(again.map(({ rejected }) => rejected)).toEqual([customers.rejected, sales.rejected]);
    expect(await countRows(world)).toEqual(before);
  });

  it('nobody is texted about a sale of years ago', async () => {
    await callAs(world, 'manager').post('/v1/sandbox/advance', { by: 'P1D' });
    expect(await phones(world).received()).toEqual([]);
  });
});

async function importFile(world: World, file: string, parts: Record<string, unknown>): Promise<any> {
  const form = new FormData();
  for (const [name, value] of Object.entries(parts))
    form.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  form.set('file', new Blob([await readFile(join(FOLDER, file))]), file);
  const headers = { authorization: `Bearer ${world.keys.intake}` };
  const answer = await fetch(`${world.api.url}/v1/imports`, { method: 'POST', headers, body: form });
  expect(answer.status).toBe(202);
  const { id } = (await answer.json()) as { id: string };
  let job: any;
  await until(`${file} is imported`, async () => {
    ({ body: job } = await callAs(world, 'intake').get(`/v1/imports/${id}`));
    return job.state === 'done' || job.state === 'failed';
  });
  return job;
}

async function countRows({ db }: World): Promise<number[]> {
  return Promise.all([db.customer.count(), db.sale.count(), db.plan.count(), db.followUp.count()]);
}
