import { TYPE, parse } from '@formatjs/icu-messageformat-parser';
import type { Fault } from '../domain/errors.js';
import { type RenderRequest, type TemplateTexts, renderTemplate } from './render.js';
import { parseText } from './syntax.js';

/** Ids that Twilio gives to contents. Source: Twilio's Content API, `^HX[0-9a-fA-F]{32}$`. */
const CONTENT_SID = /^HX[0-9a-fA-F]{32}$/;

/** By language the id of the content that WhatsApp approved for the same words. */
export type ApprovedContents = Readonly<Record<string, string>>;

/**
 * The values with which a text's approved content says the same: what the text names, in the order in which it first
 * names it. So `{{1}}` of the content is the first of them. `language` is the tag of the text that was taken.
 * @throws DomainError when a value is missing, as for the text itself
 */
export function approvedVariables(request: RenderRequest, language: string): string[] {
  return piecesOf(request.texts[language] ?? '').map(
    (piece) => renderTemplate({ ...request, texts: { [language]: piece } }).text,
  );
}

/** What is wrong with the ids of approved contents. Paths are JSON Pointers. */
export function checkApproved(whatsapp: ApprovedContents, texts: TemplateTexts): Fault[] {
  return Object.entries(whatsapp).flatMap(([language, id]) => {
    const path = `/whatsapp/${language.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const text = texts[language];
    const faults = [
      ...(CONTENT_SID.test(id) ? [] : ['This is no id of a content: HX and 32 letters and digits.']),
      ...(text === undefined ? [`There is no text in "${language}" that was approved.`] : []),
      ...(text !== undefined && choosesWords(text)
        ? [
            'A text that chooses its words (select, plural) cannot be an approved content, which only knows values.',
          ]
        : []),
    ];
    return faults.map((message) => ({ path, message }));
  });
}

function choosesWords(text: string): boolean {
  return parseText(text).uses.some(({ type }) => type === 'select' || type === 'plural');
}

/** `{name}`, `{due, date, long}`: each once, in order. */
function piecesOf(text: string): string[] {
  const elements = parse(text, { ignoreTag: true, requiresOtherClause: true, captureLocation: true });
  const pieces = elements.flatMap(({ type, location }) =>
    type === TYPE.literal || type === TYPE.pound || !location
      ? []
      : [text.slice(location.start.offset, location.end.offset)],
  );
  return [...new Set(pieces)];
}
