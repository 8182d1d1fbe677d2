import { describe, expect, it } from 'vitest';
import { classifyFailure } from './outcome.js';

/** As axios fails below the client: a word for a code, a status only where an answer began. */
const lineFault = (code: string, status?: number) => Object.assign(new Error('line'), { code, status });
/** As the client fails for an answer of the provider. */
const answer = (status: number, code?: number) => Object.assign(new Error('answer'), { status, code });

describe('A create call that failed', () => {
  it.each([
    ['no such host', lineFault('ENOTFOUND')],
    ['names cannot be looked up now', lineFault('EAI_AGAIN')],
    ['nobody listens', lineFault('ECONNREFUSED')],
    ['the certificate is not trusted', lineFault('UNABLE_TO_VERIFY_LEAF_SIGNATURE')],
    ['the certificate is too old', lineFault('CERT_HAS_EXPIRED')],
    ['too many requests', answer(429, 20429)],
    ['too many requests, said by a balancer', answer(429)],
    ['credentials that are wrong today', answer(401, 20003)],
    ['a sender that is not ours yet', answer(400, 21606)],
    ['no sender', answer(400, 21603)],
    ['a trial account', answer(400, 21608)],
    ["the sender's queue is full", answer(429, 21611)],
  ])('was certainly not taken and is tried again: %s', (_, error) => {
    expect(classifyFailure(error)).toMatchObject({ outcome: 'retry' });
  });

  it.each([
    ['no valid number', 21211],
    ['opted out', 21610],
    ['region switched off', 21408],
    ['not reachable from this sender', 21612],
    ['no mobile number', 21614],
    ['a landline that is blocked', 21635],
    ['text too long', 21617],
    ['a code of tomorrow', 29999],
  ])('is refused for good, with its code: %s', (_, code) => {
    expect(classifyFailure(answer(400, code))).toMatchObject({ outcome: 'refused', errorCode: code });
  });

  it('is refused for good by an answer without a code', () => {
    expect(classifyFailure(answer(404))).toMatchObject({ outcome: 'refused', errorCode: undefined });
  });

  it.each([
    ['the line was cut', lineFault('ECONNRESET')],
    ['the pipe broke', lineFault('EPIPE')],
    ['the line timed out', lineFault('ETIMEDOUT')],
    ['no answer in time', lineFault('ECONNABORTED')],
    ['a 201 whose body broke off', lineFault('ERR_BAD_RESPONSE', 201)],
    ['a 500 with its code', answer(500, 20500)],
    ['a 503 of a balancer', answer(503)],
    ['an answer that is none', answer(200)],
    ['an error of nobody we know', new Error('surprise')],
    ['something that is no error', 'surprise'],
  ])('may have been taken, so it is never sent again: %s', (_, error) => {
    expect(classifyFailure(error)).toMatchObject({ outcome: 'unknown' });
  });

  it('tells what happened, for the attempt row', () => {
    expect(classifyFailure(answer(400, 21211)).error).toBe('21211 answer');
    expect(classifyFailure(lineFault('ECONNRESET')).error).toBe('ECONNRESET line');
  });
});
