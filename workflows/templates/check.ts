import type { Purpose } from '../domain/contact-rules.js';
import type { Fault } from '../domain/errors.js';
import { countSegments } from '../domain/text.js';
import type { Diacritics } from '../domain/text.js';
import { NO_REPLY_COUNTRIES, findForbiddenWord, hasOptOutLine, mandatoryParts } from './mandatory.js';
import { renderTemplate } from './render.js';
import type { TemplateTexts } from './render.js';
import { parseText } from './syntax.js';
import type { ParsedText } from './syntax.js';
import { LONGEST_VALUES } from './variables.js';

/** A text that needs more than this is too dear and too long to read. */
export const MAX_SEGMENTS = 3;

export interface TemplateDraft {
  readonly purpose: Purpose;
  readonly texts: TemplateTexts;
  /** ISO 3166-1 alpha-2: where it will be sent. Without it what holds everywhere is checked. */
  readonly country?: string;
  /** How the installation sends. Default `keep`. */
  readonly diacritics?: Diacritics;
}

/** `errors` keep a template from being stored; `warnings` are told to its writer. Paths are JSON Pointers. */
export interface TemplateCheck {
  readonly errors: Fault[];
  readonly warnings: Fault[];
}

/** Checks a template before it is stored: all faults at once, in all its languages. */
export function checkTemplate(draft: TemplateDraft): TemplateCheck {
  const languages = Object.keys(draft.texts);
  if (languages.length === 0) {
    return {
      errors: [{ path: '/texts', message: 'A template needs a text in one language at least.' }],
      warnings: [],
    };
  }
  const parsed = new Map(languages.map((language) => [language, parseText(draft.texts[language] ?? '')]));
  const errors = [
    ...languages.filter((language) => !isLanguageTag(language)).map(notALanguage),
    ...[...parsed].flatMap(([language, { faults }]) =>
      faults.map((message) => ({ path: pathOf(language), message })),
    ),
    ...compareVariables(parsed),
  ];
  const sound = languages.filter(
    (language) => isLanguageTag(language) && parsed.get(language)?.faults.length === 0,
  );
  const warnings = sound.flatMap((language) =>
    findWarnings(draft, language).map((message) => ({ path: pathOf(language), message })),
  );
  return { errors, warnings };
}

/** What one language of a sound template lacks: plain sentences. */
export function findWarnings(draft: TemplateDraft, language: string): string[] {
  return [...findMissingParts(draft, language), ...findExcess(draft, language)];
}

/** Business name and opt-out line, where purpose and country ask for them, and words that must not be asked for. */
export function findMissingParts({ purpose, texts, country }: TemplateDraft, language: string): string[] {
  const text = texts[language] ?? '';
  const needs = mandatoryParts(purpose, country);
  const where = country ? ` to ${country}` : '';
  const forbidden = findForbiddenWord(text);
  return [
    needs.company &&
      !/\{\s*company\s*\}/.test(text) &&
      `A ${purpose} message${where} must say who writes: {company} is missing.`,
    needs.optOut &&
      !hasOptOutLine(text) &&
      `A ${purpose} message${where} must say how to end them: a line with STOP is missing.`,
    forbidden !== null &&
      `Do not ask for ${forbidden}: Twilio acts on this word itself. Ask for 1 or 2, or C or R.`,
    purpose === 'survey' &&
      country &&
      NO_REPLY_COUNTRIES.has(country) &&
      `Replies from ${country} do not arrive: ask by a link or a call.`,
  ].filter((message): message is string => typeof message === 'string');
}

function findExcess({ texts, diacritics }: TemplateDraft, language: string): string[] {
  const { text } = renderTemplate({ texts, language, zone: 'UTC', values: LONGEST_VALUES, diacritics });
  const { segments } = countSegments(text);
  if (segments <= MAX_SEGMENTS) return [];
  return [`With the longest values the text takes ${segments} segments; at most ${MAX_SEGMENTS} are decent.`];
}

/** A value that one language uses and another leaves out is nearly always a slip of translation. */
function compareVariables(parsed: ReadonlyMap<string, ParsedText>): Fault[] {
  const sound = [...parsed].filter(([, { faults }]) => faults.length === 0);
  const all = new Set(sound.flatMap(([, { uses }]) => uses.map((use) => use.name)));
  return sound.flatMap(([language, { uses }]) => {
    const missing = [...all].filter((name) => !uses.some((use) => use.name === name));
    return missing.map((name) => ({
      path: pathOf(language),
      message: `{${name}} is missing; another language uses it.`,
    }));
  });
}

function isLanguageTag(language: string): boolean {
  return /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(language);
}

function notALanguage(language: string): Fault {
  return { path: pathOf(language), message: `"${language}" is not a language tag such as en or es-MX.` };
}

function pathOf(language: string): string {
  return `/texts/${language.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
