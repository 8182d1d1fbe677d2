import { expect, it } from 'vitest';
import { isInside } from './guarded-lookup.js';
import { postWebhook } from './post.js';

it.each([
  ['127.0.0.1', true],
  ['10.1.2.3', true],
  ['172.16.0.1', true],
  ['192.168.1.1', true],
  ['169.254.169.254', true],
  ['::1', true],
  ['fd00::1', true],
  ['fe80::1', true],
  ['::ffff:10.0.0.1', true],
  ['0.0.0.0', true],
  ['93.184.216.34', false],
  ['2606:2800:220:1:248:1893:25c8:1946', false],
])('%s lies inside: %s', (address, inside) => {
  expect(isInside(address)).toBe(inside);
});

it.each(['http://127.0.0.1:9/', 'http://[::1]:9/', 'http://localhost:9/'])(
  'is not posted to %s in production',
  async (url) => {
    const secrets = [`whsec_${Buffer.from('secret').toString('base64')}`];
    const posted = await postWebhook({ url, id: 'whe_1', body: '{}', secrets, mayLeadInside: false });
    expect(posted).toMatchObject({ status: null, error: expect.stringContaining('inside a network') });
  },
);
