import { describe, expect, it } from 'vitest';
import { interpretReply } from './reply.js';
import type { ScoreQuestion } from './reply.js';

function ask(question: ScoreQuestion, text: string) {
  return interpretReply({ text, question });
}

describe('a bare score', () => {
  it.each<[ScoreQuestion, string, number]>([
    // digits in every shape
    ...(
      [
        '5',
        ' 5 ',
        '5.',
        '5!',
        '"5"',
        '(5)',
        '５',
        '5️⃣',
        '⑤',
        '5/5',
        '5 / 5',
        '５／５',
        '5 out of 5',
        '#5',
      ] as const
    ).map((text) => ['csat', text, 5] as [ScoreQuestion, string, number]),
    ...(
      [
        '4 stars',
        '4stars',
        '4 points',
        '4 de 5',
        '4 estrellas',
        '4 puntos',
        '4 iš 5',
        '4 balai',
        '4分',
        '4 分',
        '4星',
        '4颗星',
      ] as const
    ).map((text) => ['csat', text, 4] as [ScoreQuestion, string, number]),
    ...(['4', 'Hi, 4', '4 please', '4, thanks!', '4 gracias', '4 ačiū', '4 谢谢', '4 👍', '4?'] as const).map(
      (text) => ['csat', text, 4] as [ScoreQuestion, string, number],
    ),
    // stars
    ['csat', '*****', 5],
    ['csat', '***', 3],
    ['csat', '⭐⭐⭐⭐', 4],
    ['csat', '★★★☆☆', 3],
    ['csat', '⭐️⭐️', 2],
    ['csat', '5⭐', 5],
    ['csat', '5*', 5],
    ['csat', '4 ⭐⭐⭐⭐', 4],
    // words
    ['csat', 'five', 5],
    ['csat', 'Five stars', 5],
    ['csat', 'FIVE!', 5],
    ['csat', 'five out of five', 5],
    ['csat', 'one', 1],
    ['csat', 'cinco', 5],
    ['csat', 'Tres', 3],
    ['csat', 'uno', 1],
    ['csat', 'cuatro estrellas', 4],
    ['csat', 'penki', 5],
    ['csat', 'Penki balai', 5],
    ['csat', 'trys', 3],
    ['csat', 'penketas', 5],
    ['csat', 'keturi', 4],
    ['csat', '五', 5],
    ['csat', '五分', 5],
    ['csat', '三颗星', 3],
    ['csat', '两分', 2],
    ['csat', '打五分', 5],
    ['csat', '我给5分', 5],
    ['csat', 'I would say five', 5],
    ['csat', 'Le doy un cinco', 5],
    ['csat', 'Vertinu penkiais', 5],
    ['csat', '5 balai iš 5', 5],
    ['csat', '5 stars out of 5', 5],
    // other scales
    ['nps', '0', 0],
    ['nps', '10', 10],
    ['nps', '10/10', 10],
    ['nps', '🔟', 10],
    ['nps', '9/10', 9],
    ['nps', 'ten', 10],
    ['nps', 'diez', 10],
    ['nps', 'cero', 0],
    ['nps', 'dešimt', 10],
    ['nps', 'aštuoni', 8],
    ['nps', '十', 10],
    ['nps', '十分', 10],
    ['nps', '九分', 9],
    ['nps', '零', 0],
    ['ces', '7', 7],
    ['ces', '6/7', 6],
    ['ces', 'septyni', 7],
    ['ces', 'siete', 7],
    ['ces', '七', 7],
    ['ces', 'seven', 7],
  ])('%s %j is %i', (question, text, value) => {
    const { rule, ...read } = ask(question, text);
    expect(read.intent, rule).toBe('score');
    expect(read).toEqual({ intent: 'score', value });
    expect(rule).toMatch(/^score\./);
  });
});

describe('a score with a comment', () => {
  it.each<[string, number, string]>([
    ['2, still leaking', 2, 'still leaking'],
    ['4, bit late', 4, 'bit late'],
    ['2 still leaking', 2, 'still leaking'],
    ['2 - Still leaking!', 2, 'Still leaking!'],
    ['2\nThe boiler is still leaking', 2, 'The boiler is still leaking'],
    ['4 (bit late)', 4, 'bit late'],
    ['5/5, great job', 5, 'great job'],
    ['5 stars! Great job', 5, 'Great job'],
    ['Very good, 5', 5, 'Very good'],
    ['Not happy. 2', 2, 'Not happy.'],
    ['2, no one came', 2, 'no one came'],
    ['5, no complaints', 5, 'no complaints'],
    ['2, waited 3 hours', 2, 'waited 3 hours'],
    ['1. When are you coming back?', 1, 'When are you coming back?'],
    ['five, great', 5, 'great'],
    ['I give you 4 because he was late', 4, 'because he was late'],
    ['He was late so 4 is enough', 4, 'He was late so 4 is enough'],
    ['⭐⭐ still leaking', 2, 'still leaking'],
    ['2, sigue goteando', 2, 'sigue goteando'],
    ['4, un poco tarde', 4, 'un poco tarde'],
    ['1, una visita muy mala', 1, 'una visita muy mala'],
    ['2, no vino nadie', 2, 'no vino nadie'],
    ['Cinco, muy bien', 5, 'muy bien'],
    ['Muy bien, 5', 5, 'Muy bien'],
    ['2, vis dar varva', 2, 'vis dar varva'],
    ['4, truputį vėlavo', 4, 'truputį vėlavo'],
    ['1, neveikia', 1, 'neveikia'],
    ['Penki, ačiū meistrui', 5, 'ačiū meistrui'],
    ['5 thanks a lot', 5, 'thanks a lot'],
    ['Labai gerai, 5', 5, 'Labai gerai'],
    ['2，还在漏水', 2, '还在漏水'],
    ['4分，有点晚', 4, '有点晚'],
    ['2分还是漏', 2, '还是漏'],
    ['五分，一切都好', 5, '一切都好'],
    ['非常满意，5分', 5, '非常满意'],
    ['不错，5分', 5, '不错'],
    ['我给5分，师傅很好', 5, '师傅很好'],
    ['2, come at 15:00', 2, 'come at 15:00'],
  ])('%j is %i', (text, value, comment) => {
    const { rule, ...read } = ask('csat', text);
    expect(read, rule).toEqual({ intent: 'score', value, comment });
  });
});

describe('what is asked again', () => {
  it.each<[ScoreQuestion, string, string]>([
    ['csat', '', 'empty'],
    ['csat', '   ', 'empty'],
    ['csat', '👍', 'score.none'],
    ['csat', '...', 'score.none'],
    ['csat', 'thanks', 'score.none'],
    ['csat', 'yes', 'score.none'],
    ['csat', 'Great service', 'score.none'],
    ['csat', 'waited 3 hours', 'score.none'],
    ['csat', 'call me at 5', 'score.none'],
    ['csat', 'the two came late', 'score.none'],
    ['csat', 'no one came', 'score.none'],
    ['csat', 'una visita', 'score.none'],
    ['csat', '十分满意', 'score.none'],
    ['csat', '等了三十分钟', 'score.none'],
    ['csat', '3分钟', 'score.none'],
    ['csat', '第一', 'score.none'],
    ['csat', 'llámame a las 5', 'score.none'],
    ['csat', 'laukiau 3 valandas', 'score.none'],
    ['nps', 'ten vis dar varva', 'score.none'],
    ['csat', '0', 'score.out-of-scale'],
    ['csat', '6', 'score.out-of-scale'],
    ['csat', '7', 'score.out-of-scale'],
    ['csat', '10', 'score.out-of-scale'],
    ['csat', 'ten', 'score.out-of-scale'],
    ['csat', 'diez', 'score.out-of-scale'],
    ['csat', 'dešimt', 'score.out-of-scale'],
    ['csat', '十分', 'score.out-of-scale'],
    ['csat', '十五分', 'score.out-of-scale'],
    ['csat', '******', 'score.out-of-scale'],
    ['csat', '55555', 'score.out-of-scale'],
    ['csat', '61234567', 'score.out-of-scale'],
    ['nps', '11', 'score.out-of-scale'],
    ['ces', '0', 'score.out-of-scale'],
    ['ces', '8', 'score.out-of-scale'],
    ['csat', '4.5', 'score.broken-number'],
    ['csat', '4,5', 'score.broken-number'],
    ['csat', '-1', 'score.broken-number'],
    ['csat', '4.5/5', 'score.broken-number'],
    ['csat', '8/10', 'score.other-scale'],
    ['csat', '5/10', 'score.other-scale'],
    ['nps', '5/5', 'score.other-scale'],
    ['csat', '4 or 5', 'score.several'],
    ['csat', '4 or five', 'score.several'],
    ['csat', '4 o 5', 'score.several'],
    ['csat', '4 arba 5', 'score.several'],
    ['csat', '4或5', 'score.several'],
    ['csat', '1-5', 'score.several'],
    ['csat', '4–5', 'score.several'],
    ['csat', '5 5', 'score.several'],
    ['csat', '3 ****', 'score.several'],
    ['csat', '+370 612 34567', 'score.several'],
    ['csat', 'not a 5', 'score.negated'],
    ['csat', 'no es un 5', 'score.negated'],
    ['csat', 'tikrai ne 5', 'score.negated'],
    ['csat', 'negaliu duoti 5', 'score.negated'],
    ['csat', '不是5分', 'score.negated'],
    ['csat', "I can't give you a 5", 'score.negated'],
    ['csat', '5 not!', 'score.negated'],
    ['csat', 'less than 3', 'score.compared'],
    ['csat', 'almost 5', 'score.compared'],
    ['csat', 'menos de 3', 'score.compared'],
    ['csat', 'beveik 5', 'score.compared'],
    ['csat', '不到3分', 'score.compared'],
    ['csat', 'is 5 the best?', 'score.asked-back'],
    ['csat', '1 is the best?', 'score.asked-back'],
  ])('%s %j: %s', (question, text, rule) => {
    expect(ask(question, text)).toEqual({ intent: 'unclear', rule });
  });

  it('reads 1,600 characters without effort', () => {
    expect(ask('csat', `2, ${'leaking '.repeat(200)}`)).toMatchObject({ intent: 'score', value: 2 });
    expect(ask('csat', 'no '.repeat(533)).intent).toBe('unclear');
  });
});
