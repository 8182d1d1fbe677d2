import type { OpenedQuestion } from '@aftercare/db/answers.js';
import { type AnswerValue, answersTo } from '@aftercare/workflows/domain/scale.js';
import { html } from '@aftercare/workflows/templates/html.js';
import { withoutOptOutLine } from '@aftercare/workflows/templates/mandatory.js';
import { answerLabel, scaleLegend, wordsIn } from '@aftercare/workflows/templates/question-words.js';
import type { CustomerPage } from '../common/customer-page.js';
import { ANSWER_WORDS } from './words.js';

/** The answer that was chosen in the mail, to be confirmed or changed: programs that follow links confirm nothing. */
export function answerPage(
  company: string,
  { question, body, language }: OpenedQuestion,
  chosen: string,
): CustomerPage {
  const words = wordsIn(ANSWER_WORDS, language);
  const values = answersTo(question);
  return {
    status: 200,
    language,
    company,
    title: words.title,
    content: html`
      <blockquote>${withoutOptOutLine(body)}</blockquote>
      <form method="post" action="./">
        <fieldset>
          <legend>${words.title}</legend>
          <p class="soft">${scaleLegend(question, values, language)}</p>
          ${values.map((value) => radio(value, language, String(value) === chosen))}
        </fieldset>
        <div class="field">
          <label for="comment">${words.comment}</label>
          <textarea id="comment" name="comment" rows="3" maxlength="1000"></textarea>
        </div>
        <button>${words.send}</button>
      </form>
    `,
  };
}

function radio(value: AnswerValue, language: string, checked: boolean) {
  const id = `answer-${value}`;
  return html`<div class="choice">
    <input type="radio" id="${id}" name="value" value="${value}" required ${checked && html`checked`} />
    <label for="${id}">${answerLabel(value, language)}</label>
  </div>`;
}

export function thanksPage(company: string, language: string): CustomerPage {
  const { thanksTitle, thanks } = wordsIn(ANSWER_WORDS, language);
  return {
    status: 200,
    language,
    company,
    title: thanksTitle,
    content: html`<p role="status">${thanks}</p>`,
  };
}

export function closedPage(company: string, language: string): CustomerPage {
  const { closedTitle, closed } = wordsIn(ANSWER_WORDS, language);
  return { status: 410, language, company, title: closedTitle, content: html`<p>${closed}</p>` };
}
