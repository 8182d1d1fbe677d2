import { Html, html } from '@aftercare/workflows/templates/html.js';
import type { Response } from 'express';

/** Addresses of pages for customers: their preferences, the answers of a mail, no more mails, a visit, guides. Short, for texts. */
export const CUSTOMER_PAGES = ['/p', '/a', '/u', '/v', '/g'];

/** A page for a customer, who has no sign-in, perhaps an old phone, and no need of scripts. */
export interface CustomerPage {
  /** HTTP status. */
  status: number;
  language: string;
  company: string;
  title: string;
  content: Html;
}

/** One small sheet for all of them, in the page itself: one request, light and dark. */
const STYLE = new Html(`
:root { color-scheme: light dark; --ink: #1f2933; --soft: #52606d; --paper: #fff; --ground: #f3f4f6; --line: #9aa5b1; --accent: #1d4e89; --on-accent: #fff; }
@media (prefers-color-scheme: dark) { :root { --ink: #f0f4f8; --soft: #bcccdc; --paper: #1f2933; --ground: #12181f; --line: #7b8794; --accent: #8ec5ff; --on-accent: #10263d; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 1rem; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { max-width: 36rem; margin: 0 auto; padding: 1.25rem; background: var(--paper); border-radius: .5rem; }
h1 { margin: 0 0 .75rem; font-size: 1.375rem; line-height: 1.25; }
h2 { margin: 2rem 0 .5rem; font-size: 1.125rem; }
p { margin: 0 0 1rem; overflow-wrap: anywhere; }
.soft, footer { color: var(--soft); }
blockquote { margin: 0 0 1rem; padding: .5rem 1rem; border-left: .25rem solid var(--line); overflow-wrap: anywhere; }
fieldset { margin: 0 0 1.25rem; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: .375rem; }
legend { padding: 0 .375rem; font-weight: 600; }
.choice { display: flex; align-items: center; gap: .75rem; min-height: 2.75rem; }
.choice input { flex: none; width: 1.375rem; height: 1.375rem; margin: 0; accent-color: var(--accent); }
.choice label { flex: 1; padding: .5rem 0; }
select, textarea { width: 100%; padding: .625rem; border: 1px solid var(--line); border-radius: .375rem; background: var(--paper); color: var(--ink); font: inherit; }
.field { margin: 0 0 1.25rem; }
.field label { display: block; margin-bottom: .25rem; font-weight: 600; }
button { min-height: 2.75rem; padding: .5rem 1.25rem; border: 1px solid var(--accent); border-radius: .375rem; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; cursor: pointer; }
button.second { background: transparent; color: var(--accent); }
a { color: var(--accent); }
:focus-visible { outline: .1875rem solid var(--accent); outline-offset: .125rem; }
.done { padding: .75rem 1rem; border: 1px solid var(--line); border-left: .375rem solid var(--accent); border-radius: .25rem; }
footer { max-width: 36rem; margin: 1rem auto 0; padding: 0 1.25rem; font-size: .875rem; }
`);

/** The whole document. Sets the headers of `response` with it: nobody keeps, frames or lists such a page. */
export function renderCustomerPage(response: Response, page: CustomerPage): string {
  const { status, language, company, title, content } = page;
  response.status(status).type('html');
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('X-Robots-Tag', 'noindex, nofollow');
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – ${company}</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
        <footer>${company}</footer>
      </body>
    </html> `.source;
}
