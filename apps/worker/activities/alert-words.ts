import type { Reason } from '@aftercare/workflows/domain/reason.js';

/** What a member of staff is told of one escalation. */
export interface Alert {
  customer: string;
  tier: string;
  level: number;
  /** Of the escalation: the first says what it is about. */
  reasons: readonly Reason[];
  comment: string | null;
}

interface Words {
  /** Said after the customer's name. */
  notDone: (step: string, due: string) => string;
  broken: (target: string) => string;
  endangered: (target: string) => string;
  answered: (answer: string, step: string) => string;
  other: string;
  level: (level: number) => string;
  many: (count: number, customers: string) => string;
}

const WORDS: Readonly<Record<string, Words>> = {
  en: {
    notDone: (step, due) => `${step} was due ${due} and is not done`,
    broken: (target) => `the promised ${target} was not kept`,
    endangered: (target) => `the promised ${target} is at risk`,
    answered: (answer, step) => `answered ${answer} to ${step}`,
    other: 'needs your attention',
    level: (level) => `Level ${level}.`,
    many: (count, customers) => `${count} escalations wait for you: ${customers}.`,
  },
  es: {
    notDone: (step, due) => `${step} vencía ${due} y no está hecho`,
    broken: (target) => `no se cumplió ${target}`,
    endangered: (target) => `${target} está en riesgo`,
    answered: (answer, step) => `respondió ${answer} a ${step}`,
    other: 'necesita su atención',
    level: (level) => `Nivel ${level}.`,
    many: (count, customers) => `${count} casos escalados le esperan: ${customers}.`,
  },
  zh: {
    notDone: (step, due) => `${step} 应于 ${due} 完成，尚未完成`,
    broken: (target) => `未兑现承诺：${target}`,
    endangered: (target) => `承诺有风险：${target}`,
    answered: (answer, step) => `对 ${step} 回答 ${answer}`,
    other: '需要您处理',
    level: (level) => `第 ${level} 级。`,
    many: (count, customers) => `有 ${count} 件升级事项等您处理：${customers}。`,
  },
  lt: {
    notDone: (step, due) => `${step} terminas buvo ${due}, dar neatlikta`,
    broken: (target) => `pažadas neištesėtas: ${target}`,
    endangered: (target) => `pažadui gresia pavojus: ${target}`,
    answered: (answer, step) => `į ${step} atsakė ${answer}`,
    other: 'reikia jūsų dėmesio',
    level: (level) => `${level} lygis.`,
    many: (count, customers) => `Jūsų laukia eskalacijų: ${count} (${customers}).`,
  },
};

/** A comment is told as far as a text message has room for it. */
const COMMENT_LENGTH = 60;
/** So many customers are named; the console shows the others. */
const NAMED = 3;

/** The language that is spoken to a member of staff: the first of theirs that we have words in. */
export function alertLanguage(languages: readonly string[], fallback: string): string {
  return [...languages, fallback].find((language) => language in WORDS) ?? 'en';
}

/**
 * One text for one escalation, or for several that came together.
 * @param address of the page that shows them, if the installation has a public one
 */
export function writeAlert(
  company: string,
  alerts: readonly Alert[],
  language: string,
  address: string | null,
): string {
  const words = WORDS[language]!;
  const [first] = alerts;
  const said = alerts.length === 1 && first ? about(first, words) : summary(alerts, words);
  return [`${company}: ${said}`, ...(address === null ? [] : [address])].join(' ');
}

function about({ customer, tier, level, reasons, comment }: Alert, words: Words): string {
  const quoted = comment === null ? '' : ` "${cut(comment, COMMENT_LENGTH)}"`;
  return `${customer} (${tier}): ${matter(reasons[0], words)}.${quoted} ${words.level(level)}`;
}

function summary(alerts: readonly Alert[], words: Words): string {
  const names = [...new Set(alerts.map(({ customer }) => customer))];
  const named = names.slice(0, NAMED).join(', ');
  return words.many(alerts.length, names.length > NAMED ? `${named} …` : named);
}

function matter(reason: Reason | undefined, words: Words): string {
  const value = (name: string) => String(reason?.[name] ?? '');
  switch (reason?.code) {
    case 'follow-up.not-done':
      return words.notDone(value('step'), value('dueLocal').replace('T', ' '));
    case 'target.breached':
      return words.broken(value('target'));
    case 'target.at-risk':
      return words.endangered(value('target'));
    case 'answer.needs-care':
      return words.answered(value('answer'), value('step'));
    default:
      return words.other;
  }
}

function cut(text: string, length: number): string {
  const letters = [...text];
  return letters.length <= length ? text : `${letters.slice(0, length - 1).join('')}…`;
}
