import { describe, expect, it } from 'vitest';
import { readSettings, usesRealTwilio } from './settings.js';

const REAL = {
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'token',
  TWILIO_FROM: '+15550100200',
  PUBLIC_WEBHOOK_BASE: 'https://care.example.com',
};

it('is a sandbox that brings everything itself when nothing is set', () => {
  const settings = readSettings({});
  expect(settings.mode).toBe('sandbox');
  expect(settings.DATABASE_URL).toBeUndefined();
  expect(usesRealTwilio(settings)).toBe(false);
});

it('takes an empty variable for one that is not set', () => {
  expect(readSettings({ DATABASE_URL: '', API_PORT: '', LOG_LEVEL: '' })).toEqual(readSettings({}));
});

it('names every fault at once', () => {
  expect(() => readSettings({ API_PORT: 'many', WORKER_PORT: '70000' })).toThrow(/API_PORT[^]*WORKER_PORT/);
});

describe('with a real Twilio account', () => {
  it('is production', () => {
    expect(readSettings(REAL).mode).toBe('production');
    expect(usesRealTwilio(readSettings(REAL))).toBe(true);
  });

  it('refuses to move the clock', () => {
    expect(() => readSettings({ ...REAL, AFTERCARE_MODE: 'sandbox' })).toThrow(/AFTERCARE_MODE=sandbox/);
  });

  it.each(['TWILIO_AUTH_TOKEN', 'TWILIO_FROM', 'PUBLIC_WEBHOOK_BASE'])('misses %s', (name) => {
    expect(() => readSettings({ ...REAL, [name]: undefined })).toThrow(name);
  });
});
