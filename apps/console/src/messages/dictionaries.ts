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

type Wait = { resolve: () => void; reject: (error: unknown) => void };

let isAllWanted = false;
let areAllThere = false;
const waits: Wait[] = [];
const listeners = new Set<() => void>();

function want(all: boolean): void {
  isAllWanted = all;
  listeners.forEach((listener) => listener());
}

/** Whether words of all rooms are wanted; told to whoever shows words. */
export const allWords = {
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  areWanted: (): boolean => isAllWanted,
  /** Called by whoever shows words, once they are there. */
  areThere: (): void => {
    areAllThere = true;
    waits.splice(0).forEach(({ resolve }) => resolve());
  },
  /** They could not be loaded: the rooms that wait say so, and can be tried again. */
  areMissing: (error: unknown): void => {
    if (areAllThere) return;
    want(false);
    waits.splice(0).forEach(({ reject }) => reject(error));
  },
};

/** Waits until the words of every room are there: all rooms but the board call it before they show anything. */
export function needAllWords(): Promise<void> {
  if (areAllThere) return Promise.resolve();
  return new Promise((resolve, reject) => {
    waits.push({ resolve, reject });
    want(true);
  });
}
