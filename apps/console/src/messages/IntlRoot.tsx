import { type ReactNode, createContext, use, useEffect, useMemo, useState } from 'react';
import { IntlProvider } from 'react-intl';
import { type Messages, en } from './en';

/** Languages of the console, each named in itself. */
export const LANGUAGES = { en: 'English', es: 'Español', lt: 'Lietuvių', zh: '中文' } as const;
export type Language = keyof typeof LANGUAGES;

const STORED = 'aftercare.language';
const LOADERS: Record<Exclude<Language, 'en'>, () => Promise<Messages>> = {
  es: () => import('./es').then(({ es }) => es),
  lt: () => import('./lt').then(({ lt }) => lt),
  zh: () => import('./zh').then(({ zh }) => zh),
};

interface LanguageChoice {
  language: Language;
  choose: (language: Language) => void;
}

const Choice = createContext<LanguageChoice>({ language: 'en', choose: () => undefined });

/** All words of the console, in the language that was chosen here before or that the browser asks for. */
export function IntlRoot({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(initialLanguage);
  const [loaded, setLoaded] = useState<{ language: Language; messages: Messages } | null>(
    language === 'en' ? { language, messages: en } : null,
  );

  useEffect(() => {
    let wanted = true;
    const load = language === 'en' ? Promise.resolve(en) : LOADERS[language]();
    void load.then((messages) => wanted && setLoaded({ language, messages }));
    return () => {
      wanted = false;
    };
  }, [language]);

  useEffect(() => {
    if (loaded) document.documentElement.lang = loaded.language;
  }, [loaded]);

  const choice = useMemo(
    () => ({
      language,
      choose: (chosen: Language) => {
        localStorage.setItem(STORED, chosen);
        setLanguage(chosen);
      },
    }),
    [language],
  );

  if (!loaded) return null;
  return (
    <Choice value={choice}>
      <IntlProvider locale={loaded.language} messages={loaded.messages}>
        {children}
      </IntlProvider>
    </Choice>
  );
}

export function useLanguage(): LanguageChoice {
  return use(Choice);
}

function initialLanguage(): Language {
  const stored = localStorage.getItem(STORED);
  const asked = [stored, ...navigator.languages].map((tag) => tag?.slice(0, 2).toLowerCase());
  return asked.find(isLanguage) ?? 'en';
}

function isLanguage(text: string | undefined): text is Language {
  return text !== undefined && text in LANGUAGES;
}
