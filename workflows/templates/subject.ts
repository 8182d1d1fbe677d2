import { DomainError } from '../domain/errors.js';
import type { Fault } from '../domain/errors.js';
import { withoutOptOutLine } from './mandatory.js';
import { type RenderRequest, type TemplateTexts, findLanguage, renderTemplate } from './render.js';
import { parseText } from './syntax.js';
import { LONGEST_VALUES } from './variables.js';

/** Characters that mail programs show of a subject; what is longer is cut by them, or by us where we made it up. */
export const LONGEST_SUBJECT = 78;

export interface SubjectRequest extends Omit<RenderRequest, 'texts'> {
  /** ICU MessageFormat by language, like the texts; may be empty. */
  readonly subjects: TemplateTexts;
  readonly company: string;
  /** The text of the mail, as it was written. */
  readonly body: string;
}

/**
 * The subject of an e-mail in the language of its text: the template's own, else the company and the first line.
 * @throws DomainError when the template's subject would have a hole
 */
export function renderSubject({ subjects, company, body, ...request }: SubjectRequest): string {
  const language = findLanguage(subjects, request.language);
  if (language === null) return defaultSubject(company, body);
  return renderTemplate({ ...request, texts: { [language]: subjects[language]! }, language }).text;
}

function defaultSubject(company: string, body: string): string {
  const [line = ''] = withoutOptOutLine(body).split('\n');
  const subject = `${company}: ${line}`;
  if (subject.length <= LONGEST_SUBJECT) return subject;
  const cut = subject.slice(0, LONGEST_SUBJECT - 1);
  const space = cut.lastIndexOf(' ');
  return `${(space > LONGEST_SUBJECT / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}

/** What is wrong with the subjects of a template, and what is only unwise. Paths are JSON Pointers. */
export function checkSubjects(
  subjects: TemplateTexts,
  texts: TemplateTexts,
): { errors: Fault[]; warnings: Fault[] } {
  const errors: Fault[] = [];
  const warnings: Fault[] = [];
  for (const [language, subject] of Object.entries(subjects)) {
    const path = `/subjects/${language.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const faults = faultsOf(subject, language, texts);
    errors.push(...faults.map((message) => ({ path, message })));
    if (faults.length === 0 && isLong(subject, language)) {
      warnings.push({
        path,
        message: `With the longest values the subject has more than ${LONGEST_SUBJECT} characters.`,
      });
    }
  }
  return { errors, warnings };
}

function faultsOf(subject: string, language: string, texts: TemplateTexts): string[] {
  return [
    ...(language in texts ? [] : [`There is no text in "${language}" that this could be the subject of.`]),
    ...(/[\r\n]/.test(subject) ? ['A subject is one line.'] : []),
    ...parseText(subject).faults,
  ];
}

function isLong(subject: string, language: string): boolean {
  try {
    const request = { texts: { [language]: subject }, language, zone: 'UTC', values: LONGEST_VALUES };
    return renderTemplate(request).text.length > LONGEST_SUBJECT;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}
