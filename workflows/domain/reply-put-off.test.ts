import { describe, expect, it } from 'vitest';
import { readPutOff } from './reply-put-off.js';
import { parseDuration } from './time.js';

describe('asking to be reminded at another time', () => {
  it.each([
    ['remind me next week', 'P7D'],
    ['Remind me next week please!', 'P7D'],
    ['can you ask me again tomorrow?', 'P1D'],
    ['Remind me in 3 days', 'P3D'],
    ['text me in 2 weeks', 'P14D'],
    ['remind me later', 'P7D'],
    ['next month', 'P1M'],
    ['not now', 'P7D'],
    ['Recuérdame la próxima semana', 'P7D'],
    ['recuérdemelo mañana por favor', 'P1D'],
    ['Avísenme en 10 días', 'P10D'],
    ['más tarde', 'P7D'],
    ['dentro de un mes', 'P1M'],
    ['Priminkite kitą savaitę', 'P7D'],
    ['priminkit po 3 dienų, priminkite po 3 dienų', 'P3D'],
    ['parašykite rytoj', 'P1D'],
    ['vėliau', 'P7D'],
    ['po mėnesio', 'P1M'],
    ['下周再提醒我', 'P7D'],
    ['请明天提醒我', 'P1D'],
    ['3天后提醒我', 'P3D'],
    ['过几天再说提醒我', 'P7D'],
    ['下个月', 'P1M'],
  ])('%s', (text, duration) => {
    expect(readPutOff(text)).toEqual(parseDuration(duration));
  });

  it.each([
    'yes',
    'no',
    '1',
    'no, it broke again tomorrow morning',
    'call me tomorrow',
    'the fitter said he would come next week and never did',
    'El técnico viene mañana a las 10',
    'Meistras žadėjo atvykti kitą savaitę',
    '师傅说下周来',
    'in 400 days',
    'remind me how much it costs',
    '',
    '👍',
  ])('"%s" is none', (text) => {
    expect(readPutOff(text)).toBeNull();
  });
});
