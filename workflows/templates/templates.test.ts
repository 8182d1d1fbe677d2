import { describe, expect, it } from 'vitest';
import { checkTemplate } from './check.js';
import { previewTemplate } from './preview.js';
import { renderTemplate } from './render.js';

const due = 1_796_119_200_000; // 2026-12-01T10:00:00Z
const texts = {
  en: 'Hi {name}, your visit is on {due, date, long} at {due, time, short}. {company}',
  es: 'Hola {name}, su visita es el {due, date, long} a las {due, time, short}. {company}',
  lt: '{name}, vizitas {due, date, long} {due, time, short}. {company}',
  zh: '{name}，上门时间：{due, date, long} {due, time, short}。{company}',
};
const values = { name: 'Rūta', company: 'Aftercare', due };

describe('rendering', () => {
  it.each([
    ['en', 'Europe/Vilnius', 'Hi Rūta, your visit is on December 1, 2026 at 12:00 PM. Aftercare'],
    ['es', 'America/Mexico_City', 'Hola Rūta, su visita es el 1 de diciembre de 2026 a las 4:00. Aftercare'],
    ['lt', 'Europe/Vilnius', 'Rūta, vizitas 2026 m. gruodžio 1 d. 12:00. Aftercare'],
    ['zh', 'Asia/Shanghai', 'Rūta，上门时间：2026年12月1日 18:00。Aftercare'],
    ['en', 'Pacific/Kiritimati', 'Hi Rūta, your visit is on December 2, 2026 at 12:00 AM. Aftercare'],
  ])('in %s and %s, with plain spaces only', (language, zone, expected) => {
    expect(renderTemplate({ texts, language, zone, values })).toEqual({ text: expected, language });
  });

  it.each([
    ['es-MX', 'es'],
    ['zh-Hans-CN', 'zh'],
    ['LT', 'lt'],
    ['en-GB', 'en'],
    ['pl', 'en'],
  ])('%s gets the text in %s', (language, taken) => {
    expect(renderTemplate({ texts, language, zone: 'UTC', values }).language).toBe(taken);
  });

  it('writes dates as the region does', () => {
    expect(renderTemplate({ texts, language: 'en-GB', zone: 'UTC', values }).text).toContain(
      '1 December 2026 at 10:00',
    );
  });

  it('throws rather than leave a hole', () => {
    const missing = () =>
      renderTemplate({ texts, language: 'en', zone: 'UTC', values: { name: 'Ana', due } });
    expect(missing).toThrow(expect.objectContaining({ code: 'template.cannot-render' }));
    const none = () => renderTemplate({ texts: { es: 'Hola' }, language: 'lt', zone: 'UTC', values: {} });
    expect(none).toThrow(expect.objectContaining({ code: 'template.no-text' }));
  });

  it.each([
    ['http://evil.example/x', 'Hi, from Aftercare'],
    ['Ana www.evil.example', 'Hi Ana, from Aftercare'],
    ['Ana evil.com/pay', 'Hi Ana, from Aftercare'],
    ['Ana\r\nSTOP', 'Hi Ana STOP, from Aftercare'],
    ['A\u0007na\u202E', 'Hi A na, from Aftercare'],
    ['St.John', 'Hi St.John, from Aftercare'],
    ["O'Brien <b>{company}</b>", "Hi O'Brien <b>{company}</b>, from Aftercare"],
    ['Maximiliano Alejandro de la Santísima Trinidad', 'Hi Maximiliano Alejandro de la, from Aftercare'],
  ])('a name such as %j does no harm', (name, expected) => {
    const message = { en: 'Hi {name}, from {company}' };
    const { text } = renderTemplate({
      texts: message,
      language: 'en',
      zone: 'UTC',
      values: { name, company: 'Aftercare' },
    });
    expect(text).toBe(expected);
  });

  it('keeps our own link and knows Lithuanian plurals', () => {
    const message = { lt: '{name, select, other {Sveiki}} {link}' };
    const link = 'https://care.example.com/p/1';
    expect(
      renderTemplate({ texts: message, language: 'lt', zone: 'UTC', values: { name: 'x', link } }).text,
    ).toBe(`Sveiki ${link}`);
  });
});

describe('checking', () => {
  it.each<[string, Record<string, string>, string, RegExp]>([
    ['a brace left open', { en: 'Hi {name' }, '/texts/en', /cannot be read/],
    ['a select without other', { en: '{name, select, a {b}} {company}' }, '/texts/en', /other/],
    ['an unknown variable', { en: 'Hi {nmae} {company}' }, '/texts/en', /\{nmae\} is not known/],
    ['a tag', { en: '<b>Hi</b> {company}' }, '/texts/en', /is a tag/],
    ['an instant without a form', { en: '{due} {company}' }, '/texts/en', /needs a form/],
    ['a text as a number', { en: '{name, number} {company}' }, '/texts/en', /cannot be a number/],
    ['an empty text', { en: ' ' }, '/texts/en', /empty/],
    [
      'a variable that one language lacks',
      { en: '{name} {company}', es: '{company}' },
      '/texts/es',
      /\{name\} is missing/,
    ],
    ['no language tag', { english1: '{company}' }, '/texts/english1', /language tag/],
    ['no text at all', {}, '/texts', /one language/],
  ])('%s is an error', (_, faulty, path, message) => {
    expect(checkTemplate({ purpose: 'service', texts: faulty }).errors).toEqual([
      { path, message: expect.stringMatching(message) },
    ]);
  });

  it('lists all faults at once', () => {
    const { errors } = checkTemplate({ purpose: 'service', texts: { en: '{nmae} {due}', es: '{' } });
    expect(errors.map((error) => error.path)).toEqual(['/texts/en', '/texts/en', '/texts/es']);
  });

  it.each<[string, Parameters<typeof checkTemplate>[0], RegExp[]]>([
    ['nothing to say', { purpose: 'service', texts }, []],
    ['no name of the business', { purpose: 'service', texts: { en: 'Hi' } }, [/who writes/]],
    ['no way out of a survey', { purpose: 'survey', texts: { en: '{company}: 1-5?' } }, [/STOP/]],
    [
      'no way out of a service text to Canada',
      { purpose: 'service', country: 'CA', texts: { en: '{company}' } },
      [/STOP/],
    ],
    [
      'a survey to China',
      { purpose: 'survey', country: 'CN', texts: { zh: '{company} 退订回TD' } },
      [/do not arrive/],
    ],
    ['a word that Twilio takes', { purpose: 'service', texts: { en: '{company}: reply YES' } }, [/YES/]],
    [
      'a text too long',
      { purpose: 'service', texts: { en: `{company} ${'a'.repeat(460)}` } },
      [/4 segments/],
    ],
    ['an answer needs neither', { purpose: 'confirmation', texts: { en: 'Thanks!' } }, []],
  ])('%s', (_, draft, messages) => {
    const { errors, warnings } = checkTemplate(draft);
    expect(errors).toEqual([]);
    expect(warnings.map((warning) => warning.message)).toEqual(
      messages.map((one) => expect.stringMatching(one)),
    );
  });
});

describe('preview', () => {
  it('counts the text as it would be sent', () => {
    const preview = previewTemplate({
      purpose: 'survey',
      country: 'LT',
      texts: { en: 'Hi {name} – {company}, 1–5? STOP', lt: '{name}, kaip vertinate vizitą? {company}' },
      sample: { name: 'Ana', company: 'Aftercare' },
    });
    expect(preview['en']).toEqual({
      text: 'Hi Ana - Aftercare, 1-5? STOP',
      encoding: 'GSM-7',
      units: 29,
      segments: 1,
      odd: [],
      problems: [],
      withoutDiacritics: { encoding: 'GSM-7', units: 29, segments: 1 },
    });
    expect(preview['lt']).toMatchObject({
      encoding: 'UCS-2',
      odd: ['ą'],
      withoutDiacritics: { encoding: 'GSM-7' },
    });
    expect(preview['lt']?.problems).toEqual([expect.stringContaining('STOP')]);
  });

  it('takes instants as text and in a zone', () => {
    const preview = previewTemplate({
      purpose: 'service',
      texts: { lt: '{company}: {due, time, short}' },
      sample: { company: 'Aftercare', due: '2026-12-01T10:00:00Z' },
      zone: 'Europe/Vilnius',
    });
    expect(preview['lt']?.text).toBe('Aftercare: 12:00');
  });

  it('shows a faulty text as it is written and says why', () => {
    const preview = previewTemplate({ purpose: 'confirmation', texts: { en: 'Hi {name' }, sample: {} });
    expect(preview['en']).toMatchObject({
      text: 'Hi {name',
      problems: [expect.stringContaining('cannot be read')],
    });
  });

  it('an unknown variable is a problem even when the sample has it', () => {
    const preview = previewTemplate({
      purpose: 'confirmation',
      texts: { en: '{score}' },
      sample: { score: 5 },
    });
    expect(preview['en']).toMatchObject({
      text: '5',
      problems: [expect.stringContaining('{score} is not known')],
    });
  });
});
