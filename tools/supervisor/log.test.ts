import { expect, it } from 'vitest';
import { readable } from './log.js';

it('writes a record of our applications as a person would', () => {
  const record = {
    level: 40,
    time: 1,
    pid: 2,
    hostname: 'h',
    msg: 'late',
    plan: 'pln_1',
    err: { message: 'no answer', stack: '…' },
  };
  expect(readable(JSON.stringify(record))).toBe('WARN late plan=pln_1 err=no answer');
});

it('names a request by its method and address', () => {
  const record = {
    level: 30,
    msg: 'request completed',
    req: { id: 'req_1', method: 'GET', url: '/ready' },
    res: { status: 200 },
  };
  expect(readable(JSON.stringify(record))).toBe('info request completed GET /ready res={"status":200}');
});

it.each(['plain words', '{ not json', '{"level":"info","msg":"of another program"}'])(
  'leaves %s as it is',
  (line) => {
    expect(readable(line)).toBe(line);
  },
);
