import { expect, it } from 'vitest';
import { loadConfig } from './config.js';

const SANDBOX = { DATABASE_URL: 'postgresql://localhost/aftercare', AFTERCARE_MODE: 'sandbox' };

it('names all variables that are missing or wrong', () => {
  const load = () =>
    loadConfig({ DATABASE_URL: 'mysql://x', API_PORT: '99999', LOG_LEVEL: 'loud', PUBLIC_URL: 'x' });
  for (const name of ['DATABASE_URL', 'API_PORT', 'LOG_LEVEL', 'PUBLIC_URL'])
    expect(load).toThrow(`${name}: `);
});

it('takes an empty variable for one that is not set', () => {
  expect(loadConfig({ ...SANDBOX, API_PORT: '', TWILIO_FROM: '' })).toMatchObject({ port: 8080, twilio: {} });
});

it('takes several tokens while one is being exchanged', () => {
  const { twilio } = loadConfig({ ...SANDBOX, TWILIO_AUTH_TOKEN: 'new, old' });
  expect(twilio.authTokens).toEqual(['new', 'old']);
});

it('refuses the sandbox with real Twilio credentials', () => {
  expect(() => loadConfig({ ...SANDBOX, TWILIO_ACCOUNT_SID: 'AC1' })).toThrow('AFTERCARE_MODE');
  const simulated = { TWILIO_ACCOUNT_SID: 'AC1', TWILIO_API_BASE_URL: 'http://127.0.0.1:4010' };
  expect(loadConfig({ ...SANDBOX, ...simulated }).sandbox).toBe(true);
});

it('refuses production with another Twilio, or without a secret', () => {
  const load = () =>
    loadConfig({ DATABASE_URL: SANDBOX.DATABASE_URL, TWILIO_API_BASE_URL: 'http://127.0.0.1:1' });
  expect(load).toThrow('TWILIO_API_BASE_URL');
  expect(load).toThrow('SECRET');
});
