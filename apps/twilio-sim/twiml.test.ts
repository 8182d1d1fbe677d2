import twilio from 'twilio';
import { describe, expect, it } from 'vitest';
import { readTwiml } from './twiml.js';

const message = (body: string) => ({ verb: 'Message', body, to: null, from: null, statusCallback: null });

describe('readTwiml', () => {
  it("reads what Twilio's builder writes", () => {
    const response = new twilio.twiml.MessagingResponse();
    response.message({ to: '+15550002222', statusCallback: '/status' }, 'Fish & chips <now>');
    response.message({}, '').body('Second, "quoted"');
    response.redirect({ method: 'GET' }, '/next?a=1&b=2');
    expect(readTwiml('text/xml; charset=utf-8', response.toString())).toEqual([
      { ...message('Fish & chips <now>'), to: '+15550002222', statusCallback: '/status' },
      message('Second, "quoted"'),
      { verb: 'Redirect', url: '/next?a=1&b=2', method: 'GET' },
    ]);
  });

  it.each([
    ['an empty answer', 'text/xml', '', []],
    ['an empty response', 'text/xml', '<?xml version="1.0"?><Response/>', []],
    ['plain text', 'text/plain', ' Thank you ', [message('Thank you')]],
    [
      'digits that must stay text',
      'application/xml',
      '<Response><Message>007</Message></Response>',
      [message('007')],
    ],
  ])('reads %s', (_name, type, body, verbs) => {
    expect(readTwiml(type, body)).toEqual(verbs);
  });

  it.each([
    ['a wrong content type', 'application/json', '{}', /12300/],
    ['broken XML', 'text/xml', '<Response><Message>', /12100/],
    ['another document', 'text/xml', '<html></html>', /12100/],
    ['a verb of calls', 'text/xml', '<Response><Say>hi</Say></Response>', /12200/],
  ])('refuses %s', (_name, type, body, error) => {
    expect(() => readTwiml(type, body)).toThrow(error);
  });
});
