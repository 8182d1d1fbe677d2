import type { MailLinks } from '@aftercare/db/links.js';
import type { ReplyQuestion } from '@aftercare/workflows/domain/reply.js';
import { type AnswerValue, answersTo } from '@aftercare/workflows/domain/scale.js';
import { withoutOptOutLine } from '@aftercare/workflows/templates/mandatory.js';
import { answerLabel, scaleLegend, wordsIn } from '@aftercare/workflows/templates/question-words.js';
import { layOutMail } from './layout.js';
import { MAIL_WORDS } from './words.js';

/** A message as the ledger keeps it, with what its mail needs besides. */
export interface MailContent {
  subject: string;
  body: string;
  language: string;
  company: string;
  /** Asked by this message: each answer gets its link. */
  question: ReplyQuestion;
  /** Null for mails to members of staff, who have no choices to make. */
  links: (MailLinks & { preferences: string }) | null;
}

/** An answer that can be chosen in a mail. */
export interface AnswerLink {
  value: AnswerValue;
  label: string;
  url: string;
}

/** What both forms of a mail are made from. */
export interface MailParts {
  subject: string;
  language: string;
  company: string;
  paragraphs: readonly string[];
  answers: readonly AnswerLink[];
  /** Above the answers, and what their ends mean. */
  answerLine: string;
  /** At the foot, each with its address. */
  choices: readonly { label: string; url: string }[];
}

export interface ComposedMail {
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
}

/** The plain and the HTML form of one text, with the links and headers that belong to them. */
export function composeMail(content: MailContent): ComposedMail {
  const parts = partsOf(content);
  const { links } = content;
  return {
    subject: content.subject,
    text: layOutText(parts),
    html: layOutMail(parts),
    // RFC 8058: a mail program's own button posts to this address.
    headers: links
      ? {
          'List-Unsubscribe': `<${links.unsubscribe}>`,
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        }
      : {},
  };
}

function partsOf({ subject, body, language, company, question, links }: MailContent): MailParts {
  const words = wordsIn(MAIL_WORDS, language);
  const values = links ? answersTo(question) : [];
  const answers = values.map((value) => ({
    value,
    label: answerLabel(value, language),
    url: links!.answer(value),
  }));
  const legend = scaleLegend(question, values, language);
  return {
    subject,
    language,
    company,
    paragraphs: (links ? withoutOptOutLine(body) : body).split(/\n+/).filter((line) => line.trim() !== ''),
    answers,
    answerLine: legend && answers.length > 0 ? `${words.answer} (${legend})` : words.answer,
    choices: links
      ? [
          { label: words.preferences, url: links.preferences },
          { label: words.unsubscribe, url: links.unsubscribe },
        ]
      : [],
  };
}

function layOutText({ paragraphs, answers, answerLine, company, choices }: MailParts): string {
  const question =
    answers.length === 0 ? [] : [answerLine, answers.map(({ label, url }) => `${label}  ${url}`).join('\n')];
  const foot = ['-- ', company, ...choices.map(({ label, url }) => `${label}: ${url}`)].join('\n');
  return `${[...paragraphs, ...question, foot].join('\n\n')}\n`;
}
