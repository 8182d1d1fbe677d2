import type { ReplyQuestion } from '../domain/reply.js';
import type { AnswerValue } from '../domain/scale.js';

interface QuestionWords {
  readonly yes: string;
  readonly no: string;
  /** What the lowest and the highest number of a scale mean. */
  readonly ends: Readonly<Record<'csat' | 'nps' | 'ces', readonly [lowest: string, highest: string]>>;
}

const WORDS: Readonly<Record<string, QuestionWords>> = {
  en: {
    yes: 'Yes',
    no: 'No',
    ends: { csat: ['bad', 'great'], nps: ['not at all', 'surely'], ces: ['very hard', 'very easy'] },
  },
  es: {
    yes: 'Sí',
    no: 'No',
    ends: { csat: ['mal', 'genial'], nps: ['nada', 'del todo'], ces: ['muy difícil', 'muy fácil'] },
  },
  zh: {
    yes: '是',
    no: '否',
    ends: { csat: ['很差', '很好'], nps: ['不可能', '一定会'], ces: ['非常困难', '非常容易'] },
  },
  lt: {
    yes: 'Taip',
    no: 'Ne',
    ends: {
      csat: ['blogai', 'puikiai'],
      nps: ['tikrai ne', 'tikrai taip'],
      ces: ['labai sunku', 'labai lengva'],
    },
  },
};

/** How an answer is written on a button: the number or the word. */
export function answerLabel(value: AnswerValue, language: string): string {
  return typeof value === 'number' ? String(value) : wordsIn(WORDS, language)[value];
}

/** "1 = bad, 5 = great"; empty for questions without a scale. */
export function scaleLegend(
  question: ReplyQuestion,
  answers: readonly AnswerValue[],
  language: string,
): string {
  if (question !== 'csat' && question !== 'nps' && question !== 'ces') return '';
  const [lowest, highest] = wordsIn(WORDS, language).ends[question];
  return `${answers[0]} = ${lowest}, ${answers.at(-1)} = ${highest}`;
}

/** The words of a language, by its first part (`es-MX` → `es`); English where there are none. */
export function wordsIn<Words>(all: Readonly<Record<string, Words>>, language: string): Words {
  return all[language.toLowerCase().split('-')[0]!] ?? all['en']!;
}
