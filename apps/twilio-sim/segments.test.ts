import { SegmentedMessage } from 'sms-segments-calculator';
import { describe, expect, it } from 'vitest';
import { countSegments } from './segments.js';

const CASES: [text: string, segments: number][] = [
  ['', 1],
  ['a'.repeat(160), 1],
  ['a'.repeat(161), 2],
  ['a'.repeat(306), 2],
  ['a'.repeat(307), 3],
  ['a'.repeat(158) + '€', 1],
  ['a'.repeat(159) + '€', 2],
  ['a'.repeat(152) + '€' + 'a'.repeat(152), 3],
  ['Hola Señor Peña: ¿qué tal la visita? Responda del 1 al 5.', 1],
  ['Gerbiamas kliente, primename, kad rytoj 10:00 atvyks meistras. Ačiū. OK', 2],
  ['您好，请为本次服务评分（1-5分）。回复TD退订。', 1],
  ['谢'.repeat(70), 1],
  ['谢'.repeat(71), 2],
  ['谢'.repeat(134), 2],
  ['谢'.repeat(135), 3],
  ['a'.repeat(66) + '👍' + 'a'.repeat(66), 3],
];

describe('countSegments', () => {
  it.each(CASES)('%s has %i', (text, segments) => {
    expect(countSegments(text)).toBe(segments);
  });

  it("agrees with Twilio's own calculator", () => {
    for (const [text] of CASES) {
      expect(countSegments(text), text).toBe(new SegmentedMessage(text).segmentsCount);
    }
  });
});
