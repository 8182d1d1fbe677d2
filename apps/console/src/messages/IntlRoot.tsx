import {
  type ReactNode,
  createContext,
  use,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { IntlProvider } from 'react-intl';
import { ALL, allWords, type Dictionary, FIRST, LANGUAGES, type Language } from './dictionaries';

const STORED = 'aftercare.language';

interface Loaded {
  language: Language;
  messages: Dictionary;
  isAll: boolean;
}

interface LanguageChoice {
  language: Language;
  choose: (language: Language) => void;
}

const Choice = createContext<LanguageChoice>({ language: 'en', choose: () => undefined });

/**
 * The words of the console, in the language that was chosen here before or that the browser asks for: those of the
 * board at first, those of all rooms once one of the others is opened.
 * @param known where no room asks for words: tests of single components
 */
export function IntlRoot({ children, known }: { children: ReactNode; known?: Dictionary }) {
  const [language, setLanguage] = useState(initialLanguage);
  const isAll = useSyncExternalStore(allWords.subscribe, allWords.areWanted);
  const [loaded, setLoaded] = useState<Loaded | null>(
    language === 'en' ? { language, messages: known ?? FIRST.en, isAll: known !== undefined } : null,
  );

  useEffect(() => {
    if (loaded?.language === language && (loaded.isAll || !isAll)) return;
    let wanted = true;
    load(language, isAll).then(
      (messages) => wanted && setLoaded({ language, messages, isAll }),
      (error: unknown) => allWords.areMissing(error),
    );
    return () => {
      wanted = false;
    };
  }, [language, isAll, loaded]);

  useEffect(() => {
    if (loaded?.isAll) allWords.areThere();
  }, [loaded]);

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
      <IntlProvider locale={loaded.language} messages={loaded.messages as Record<string, string>}>
        {children}
      </IntlProvider>
    </Choice>
  );
}

export function useLanguage(): LanguageChoice {
  return use(Choice);
}

function load(language: Language, isAll: boolean): Promise<Dictionary> {
  if (isAll) return ALL[language]();
  return language === 'en' ? Promise.resolve(FIRST.en) : FIRST[language]();
}

function initialLanguage(): Language {
  const stored = localStorage.getItem(STORED);
  const asked = [stored, ...navigator.languages].map((tag) => tag?.slice(0, 2).toLowerCase());
  return asked.find(isLanguage) ?? 'en';
}

function isLanguage(text: string | undefined): text is Language {
  return text !== undefined && text in LANGUAGES;
}
