import type { Instant } from '@aftercare/workflows/domain/time.js';

type Say = (url: string, since: string) => string;

const WORDS: Readonly<Record<string, Say>> = {
  en: (url, since) =>
    `The webhook ${url} was switched off: nothing has arrived there since ${since}. Mend it, switch it on again and deliver anew what failed.`,
  es: (url, since) =>
    `El webhook ${url} se ha desactivado: no llega nada desde ${since}. Arréglelo, actívelo de nuevo y vuelva a entregar lo que falló.`,
  zh: (url, since) =>
    `Webhook ${url} 已停用：自 ${since} 起没有任何内容送达。请修复后重新启用，并重新投递失败的事件。`,
  lt: (url, since) =>
    `Webhook ${url} išjungtas: nuo ${since} ten niekas nepasiekia. Sutvarkykite, vėl įjunkite ir pristatykite iš naujo, kas nepavyko.`,
};

/** The first language of a reader that we have words in, else the organisation's, else English. */
export function noticeLanguage(languages: readonly string[], home: string): string {
  return [...languages, home].find((language) => language in WORDS) ?? 'en';
}

/** What people are told when an endpoint was given up. @param since read in the organisation's `zone` */
export function disabledNotice(
  { url, since, zone }: { url: string; since: Instant; zone: string },
  language: string,
): string {
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    ...{ dateStyle: 'medium', timeStyle: 'short', timeZone: zone },
  });
  return (WORDS[language] ?? WORDS['en']!)(url, format.format(since));
}
