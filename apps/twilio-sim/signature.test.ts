import twilio from 'twilio';
import { describe, expect, it } from 'vitest';
import { signForm } from './signature.js';

const URL_OF_VECTOR = 'https://mycompany.com/myapp.php?foo=1&bar=2';
const PARAMS = {
  CallSid: 'CA1234567890ABCDE',
  Caller: '+14158675309',
  Digits: '1234',
  From: '+14158675309',
  To: '+18005551212',
};

describe('signForm', () => {
  it('gives the published signature of a form', () => {
    expect(signForm('12345', URL_OF_VECTOR, PARAMS)).toBe('RSOYDt4T1cUTdK1PDd93/VVr8B8=');
  });

  it('gives the published signature of a URL that carries the digest of a JSON body', () => {
    const digest = '0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620';
    const signature = signForm('12345', `${URL_OF_VECTOR}&bodySHA256=${digest}`, {});
    expect(signature).toBe('a9nBmqA0ju/hNViExpshrM61xv4=');
  });

  it.each([
    ['no parameters', {}],
    ['an empty parameter', { Body: '', To: '+1' }],
    ['text beyond ASCII', { Body: 'Ačiū 谢谢 👍' }],
    ['spaces around', { Body: ' YES ' }],
    ['a repeated parameter', { MediaUrl: ['b', 'a', 'b'], Body: 'x' }],
  ])('is accepted by the real client with %s', (_name, params) => {
    const signature = signForm('12345', URL_OF_VECTOR, params);
    expect(twilio.validateRequest('12345', signature, URL_OF_VECTOR, params)).toBe(true);
    expect(twilio.validateRequest('54321', signature, URL_OF_VECTOR, params)).toBe(false);
  });
});
