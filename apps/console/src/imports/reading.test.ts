// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { exampleOf, guessColumns, guessDateOrder } from './guess';
import { parseHead, readHead } from './read-head';

const CUSTOMER = ['externalId', 'name', 'phone', 'email', 'country'];
const SALE = [
  'externalId',
  'customer',
  'customer.externalId',
  'customer.name',
  'soldAt',
  'products',
  'amount',
];

describe('The head of a file', () => {
  it.each([
    ['commas', 'Id,Name\n1,"Smith, J"\n', [['1', 'Smith, J']]],
    [
      'semicolons',
      'Id;Name\r\n1;"a ""b"""\r\n\r\n2;c',
      [
        ['1', 'a "b"'],
        ['2', 'c'],
      ],
    ],
    ['tabs', 'Id\tName\n1\t"two\nlines"\n', [['1', 'two\nlines']]],
  ])('is read with %s', (_, text, rows) => {
    expect(parseHead(text)).toEqual({ columns: ['Id', 'Name'], rows });
  });

  it('is five lines at most, and nothing for a file without lines or not in UTF-8', async () => {
    expect(parseHead(`a,b\n${'1,2\n'.repeat(9)}`)?.rows).toHaveLength(5);
    expect(parseHead('a,b\n')).toBeNull();
    expect(await readHead(new Blob([new Uint8Array([97, 10, 0xff, 0xfe])]))).toBeNull();
    expect(await readHead(new Blob(['\uFEFFa,b\n1,2']))).toMatchObject({ columns: ['a', 'b'] });
  });
});

describe('Columns are guessed', () => {
  it.each([
    [
      CUSTOMER,
      ['Id', 'First Name', 'Last Name', 'Phone', 'Country'],
      { externalId: ['Id'], name: ['First Name', 'Last Name'], phone: ['Phone'], country: ['Country'] },
    ],
    [
      CUSTOMER,
      ['CustomerId', 'Vardas', 'Pavardė', 'Telefonas', 'Šalis'],
      { externalId: ['CustomerId'], name: ['Vardas', 'Pavardė'], phone: ['Telefonas'], country: ['Šalis'] },
    ],
    [
      CUSTOMER,
      ['编号', '姓名', '手机', '国家'],
      { externalId: ['编号'], name: ['姓名'], phone: ['手机'], country: ['国家'] },
    ],
    [
      SALE,
      ['InvoiceId', 'CustomerId', 'InvoiceDate', 'Total'],
      { externalId: ['InvoiceId'], customer: ['CustomerId'], soldAt: ['InvoiceDate'], amount: ['Total'] },
    ],
    [SALE, ['Foo', ''], {}],
  ])('of %j from %j', (fields, columns, guessed) => {
    expect(guessColumns(fields, columns)).toEqual(guessed);
  });

  it.each([
    ['31.12.2026', 'dmy'],
    ['12/31/2026 10:00', 'mdy'],
    ['01/02/2026', undefined],
    ['2026-12-31', undefined],
  ])('the order of %s is %s', (cell, order) => {
    expect(guessDateOrder({ columns: ['a'], rows: [[cell]] })).toBe(order);
  });
});

it('an example is put together from several columns', () => {
  const head = { columns: ['a', 'b'], rows: [['Ona', 'P']] };
  expect(exampleOf(head, ['a', 'b'])).toBe('Ona P');
  expect(exampleOf(head, [])).toBe('');
});
