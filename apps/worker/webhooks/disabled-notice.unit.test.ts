import { expect, it } from 'vitest';
import { disabledNotice, noticeLanguage } from './disabled-notice.js';

const SINCE = Date.parse('2027-03-01T22:30:00Z');

it.each([
  [['de', 'lt'], 'es', 'lt'],
  [[], 'zh', 'zh'],
  [['de'], 'fr', 'en'],
])('somebody who reads %j in a house of %s is told in %s', (languages, home, language) => {
  expect(noticeLanguage(languages, home)).toBe(language);
});

it.each([
  ['en', 'was switched off', '2 Mar 2027'],
  ['es', 'se ha desactivado', '2 mar 2027'],
  ['zh', '已停用', '2027年3月2日'],
  ['lt', 'išjungtas', '2027-03-02'],
])('the notice in %s names address and time of the house', (language, words, day) => {
  const notice = disabledNotice(
    { url: 'https://x.example/hook', since: SINCE, zone: 'Europe/Vilnius' },
    language,
  );
  expect(notice).toContain('https://x.example/hook');
  expect(notice).toContain(words);
  expect(notice).toContain(day);
});
