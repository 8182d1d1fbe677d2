import { describe, expect, it } from 'vitest';
import { interpretReply, isHighScore, isLowScore } from './reply.js';
import type { ReplyQuestion } from './reply.js';

function read(question: ReplyQuestion, text: string) {
  const { rule, ...rest } = interpretReply({ text, question });
  return { rule, rest };
}

const yes = [
  ...[
    'yes',
    'Y',
    'ok',
    'Okay',
    'confirm',
    'c',
    '1',
    'YES!',
    'yes please',
    'yes, thanks',
    'ok thanks',
    'yes yes',
    'Yes, confirmed',
  ],
  ...['sí', 'Si', 'vale', 'confirmo', 'sí gracias', 'Sí, confirmo', 'claro'],
  ...['是', '好', '好的', '可以', '确认', '好的，谢谢', '是的', '１'],
  ...['taip', 'Gerai', 'patvirtinu', 'Taip, ačiū', 'Taip, patvirtinu', 'tinka'],
];
const no = [
  ...['no', 'N', '2', 'No.', 'no thanks', "can't", 'I cannot', 'nope'],
  ...['no puedo', 'No, gracias', 'no podemos'],
  ...['不', '否', '不行', '不可以', '２'],
  ...['ne', 'negaliu', 'Ne, negaliu', 'ne negaliu', 'Ne, ačiū', 'netinka'],
];

describe('will you be there?', () => {
  it.each(yes)('%j confirms', (text) => {
    expect(read('confirm', text).rest).toEqual({ intent: 'yes' });
  });

  it.each(no)('%j declines', (text) => {
    expect(read('confirm', text).rest).toEqual({ intent: 'no' });
  });

  it.each([
    ...[
      'yes but can we do 3pm',
      'Yes, please ring the bell',
      'yes if the technician is Tom',
      'change',
      'reschedule',
      'tomorrow?',
    ],
    ...[
      'can we do friday',
      '15:00',
      '12 May',
      'at 5',
      'next week please',
      'no, friday is better',
      "I can't on monday",
    ],
    ...['cambiar', 'sí pero más tarde', '¿puede ser el martes?', 'otro día por favor', 'mañana', 'a las 5'],
    ...['改期', '可以改到周五吗', '明天', '好的，下午三点可以吗', '下周', '3点', '是的，请带工具'],
    ...['keisti', 'perkelti', 'Taip, bet vėliau', 'galima rytoj?', 'ketvirtadienį', '15 val', 'kitą savaitę'],
  ])('%j is work for a person', (text) => {
    expect(read('confirm', text).rest).toEqual({ intent: 'reschedule', comment: text });
  });

  it('"r" alone asks for another time', () => {
    expect(read('confirm', 'R').rest).toEqual({ intent: 'reschedule' });
  });

  it.each<[string, string]>([
    ['No, we are away', 'we are away'],
    ['no puedo, estoy de viaje', 'estoy de viaje'],
    ['Ne, esu išvykęs', 'esu išvykęs'],
    ['不行，我不在家', '我不在家'],
  ])('%j declines with a reason', (text, comment) => {
    expect(read('confirm', text).rest).toEqual({ intent: 'no', comment });
  });

  it.each([
    ...[
      'thanks',
      'Thank you!',
      'gracias',
      'ačiū',
      '谢谢',
      '',
      '👍',
      '?',
      '3',
      '5',
      '10',
      'who is this',
      'no problem',
      'hm',
    ],
    ...['no hay problema', '没问题', '不错', 'c u', '2 people', 'hello', '1.5'],
  ])('%j is asked again', (text) => {
    expect(read('confirm', text).rest).toEqual({ intent: 'unclear' });
  });
});

describe('is it solved?', () => {
  it.each([...yes, 'solved', "it's fixed", 'Resuelto', '解决了', 'veikia'])('%j is yes', (text) => {
    expect(read('yes-no', text).rest).toEqual({ intent: 'yes', value: 'yes' });
  });

  it.each([...no, 'not yet', 'Todavía no', '还没有', '没有', 'dar ne', 'Neveikia'])('%j is no', (text) => {
    expect(read('yes-no', text).rest).toEqual({ intent: 'no', value: 'no' });
  });

  it.each<[string, 'yes' | 'no', string]>([
    ['Yes, great work', 'yes', 'great work'],
    ['Sí, todo perfecto', 'yes', 'todo perfecto'],
    ['Taip, meistras puikus', 'yes', 'meistras puikus'],
    ['是的，师傅很好', 'yes', '师傅很好'],
    ['No, still leaking', 'no', 'still leaking'],
    ['no it leaks', 'no', 'it leaks'],
    ['2, still leaking', 'no', 'still leaking'],
    ['No, sigue goteando', 'no', 'sigue goteando'],
    ['Ne, vis dar varva', 'no', 'vis dar varva'],
    ['没有，还在漏水', 'no', '还在漏水'],
    ['it is still not fixed', 'no', 'it is still not fixed'],
  ])('%j is %s with a comment', (text, value, comment) => {
    expect(read('yes-no', text).rest).toEqual({ intent: value, value, comment });
  });

  it.each([
    ...[
      'yes but it still drips',
      'sí, pero sigue goteando',
      'Taip, bet vis dar varva',
      '是的，但是还漏',
      'yes no',
      'thanks',
      '5',
    ],
    ...[
      'no problem',
      'no more leaks',
      'Ši problema išliko',
      '没问题',
      '不错',
      '2 hours late',
      '👍',
      '',
      'maybe',
    ],
  ])('%j is asked again', (text) => {
    expect(read('yes-no', text).rest).toEqual({ intent: 'unclear' });
  });
});

describe('low and high scores', () => {
  it.each<[ReplyQuestion, (number | 'yes' | 'no')[], (number | 'yes' | 'no')[], (number | 'yes' | 'no')[]]>([
    ['csat', [1, 2], [3], [4, 5]],
    ['nps', [0, 6], [7, 8], [9, 10]],
    ['ces', [1, 3], [4, 5], [6, 7]],
    ['yes-no', ['no'], [], ['yes']],
    ['confirm', [], ['no', 'yes'], []],
  ])('%s: low %j, between %j, high %j', (question, low, between, high) => {
    for (const value of low)
      expect([isLowScore(question, value), isHighScore(question, value)]).toEqual([true, false]);
    for (const value of between)
      expect([isLowScore(question, value), isHighScore(question, value)]).toEqual([false, false]);
    for (const value of high)
      expect([isLowScore(question, value), isHighScore(question, value)]).toEqual([false, true]);
  });
});
