import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ImportReport, importChinook } from '../tools/import-chinook/import.js';
import { PRODUCT_FOLLOW_UP, prepareDocuments } from './support/build.js';
import { callAs, phones } from './support/client.js';
import { root } from './support/servers.js';
import { createWorld, type World } from './support/world.js';

const FOLDER = join(root, 'tools/data/chinook');

describe('The Chinook shop goes in through the API', () => {
  let world: World;
  let first: ImportReport;

  beforeAll(async () => {
    world = await createWorld({ now: '2027-03-26T09:00:00Z' });
    await prepareDocuments(callAs(world, 'operator'), [PRODUCT_FOLLOW_UP]);
    first = await importChinook({ api: world.api.url, key: world.keys.intake, folder: FOLDER });
  });

  it('every line is accepted or reported with its line and reason', () => {
    for (const totals of [first.customers, first.sales]) {
      expect(totals.created + totals.rejected).toBe(totals.total);
    }
    expect(first.customers.total).toBe(59);
    expect(first.sales.total).toBe(412);
    expect(first.rejected).toHaveLength(first.customers.rejected + first.sales.rejected);
    for (const { line, reason } of first.rejected)
      expect([line > 1, reason.length > 10]).toEqual([true, true]);
  });

  it('doing it again changes nothing', async () => {
    const before = await countRows(world);
    const again = await importChinook({ api: world.api.url, key: world.keys.intake, folder: FOLDER });
    expect([again.customers.created, again.sales.created]).toEqual([0, 0]);
    expect(again.rejected).toEqual(first.rejected);
    expect(await countRows(world)).toEqual(before);
  });

  it('nobody is texted about a sale of years ago', async () => {
    await callAs(world, 'manager').post('/v1/sandbox/advance', { by: 'P1D' });
    expect(await phones(world).received()).toEqual([]);
  });
});

async function countRows({ db }: World): Promise<number[]> {
  return Promise.all([
    db.customer.count(),
    db.sale.count(),
    db.plan.count(),
    db.followUp.count(),
    db.audit.count(),
  ]);
}
