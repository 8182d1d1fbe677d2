import { describe, expect, it } from 'vitest';
import { type MailContent, composeMail } from './compose.js';

const LINKS = {
  answer: (value: number | string) => `https://care.example/a/tok/${value}`,
  unsubscribe: 'https://care.example/u/tok',
  preferences: 'https://care.example/p/tok',
};
const compose = (facts: Partial<MailContent> = {}) =>
  composeMail({
    subject: 'How did we do?',
    body: 'Hi Ana, Nordlicht here. How satisfied are you with our work? Reply STOP to opt out.',
    language: 'en',
    company: 'Nordlicht',
    question: 'none',
    links: LINKS,
    ...facts,
  });

describe('Both forms of a mail', () => {
  it('say the same words, without the line that asks for an answer of STOP', () => {
    const { text, html } = compose();
    for (const form of [text, html]) {
      expect(form).toContain('How satisfied are you with our work?');
      expect(form).not.toContain('STOP');
      expect(form).toContain('https://care.example/p/tok');
      expect(form).toContain('https://care.example/u/tok');
    }
  });

  it.each([
    ['csat', ['1', '2', '3', '4', '5']],
    ['nps', ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10']],
    ['ces', ['1', '2', '3', '4', '5', '6', '7']],
    ['yes-no', ['yes', 'no']],
  ] as const)('offer each answer to a %s question as a link', (question, values) => {
    const { text, html } = compose({ question });
    for (const form of [text, html]) {
      const found = [...form.matchAll(/https:\/\/care\.example\/a\/tok\/([a-z0-9-]+)/g)];
      expect(found.map(([, value]) => value)).toEqual(values);
    }
  });

  it.each([
    ['es', 'Elija su respuesta: (1 = mal, 5 = genial)'],
    ['zh', '请选择您的回答：'],
    ['lt', 'Pasirinkite atsakymą:'],
    ['de', 'Choose your answer:'],
  ])('are in the language of the text: %s', (language, line) => {
    const { text, html } = compose({ language, question: 'csat' });
    expect(text).toContain(line);
    expect(html).toContain(`<html lang="${language}">`);
  });
});

describe('The HTML form', () => {
  it('escapes whatever customers, staff and templates say', () => {
    const { html } = compose({
      subject: '</title><script>1</script>',
      body: 'Hi <img src=x onerror="alert(1)"> & "friends"',
      company: '<b>Bo</b>',
    });
    expect(html).not.toMatch(/<(script|img|b)\b/);
    expect(html).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; &quot;friends&quot;');
  });

  it('makes links of web addresses and of nothing else', () => {
    const { html } = compose({ body: 'See https://example.com/a?b=1&c=2. Or javascript:alert(1)' });
    expect(html).toContain('href="https://example.com/a?b=1&amp;c=2"');
    expect(html).not.toContain('href="javascript');
  });
});

describe('The headers', () => {
  it('offer one-click unsubscribing as RFC 8058 has it', () => {
    expect(compose().headers).toEqual({
      'List-Unsubscribe': '<https://care.example/u/tok>',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    });
  });

  it('offer none to staff, and the text stays whole', () => {
    const { headers, text } = compose({ links: null });
    expect(headers).toEqual({});
    expect(text).toContain('Reply STOP to opt out.');
  });
});
