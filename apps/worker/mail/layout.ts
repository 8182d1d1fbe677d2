import { type Html, html } from '@aftercare/workflows/templates/html.js';
import type { MailParts } from './compose.js';

/** Mail programs know little: everything stands in the tags themselves, and nothing is fetched. */
const STYLE = {
  body: 'margin:0;padding:24px 12px;background:#f3f4f6;color:#1f2933;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif',
  card: 'max-width:560px;margin:0 auto;padding:24px;background:#ffffff;border-radius:8px',
  line: 'margin:0 0 16px',
  button:
    'display:inline-block;min-width:28px;margin:0 8px 8px 0;padding:10px 12px;border-radius:6px;background:#1d4e89;color:#ffffff;text-align:center;text-decoration:none;font-weight:600',
  foot: 'max-width:560px;margin:16px auto 0;padding:0 24px;color:#52606d;font-size:13px',
  link: 'color:#1d4e89',
};

/** The HTML form of a mail: the same words as its plain form, answers as buttons. */
export function layOutMail(parts: MailParts): string {
  const { subject, language, company, paragraphs, choices } = parts;
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${subject}</title>
      </head>
      <body style="${STYLE.body}">
        <div style="${STYLE.card}">
          ${paragraphs.map((line) => html`<p style="${STYLE.line}">${linked(line)}</p>`)} ${answersOf(parts)}
        </div>
        <div style="${STYLE.foot}">
          <p style="margin:0 0 4px">${company}</p>
          ${choices.map(({ label, url }) => html`<p style="margin:0 0 4px"><a style="${STYLE.link}" href="${url}">${label}</a></p>`)}
        </div>
      </body>
    </html> `.source;
}

function answersOf({ answers, answerLine }: MailParts): Html | null {
  if (answers.length === 0) return null;
  return html`<p style="${STYLE.line}">${answerLine}</p>
    <p style="margin:0">
      ${answers.map(({ label, url }) => html`<a style="${STYLE.button}" href="${url}">${label}</a> `)}
    </p>`;
}

const ADDRESS = /https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]。，；：！？）]/gu;

/** Web addresses in a text can be followed; nothing else in it means anything. */
function linked(line: string): Html[] {
  const texts = line.split(ADDRESS);
  const addresses = line.match(ADDRESS) ?? [];
  return texts.map((text, place) => {
    const url = addresses[place];
    return html`${text}${url !== undefined && html`<a style="${STYLE.link}" href="${url}">${url}</a>`}`;
  });
}
