import { describe, expect, it } from 'vitest';
import { readWebhookUrl } from './webhook-url.js';

describe('readWebhookUrl', () => {
  it('retries once, on connect failures only, when the URL says nothing', () => {
    expect(readWebhookUrl('https://host/path?x=1')).toEqual({
      url: 'https://host/path?x=1',
      connectTimeoutMs: 5_000,
      readTimeoutMs: 15_000,
      totalTimeoutMs: 15_000,
      retries: 1,
      retryOn: new Set(['ct']),
    });
  });

  it('takes the fragment away and obeys it', () => {
    const target = readWebhookUrl('https://host/path#rc=3&rp=4xx,5xx&ct=200&rt=300&tt=400');
    expect(target.url).toBe('https://host/path');
    expect(target).toMatchObject({
      retries: 3,
      connectTimeoutMs: 200,
      readTimeoutMs: 300,
      totalTimeoutMs: 400,
    });
    expect([...target.retryOn]).toEqual(['4xx', '5xx']);
  });

  it('moves values into their range', () => {
    expect(readWebhookUrl('http://h/#rc=9&ct=1&rp=all')).toMatchObject({ retries: 5, connectTimeoutMs: 100 });
    expect(readWebhookUrl('http://h/#rc=many').retries).toBe(1);
  });

  it('leaves the address as it was written', () => {
    expect(readWebhookUrl('https://Host:443/a/?b=%7e#rc=1').url).toBe('https://Host:443/a/?b=%7e');
  });

  it('refuses what is no absolute URL', () => {
    expect(() => readWebhookUrl('/only/a/path')).toThrow(TypeError);
  });
});
