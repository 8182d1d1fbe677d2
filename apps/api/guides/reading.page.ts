import { type Html, html } from '@aftercare/workflows/templates/html.js';
import { wordsIn } from '@aftercare/workflows/templates/question-words.js';
import type { CustomerPage } from '../common/customer-page.js';
import type { GuideView } from './guides.schema.js';
import { renderMarkdown } from './markdown.js';
import { GUIDE_WORDS } from './words.js';

/** A guide in one of its languages, with the address it is read at. */
export interface ShownGuide {
  guide: GuideView;
  language: string;
  company: string;
  token: string;
}

/** What a link shows first. Programs that look at links get no further, so only the button counts as read. */
export function landingPage(shown: ShownGuide): CustomerPage {
  const { read } = wordsIn(GUIDE_WORDS, shown.language);
  return page(
    shown,
    html`<form method="post" action="/g/${shown.token}">
        <input type="hidden" name="language" value="${shown.language}" />
        <button>${read}</button>
      </form>
      ${others(shown)}`,
  );
}

export function readingPage(shown: ShownGuide, answered: boolean): CustomerPage {
  const { helped, yes, no, thanks } = wordsIn(GUIDE_WORDS, shown.language);
  const { text } = shown.guide.pages[shown.language]!;
  const question = html`<form method="post" action="/g/${shown.token}/helped">
    <input type="hidden" name="language" value="${shown.language}" />
    <fieldset>
      <legend>${helped}</legend>
      <button name="helped" value="yes">${yes}</button>
      <button class="second" name="helped" value="no">${no}</button>
    </fieldset>
  </form>`;
  const end = answered ? html`<p class="done" role="status">${thanks}</p>` : question;
  return page(shown, html`${renderMarkdown(text)}${end}${others(shown)}`);
}

function page({ guide, language, company }: ShownGuide, content: Html): CustomerPage {
  return { status: 200, language, company, title: guide.pages[language]!.title, content };
}

/** The same guide in its other languages; choosing one there is reading it. */
function others({ guide, language, token }: ShownGuide): Html {
  const { languages } = wordsIn(GUIDE_WORDS, language);
  const more = Object.keys(guide.pages).filter((one) => one !== language);
  if (more.length === 0) return html``;
  return html`<form method="post" action="/g/${token}">
    <fieldset>
      <legend>${languages}</legend>
      ${more.map(
        (one) =>
          html`<button class="second" name="language" value="${one}" lang="${one}">
            ${wordsIn(GUIDE_WORDS, one).name}
          </button> `,
      )}
    </fieldset>
  </form>`;
}
