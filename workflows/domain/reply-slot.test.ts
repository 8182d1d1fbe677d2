import { describe, expect, it } from 'vitest';
import { interpretReply } from './reply.js';

describe('a reply to times that were offered', () => {
  it.each([
    ['1', 'choice', 1],
    ['2.', 'choice', 2],
    [' 3 ', 'choice', 3],
    ['2 please', 'choice', 2],
    ['two', 'choice', 2],
    ['dos', 'choice', 2],
    ['du', 'choice', 2],
    ['二', 'choice', 2],
    ['1, gracias', 'choice', 1],
    ['2, the bell is broken', 'choice', 2],
    ['0', 'reschedule', undefined],
    ['R', 'reschedule', undefined],
    ['none', 'reschedule', undefined],
    ['No', 'reschedule', undefined],
    ['ninguno', 'reschedule', undefined],
    ['netinka', 'reschedule', undefined],
    ['都不合适', 'reschedule', undefined],
    ['another day please', 'reschedule', undefined],
    ['4', 'unclear', undefined],
    ['1 or 2', 'unclear', undefined],
    ['hello', 'unclear', undefined],
    ['', 'unclear', undefined],
    ['取消', 'no', undefined],
    ['CANCEL', 'opt-out', undefined],
    ['STOP', 'opt-out', undefined],
  ] as const)('"%s" is %s', (text, intent, value) => {
    const read = interpretReply({ text, question: 'slot' });
    expect([read.intent, read.value]).toEqual([intent, value]);
  });

  it('keeps what was written beside a choice, and takes no digit that was not offered', () => {
    expect(interpretReply({ text: '2, the bell is broken', question: 'slot' }).comment).toBe(
      '2, the bell is broken',
    );
    expect(interpretReply({ text: '3', question: 'slot', choices: 2 }).intent).toBe('unclear');
  });
});
