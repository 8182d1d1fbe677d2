import { describe, expect, it } from 'vitest';
import { readConfig } from './config.js';

const PRODUCTION = {
  DATABASE_URL: 'postgresql://localhost/aftercare',
  PUBLIC_WEBHOOK_BASE: 'https://aftercare.example',
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'token',
  TWILIO_FROM: '+15550001111',
};
const SANDBOX = { ...PRODUCTION, AFTERCARE_MODE: 'sandbox', TWILIO_API_BASE_URL: 'http://127.0.0.1:4010' };

describe("The worker's environment", () => {
  it('names every variable that is missing or wrong, at once', () => {
    const read = () =>
      readConfig({
        TWILIO_ACCOUNT_SID: 'AC1',
        TWILIO_FROM: '555',
        MESSAGES_PER_SECOND: '0',
        LOG_LEVEL: 'loud',
      });
    for (const name of [
      'DATABASE_URL',
      'PUBLIC_WEBHOOK_BASE',
      'TWILIO_ACCOUNT_SID',
      'TWILIO_AUTH_TOKEN',
      'TWILIO_FROM',
      'MESSAGES_PER_SECOND',
      'LOG_LEVEL',
    ]) {
      expect(read).toThrow(`${name}: `);
    }
  });

  it('is production unless said otherwise, at one text a second', () => {
    expect(readConfig(PRODUCTION)).toMatchObject({
      AFTERCARE_MODE: 'production',
      MESSAGES_PER_SECOND: 1,
      TWILIO_TIMEOUT_MS: 30_000,
    });
  });

  it('takes the sandbox with another Twilio only, and production with Twilio itself only', () => {
    expect(readConfig(SANDBOX).AFTERCARE_MODE).toBe('sandbox');
    expect(() => readConfig({ ...PRODUCTION, AFTERCARE_MODE: 'sandbox' })).toThrow('AFTERCARE_MODE');
    expect(() => readConfig({ ...SANDBOX, AFTERCARE_MODE: 'production' })).toThrow('TWILIO_API_BASE_URL');
  });

  it('never repeats a secret in what it refuses', () => {
    expect(() => readConfig({ ...PRODUCTION, TWILIO_FROM: 'secret-looking' })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('token') }),
    );
  });

  it('takes an empty variable for one that is not set', () => {
    expect(readConfig({ ...PRODUCTION, TWILIO_API_BASE_URL: '', LOG_LEVEL: '' }).LOG_LEVEL).toBe('info');
  });
});
