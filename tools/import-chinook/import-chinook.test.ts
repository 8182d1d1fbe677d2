import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { ImportStopped, describeProblem } from './api.js';
import { importChinook } from './import.js';
import { mapCustomer, mapSale } from './mapping.js';

const folder = fileURLToPath(new URL('../data/chinook', import.meta.url));
const customer = {
  ...{ CustomerId: '1', FirstName: 'Ana', LastName: 'Pérez', Company: '', State: '', Country: 'Spain' },
  ...{ Phone: '+34 914 454 454', Email: 'ana@example.com' },
};
const invoice = {
  ...{
    InvoiceId: '7',
    CustomerId: '1',
    InvoiceDate: '2021-07-01T00:00:00',
    BillingState: '',
    BillingCountry: 'Spain',
  },
  ...{ Total: '3.96', Genres: 'Rock|R&B/Soul' },
};

describe('a customer line', () => {
  it('becomes a customer', () => {
    expect(mapCustomer(customer)).toEqual({
      body: {
        ...{
          externalId: 'chinook-customer-1',
          name: 'Ana Pérez',
          phone: '+34914454454',
          email: 'ana@example.com',
        },
        ...{ language: 'es', type: 'retail', tier: 'iron', country: 'ES', zone: 'Europe/Madrid' },
      },
    });
  });

  it.each([
    ['USA', 'CA', '+1 (650) 253-0000', '+16502530000', 'US-CA', 'America/Los_Angeles'],
    ['USA', 'AZ', '(520) 622-4200', '+15206224200', 'US-AZ', 'America/Phoenix'],
    ['Germany', '', '+49 0711 2842222', '+497112842222', undefined, 'Europe/Berlin'],
    ['Argentina', '', '+54 (0)11 4311 4333', '+541143114333', undefined, 'America/Argentina/Buenos_Aires'],
    ['United Kingdom', '', '+44 020 7707 0707', '+442077070707', undefined, 'Europe/London'],
    ['Netherlands', 'VV', '+31 020 6223130', '+31206223130', undefined, 'Europe/Brussels'],
    ['Czech Republic', '', '+420 2 4172 5555', '+420241725555', undefined, 'Europe/Prague'],
  ])('%s %s: phone, region and zone', (Country, State, Phone, phone, region, zone) => {
    const mapped = mapCustomer({ ...customer, Country, State, Phone });
    const { body } = mapped as Extract<typeof mapped, { body: object }>;
    expect([body.phone, body.region, body.zone]).toEqual([phone, region, zone]);
  });

  it.each([
    [{ Phone: '' }, 'no phone number'],
    [{ Phone: '123' }, '"123" is not a valid phone number in ES'],
    [{ Country: 'Atlantis' }, '"Atlantis" is not a country'],
  ])('%j is reported', (change, reason) => {
    expect(mapCustomer({ ...customer, ...change })).toEqual({ reason });
  });
});

describe('an invoice line', () => {
  it('becomes a sale at its local time', () => {
    expect(mapSale(invoice)).toEqual({
      body: {
        externalId: 'chinook-invoice-7',
        customer: { externalId: 'chinook-customer-1' },
        soldAt: '2021-06-30T22:00:00Z',
        products: [
          { code: 'music-rock', name: 'Rock' },
          { code: 'music-r-b-soul', name: 'R&B/Soul' },
        ],
        amount: 3.96,
        currency: 'USD',
      },
    });
  });

  it.each([
    [{ InvoiceDate: 'yesterday' }, '"yesterday" is not a date'],
    [{ InvoiceDate: '2021-13-01T00:00:00' }, '"2021-13-01T00:00:00" is not a date'],
    [{ Total: '' }, '"" is not an amount'],
  ])('%j is reported', (change, reason) => {
    expect(mapSale({ ...invoice, ...change })).toEqual({ reason });
  });
});

it('a problem is told with all its faults', () => {
  const errors = [{ path: '/phone', message: 'must be a phone' }];
  expect(describeProblem(400, { code: 'request.invalid', detail: 'One fault.', errors })).toBe(
    'request.invalid: One fault. (/phone: must be a phone)',
  );
});

describe('the whole import', () => {
  let server: Server | undefined;
  afterEach(async () => {
    server?.closeAllConnections();
    await new Promise<void>((done) => (server ? server.close(() => done()) : done()));
  });

  /** Answers as the API does: by `externalId`, and refuses one invoice. */
  async function startApi(key: string): Promise<string> {
    const known = new Set<string>();
    const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      const { externalId } = await readBody(request);
      response.writeHead(statusFor(externalId, request.headers.authorization === `Bearer ${key}`), {
        'content-type': 'application/json',
      });
      known.add(externalId);
      response.end(JSON.stringify({ code: 'sale.invalid', detail: 'Refused.' }));
    };
    const statusFor = (externalId: string, mayCall: boolean): number => {
      if (!mayCall) return 401;
      if (externalId === 'chinook-invoice-3') return 400;
      return known.has(externalId) ? 200 : 201;
    };
    server = createServer((request, response) => void answer(request, response));
    await new Promise<void>((done) => server!.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it('accepts or reports every line, and changes nothing the second time', async () => {
    const api = await startApi('k');
    const first = await importChinook({ api, key: 'k', folder });
    expect(first.customers).toEqual({ total: 59, created: 55, unchanged: 0, rejected: 4 });
    expect(first.sales.total).toBe(412);
    expect(first.sales.created + first.sales.rejected).toBe(412);
    expect(first.rejected).toContainEqual({ file: 'customers.csv', line: 46, reason: 'no phone number' });
    expect(first.rejected).toContainEqual({
      file: 'invoices.csv',
      line: 4,
      reason: 'sale.invalid: Refused.',
    });
    const ofRefused = first.rejected.filter(({ reason }) => reason.includes('customers.csv, line'));
    expect(ofRefused.length).toBe(first.sales.rejected - 1);

    const second = await importChinook({ api, key: 'k', folder });
    expect(second.customers).toEqual({ total: 59, created: 0, unchanged: 55, rejected: 4 });
    expect(second.sales).toEqual({ ...first.sales, created: 0, unchanged: first.sales.created });
    expect(second.rejected).toEqual(first.rejected);
  });

  it('stops when the key is not accepted', async () => {
    const api = await startApi('k');
    await expect(importChinook({ api, key: 'wrong', folder })).rejects.toThrow(ImportStopped);
  });
});

async function readBody(request: IncomingMessage): Promise<{ externalId: string }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString());
}
