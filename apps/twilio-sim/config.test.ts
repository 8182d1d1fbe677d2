import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './config.js';
import { DEFAULT_ACCOUNT } from './server.js';

const FIRST = 'AC11111111111111111111111111111111';
const SECOND = 'AC22222222222222222222222222222222';

describe('readConfig', () => {
  it('needs nothing', () => {
    expect(readConfig({ PATH: '/bin', TWILIO_SIM_PORT: '' })).toMatchObject({
      port: 0,
      host: '127.0.0.1',
      accounts: [DEFAULT_ACCOUNT],
      numbers: [],
    });
  });

  it('reads accounts, keys and numbers with their overrides', () => {
    const config = readConfig({
      TWILIO_SIM_ACCOUNTS: `${FIRST}:one:with:colons, ${SECOND}:two`,
      TWILIO_SIM_API_KEYS: `SK1:hush@${SECOND}`,
      TWILIO_SIM_NUMBERS:
        '+15550001111=http://127.0.0.1:3000/hook?a=b#rc=3&rp=4xx,5xx,+15550002222=https://example.com/hook',
    });
    expect(config.accounts).toEqual([
      { sid: FIRST, authToken: 'one:with:colons', apiKeys: [] },
      { sid: SECOND, authToken: 'two', apiKeys: [{ sid: 'SK1', secret: 'hush' }] },
    ]);
    expect(config.numbers).toEqual([
      { phoneNumber: '+15550001111', smsUrl: 'http://127.0.0.1:3000/hook?a=b#rc=3&rp=4xx,5xx' },
      { phoneNumber: '+15550002222', smsUrl: 'https://example.com/hook' },
    ]);
  });

  it('reports all faults at once', () => {
    const env = {
      TWILIO_SIM_PORT: 'web',
      TWILIO_SIM_ACCOUNTS: 'AC1:x',
      TWILIO_SIM_NUMBERS: '+15550001111=nowhere',
    };
    expect(() => readConfig(env)).toThrow(ConfigError);
    expect(() => readConfig(env)).toThrow(/PORT[^]*ACCOUNTS[^]*NUMBERS/);
  });
});
