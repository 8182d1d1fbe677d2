import type { Messages } from './en';
import { enFirst } from './first/en';

/** Languages of the console, each named in itself. */
export const LANGUAGES = { en: 'English', es: 'Español', lt: 'Lietuvių', zh: '中文' } as const;
export type Language = keyof typeof LANGUAGES;

/** Words of some rooms, or of all. */
export type Dictionary = Partial<Messages>;

/** What the board and the sign-in need. */
export const FIRST: Record<Exclude<Language, 'en'>, () => Promise<Dictionary>> & { en: Dictionary } = {
  en: enFirst,
  es: () => import('./first/es').then(({ esFirst }) => esFirst),
  lt: () => import('./first/lt').then(({ ltFirst }) => ltFirst),
  zh: () => import('./first/zh').then(({ zhFirst }) => zhFirst),
};

export const ALL: Record<Language, () => Promise<Messages>> = {
  en: () => import('./en').then(({ en }) => en),
  es: () => import('./es').then(({ es }) => es),
  lt: () => import('./lt').then(({ lt }) => lt),
  zh: () => import('./zh').then(({ zh }) => zh),
};

let isAllWanted = false;
const listeners = new Set<() => void>();
let tellReady: () => void;
const ready = new Promise<void>((resolve) => {
  tellReady = resolve;
});

/** Whether words of all rooms are wanted; told to whoever shows words. */
export const allWords = {
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  areWanted: (): boolean => isAllWanted,
  /** Called by whoever shows words, once they are there. */
  areThere: (): void => tellReady(),
};

/** Waits until the words of every room are there: all rooms but the board call it before they show anything. */
export function needAllWords(): Promise<void> {
  isAllWanted = true;
  listeners.forEach((listener) => listener());
  return ready;
}
