import type { Channel } from '@aftercare/workflows/domain/contact-rules.js';
import { type Html, html } from '@aftercare/workflows/templates/html.js';
import { wordsIn } from '@aftercare/workflows/templates/question-words.js';
import type { CustomerPage } from '../common/customer-page.js';
import { LANGUAGES, PREFERENCE_WORDS, type PreferenceWords, SWITCHABLE, type Switchable } from './words.js';

/** One switch of the page. */
export interface Choice {
  purpose: Switchable;
  channel: Channel;
  allowed: boolean;
}

/** What the page of a customer shows. */
export interface Preferences {
  company: string;
  /** The customer's: that of our messages. */
  language: string;
  choices: readonly Choice[];
  /** The number to text START to, where the carrier blocks our texts; else null. */
  blockedNumber: string | null;
}

export type Done = 'saved' | 'stopped';

/** How a switch is called in the form. */
export const choiceName = ({ purpose, channel }: Pick<Choice, 'purpose' | 'channel'>): string =>
  `${purpose}.${channel}`;

/** The page with its switches, in the given language. It works without any script. */
export function preferencesPage(
  preferences: Preferences,
  language: string,
  done: Done | undefined,
): CustomerPage {
  const words = wordsIn(PREFERENCE_WORDS, language);
  const { company, choices, blockedNumber } = preferences;
  return {
    status: 200,
    language: pageLanguage(language),
    company,
    title: words.title,
    content: html`
      ${done && html`<p class="done" role="status">${words[done]}</p>`}
      <p>${words.intro(company)}</p>
      ${blockedNumber !== null && html`<p class="done">${words.blocked(blockedNumber)}</p>`}
      <form method="post" action="?lang=${language}">
        ${SWITCHABLE.map((purpose) =>
          switches(
            words,
            purpose,
            choices.filter((choice) => choice.purpose === purpose),
          ),
        )}
        <p class="soft">${words.safety}</p>
        ${languageField(words, preferences.language)}
        <button name="do" value="save">${words.save}</button>
      </form>
      <form method="post" action="?lang=${language}">
        <h2>${words.stopTitle}</h2>
        <p>${words.stopText}</p>
        <button class="second" name="do" value="stop">${words.stop}</button>
      </form>
      <nav aria-label="${Object.values(LANGUAGES).join(', ')}">
        <p>${languageLinks(language)}</p>
      </nav>
    `,
  };
}

function switches(words: PreferenceWords, purpose: Switchable, choices: readonly Choice[]): Html {
  const { name, hint } = words.purposes[purpose];
  return html`<fieldset>
    <legend>${name}</legend>
    <p class="soft">${hint}</p>
    ${choices.map((choice) => {
      const key = choiceName(choice);
      // What was shown comes back, so that only what the customer changed is written down.
      return html`<div class="choice">
        <input type="hidden" name="shown" value="${key}=${choice.allowed ? 'yes' : 'no'}" />
        <input type="checkbox" id="${key}" name="on" value="${key}" ${choice.allowed && html`checked`} />
        <label for="${key}">${words.channels[choice.channel]}</label>
      </div>`;
    })}
  </fieldset>`;
}

function languageField(words: PreferenceWords, current: string): Html {
  const names = { ...(current in LANGUAGES ? {} : { [current]: current }), ...LANGUAGES };
  return html`<div class="field">
    <label for="language">${words.language}</label>
    <select id="language" name="language">
      ${Object.entries(names).map(
        ([tag, name]) =>
          html`<option value="${tag}" lang="${tag}" ${tag === current && html`selected`}>${name}</option>`,
      )}
    </select>
  </div>`;
}

function languageLinks(current: string): Html[] {
  return Object.entries(LANGUAGES).map(([tag, name]) =>
    tag === pageLanguage(current)
      ? html`<span lang="${tag}" aria-current="true">${name}</span> `
      : html`<a href="?lang=${tag}" lang="${tag}">${name}</a> `,
  );
}

/** For a link that has expired, was revoked, or never was. It does not say which. */
export function gonePage(company: string, language: string, status: 404 | 410): CustomerPage {
  const { goneTitle, gone } = wordsIn(PREFERENCE_WORDS, language);
  return {
    status,
    language: pageLanguage(language),
    company,
    title: goneTitle,
    content: html`<p>${gone}</p>`,
  };
}

/** The language a page is written in, for a customer of any. */
export function pageLanguage(language: string): string {
  const tag = language.toLowerCase().split('-')[0]!;
  return tag in PREFERENCE_WORDS ? tag : 'en';
}
