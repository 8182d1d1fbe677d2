import { SegmentedMessage } from 'sms-segments-calculator';
import { describe, expect, it } from 'vitest';
import { countSegments, normaliseSmsText } from './text.js';

const lithuanian =
  'Gerbiamas kliente, primename, kad jūsų šildymo katilo metinė patikra suplanuota 2026-12-01 10:00. ' +
  'Patvirtinkite TAIP arba NE. Sustabdyti: STOP';
const spanish =
  'Hola, le recordamos su revision anual de la caldera el 1 de diciembre a las 10:00. ' +
  'Responda SI para confirmar o NO para cambiar la cita. STOP para no recibir mas SMS.';
const chinese =
  '尊敬的客户，您的锅炉年检安排在2026年12月1日10:00。请回复“是”确认或“否”改期。客服电话+37061234567。退订请回复TD。';

const vectors: [text: string, units: number, encoding: 'G' | 'U', segments: number][] = [
  ['Hi Ana, how was your visit with Aftercare? Reply 1-5 (5 = great). Reply STOP to opt out.', 88, 'G', 1],
  ['a'.repeat(160), 160, 'G', 1],
  ['a'.repeat(161), 161, 'G', 2],
  ['a'.repeat(306), 306, 'G', 2],
  ['a'.repeat(307), 307, 'G', 3],
  ['a'.repeat(158) + '€', 160, 'G', 1],
  ['a'.repeat(159) + '€', 161, 'G', 2],
  ['a'.repeat(152) + '€' + 'a'.repeat(152), 306, 'G', 3],
  ['Hola Señor Peña: ¿qué tal la visita? Responda del 1 al 5.', 57, 'G', 1],
  ['Hola Señor Peña: ¿Cómo fue su visita? Responda del 1 al 5.', 58, 'U', 1],
  [spanish, 166, 'G', 2],
  ['Sveiki, Rūta! Kaip vertinate vizitą? Atsakykite 1–5. Ačiū!', 58, 'U', 1],
  ['Sveiki, Ruta! Kaip vertinate vizita? Atsakykite 1-5. Aciu!', 58, 'G', 1],
  ['Gerbiamas kliente, primename, kad rytoj 10:00 atvyks meistras. Ačiū. OK', 71, 'U', 2],
  [lithuanian, 142, 'U', 3],
  ['您好，请为本次服务评分（1-5分）。回复TD退订。', 25, 'U', 1],
  [chinese, 71, 'U', 2],
  ['谢'.repeat(70), 70, 'U', 1],
  ['谢'.repeat(71), 71, 'U', 2],
  ['谢'.repeat(134), 134, 'U', 2],
  ['谢'.repeat(135), 135, 'U', 3],
  ['Thanks! 👍', 10, 'U', 1],
  ['a'.repeat(66) + '👍' + 'a'.repeat(66), 134, 'U', 3],
  ['We’re on our way', 16, 'U', 1],
  ['1\u00A0234,50\u00A0€', 10, 'U', 1],
  ['José', 4, 'G', 1],
  ['Jose\u0301', 5, 'U', 1],
  ['a'.repeat(1600), 1600, 'G', 11],
  ['谢'.repeat(1600), 1600, 'U', 24],
  ['', 0, 'G', 1],
];

describe('counting segments', () => {
  it.each(vectors)('%j', (text, units, encoding, segments) => {
    const expected = { encoding: encoding === 'G' ? 'GSM-7' : 'UCS-2', units, segments };
    expect(countSegments(text)).toMatchObject(expected);

    const theirs = new SegmentedMessage(text);
    expect({ encoding: theirs.encodingName, segments: theirs.segmentsCount }).toEqual({
      encoding: expected.encoding,
      segments,
    });
  });

  it('names the characters that force UCS-2, each once', () => {
    expect(countSegments('Ačiū, ačiū 👍').odd).toEqual(['č', 'ū', '👍']);
    expect(countSegments('Señor, 5 €').odd).toEqual([]);
  });
});

describe('normalising', () => {
  it.each([
    ['Jose\u0301', 'José'],
    ['1\u00A0234,50\u202F€\u20071', '1 234,50 € 1'],
    ['1–5 — yes−no‑go', '1-5 - yes-no-go'],
    ['We’re “fine” ‘now’', "We're \"fine\" 'now'"],
    ['ža\u00ADlia\u200B', 'žalia'],
    ['👨‍👩‍👧 stays whole', '👨‍👩‍👧 stays whole'],
  ])('%j becomes %j', (text, expected) => {
    expect(normaliseSmsText(text, { diacritics: 'keep' })).toBe(expected);
  });

  it('takes accents off only where GSM-7 lacks the letter', () => {
    const text =
      'Sveiki, Rūta! Kaip vertinate vizitą? Atsakykite 1–5. Ačiū! ¿Cómo está, Señor Peñé? Ça va, ŠIRDIS';
    const stripped = normaliseSmsText(text, { diacritics: 'strip' });
    expect(stripped).toBe(
      'Sveiki, Ruta! Kaip vertinate vizita? Atsakykite 1-5. Aciu! ¿Como esta, Señor Peñé? Ça va, SIRDIS',
    );
    expect(countSegments(stripped).encoding).toBe('GSM-7');
    expect(normaliseSmsText('谢谢', { diacritics: 'strip' })).toBe('谢谢');
  });
});
