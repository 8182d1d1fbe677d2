/** Text that is HTML already. Only `html` makes it, so everything else that is put into HTML is escaped. */
export class Html {
  constructor(readonly source: string) {}

  toString(): string {
    return this.source;
  }
}

/** What may stand in the gaps of `html`: text is escaped; what is missing or false leaves nothing. */
export type HtmlPart = Html | string | number | null | undefined | false | readonly HtmlPart[];

/** HTML from a literal: html`<p>${text}</p>`. Its gaps may stand between tags and inside quoted attributes only. */
export function html(literal: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  return new Html(String.raw({ raw: literal }, ...parts.map(toSource)));
}

function toSource(part: HtmlPart): string {
  if (part === null || part === undefined || part === false) return '';
  if (part instanceof Html) return part.source;
  return typeof part === 'object' ? part.map(toSource).join('') : escapeHtml(String(part));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]!);
}
