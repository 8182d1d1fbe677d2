import { type Html, html } from '@aftercare/workflows/templates/html.js';
import type { MailStore, StoredMail } from './store.js';

const STYLE = html`<style>
  :root {
    color-scheme: light dark;
  }
  body {
    max-width: 60rem;
    margin: 0 auto;
    padding: 1rem;
    font:
      1rem/1.5 system-ui,
      sans-serif;
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: 0.375rem 0.75rem 0.375rem 0;
    text-align: left;
    vertical-align: top;
    overflow-wrap: anywhere;
  }
  tbody tr {
    border-top: 1px solid gray;
  }
  pre {
    padding: 1rem;
    border: 1px solid gray;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  iframe {
    width: 100%;
    height: 32rem;
    border: 1px solid gray;
    background: white;
  }
</style>`;
/** What a reader may want to see of the head of a mail. */
const SHOWN_HEADERS = [
  'from',
  'to',
  'reply-to',
  'date',
  'message-id',
  'list-unsubscribe',
  'list-unsubscribe-post',
];

/** All mails, newest first. */
export function listPage(store: MailStore, to: string | null): string {
  const mails = [...store.list(to)].reverse();
  const content = html`
    <form>
      <label>To <input type="search" name="to" value="${to}" /></label> <button>Show</button>
    </form>
    ${mails.length === 0 ? html`<p>No mail has come.</p>` : mailTable(store, mails)}
  `;
  return page('Mails', content);
}

function mailTable(store: MailStore, mails: readonly StoredMail[]): Html {
  return html`<table>
    <thead>
      <tr>
        <th scope="col">Received</th>
        <th scope="col">To</th>
        <th scope="col">Subject</th>
      </tr>
    </thead>
    <tbody>
      ${mails.map(
        (mail) =>
          html`<tr>
            <td>${mail.receivedAt.slice(0, 19).replace('T', ' ')}</td>
            <td>${mail.to.join(', ')}</td>
            <td><a href="/mails/${store.numberOf(mail)}">${mail.subject || '(no subject)'}</a></td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** One mail: its head, its HTML in a frame that can do nothing but open links, and its plain text. */
export function mailPage(mail: StoredMail): string {
  const headers = mail.headers ?? { from: mail.from, to: mail.to.join(', ') };
  const shown = SHOWN_HEADERS.filter((name) => headers[name] !== undefined);
  return page(
    mail.subject || '(no subject)',
    html`
      <p><a href="/">All mails</a></p>
      <table>
        <tbody>
          ${shown.map(
            (name) =>
              html`<tr>
                <th scope="row">${name}</th>
                <td>${headers[name]}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      ${
        mail.html !== null &&
        html`<h2>HTML</h2>
          <iframe
            title="The mail as HTML"
            sandbox="allow-popups allow-popups-to-escape-sandbox"
            srcdoc="${linksOutside(mail.html)}"
          ></iframe>`
      }
      <h2>Plain text</h2>
      <pre>${mail.text}</pre>
    `,
  );
}

/** Links of a mail open a tab of their own, as in a mail program. */
function linksOutside(source: string): string {
  return source.replace(/<head>/i, '<head><base target="_blank">');
}

function page(title: string, content: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${STYLE}
      </head>
      <body>
        <h1>${title}</h1>
        ${content}
      </body>
    </html> `.source;
}
