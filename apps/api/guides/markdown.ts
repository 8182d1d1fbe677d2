import { Html } from '@aftercare/workflows/templates/html.js';
import MarkdownIt from 'markdown-it';

/** Tags in the text are shown as they are typed, addresses of scripts are no links, and no picture is fetched from elsewhere. */
const MARKDOWN = new MarkdownIt('default', { html: false, linkify: true, breaks: true }).disable('image');

/** Pages have one heading of the first level, their title. */
const LOWERED = { h1: 'h2', h2: 'h3', h3: 'h4', h4: 'h5', h5: 'h6', h6: 'h6' } as const;

/** A guide's words as a part of a page. Whatever is written, nothing in it can run. */
export function renderMarkdown(text: string): Html {
  const tokens = MARKDOWN.parse(text, {});
  for (const token of tokens) {
    if (token.type === 'heading_open' || token.type === 'heading_close')
      token.tag = LOWERED[token.tag as keyof typeof LOWERED];
  }
  return new Html(MARKDOWN.renderer.render(tokens, MARKDOWN.options, {}));
}
