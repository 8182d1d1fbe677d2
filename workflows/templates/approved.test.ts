import { describe, expect, it } from 'vitest';
import { approvedVariables, checkApproved } from './approved.js';

const ID = `HX${'0a'.repeat(16)}`;
const TEXTS = {
  en: 'Hi {name}, {staff} comes on {due, date, long} at {due, time, short}. See you, {name}! {company}',
  lt: '{company}: {name}, laukite {due, date, long}. {staff}, {due, time, short}',
};
const REQUEST = {
  texts: TEXTS,
  language: 'en',
  zone: 'Europe/Vilnius',
  values: { name: 'Ana', staff: 'Tomas', company: 'Nordlicht', due: '2027-03-01T07:30:00Z' },
};

describe('approvedVariables', () => {
  it.each([
    ['en-GB', 'en', ['Ana', 'Tomas', '1 March 2027', '09:30', 'Nordlicht']],
    ['lt', 'lt', ['Nordlicht', 'Ana', '2027 m. kovo 1 d.', 'Tomas', '09:30']],
  ])('gives each value once, in the order of the text: %s', (language, taken, values) => {
    expect(approvedVariables({ ...REQUEST, language }, taken)).toEqual(values);
  });

  it('refuses to leave a hole', () => {
    expect(() => approvedVariables({ ...REQUEST, values: { name: 'Ana' } }, 'en')).toThrow();
  });
});

describe('checkApproved', () => {
  it.each([
    ['the id of a content', { en: ID }, []],
    ['something else', { en: 'HX123' }, ['/whatsapp/en']],
    ['a language without a text', { de: ID }, ['/whatsapp/de']],
  ])('%s', (_, whatsapp, paths) => {
    expect(checkApproved(whatsapp as Record<string, string>, TEXTS).map(({ path }) => path)).toEqual(paths);
  });

  it('a text that chooses its words', () => {
    const texts = { en: '{name, select, other {Hello}}' };
    expect(checkApproved({ en: ID }, texts)[0]!.message).toMatch(/chooses its words/);
  });
});
