import { parseInstant, toLocal } from '@aftercare/workflows/domain/time.js';
import type { DigestFigures } from './digest-figures.js';

interface Words {
  subject: (overdue: number, today: number) => string;
  greeting: (name: string) => string;
  /** One line each; only what is not nothing is said, but how much is overdue always is. */
  overdue: (n: number) => string;
  dueToday: (n: number) => string;
  escalations: (n: number) => string;
  brokenPromises: (n: number) => string;
  unowned: (n: number) => string;
  doneSince: (n: number) => string;
  answers: (answered: number, asked: number) => string;
  worst: string;
  lowScores: string;
  noOwner: string;
  board: (url: string) => string;
  off: string;
}

const WORDS: Readonly<Record<string, Words>> = {
  en: {
    subject: (overdue, today) => `Today: ${overdue} overdue, ${today} due`,
    greeting: (name) => `Good morning, ${name}.`,
    overdue: (n) => `Overdue: ${n}`,
    dueToday: (n) => `Due today: ${n}`,
    escalations: (n) => `Escalations that nobody has taken: ${n}`,
    brokenPromises: (n) => `Promises that are past their date: ${n}`,
    unowned: (n) => `Work without an owner: ${n}`,
    doneSince: (n) => `Done since the last digest: ${n}`,
    answers: (answered, asked) => `Answers in the last seven days: ${answered} of ${asked} asked`,
    worst: 'First of all:',
    lowScores: 'Unhappy customers since the last digest:',
    noOwner: 'nobody',
    board: (url) => `The board: ${url}`,
    off: 'You get this on your working days. You can turn it off in the console, under your name.',
  },
  es: {
    subject: (overdue, today) => `Hoy: ${overdue} con retraso, ${today} para hoy`,
    greeting: (name) => `Buenos días, ${name}:`,
    overdue: (n) => `Con retraso: ${n}`,
    dueToday: (n) => `Para hoy: ${n}`,
    escalations: (n) => `Casos escalados que nadie ha tomado: ${n}`,
    brokenPromises: (n) => `Promesas con la fecha vencida: ${n}`,
    unowned: (n) => `Trabajo sin responsable: ${n}`,
    doneSince: (n) => `Hecho desde el último resumen: ${n}`,
    answers: (answered, asked) => `Respuestas de los últimos siete días: ${answered} de ${asked} preguntas`,
    worst: 'Lo primero:',
    lowScores: 'Clientes descontentos desde el último resumen:',
    noOwner: 'nadie',
    board: (url) => `El tablero: ${url}`,
    off: 'Lo recibe en sus días laborables. Puede desactivarlo en la consola, bajo su nombre.',
  },
  zh: {
    subject: (overdue, today) => `今日：逾期 ${overdue} 项，到期 ${today} 项`,
    greeting: (name) => `${name}，早上好。`,
    overdue: (n) => `逾期：${n}`,
    dueToday: (n) => `今日到期：${n}`,
    escalations: (n) => `尚无人接手的升级事项：${n}`,
    brokenPromises: (n) => `已过期的承诺：${n}`,
    unowned: (n) => `无人负责的工作：${n}`,
    doneSince: (n) => `上次摘要以来完成：${n}`,
    answers: (answered, asked) => `近七天的答复：询问 ${asked} 次，答复 ${answered} 次`,
    worst: '请先处理：',
    lowScores: '上次摘要以来不满意的客户：',
    noOwner: '无人负责',
    board: (url) => `工作看板：${url}`,
    off: '此邮件在您的工作日发送。可在控制台点击您的姓名关闭。',
  },
  lt: {
    subject: (overdue, today) => `Šiandien: vėluoja ${overdue}, terminas ${today}`,
    greeting: (name) => `Labas rytas, ${name}.`,
    overdue: (n) => `Vėluoja: ${n}`,
    dueToday: (n) => `Terminas šiandien: ${n}`,
    escalations: (n) => `Eskalacijos, kurių niekas nepaėmė: ${n}`,
    brokenPromises: (n) => `Pažadai, kurių data praėjo: ${n}`,
    unowned: (n) => `Darbai be atsakingo: ${n}`,
    doneSince: (n) => `Atlikta nuo paskutinės santraukos: ${n}`,
    answers: (answered, asked) => `Atsakymai per septynias dienas: ${answered} iš ${asked} klausimų`,
    worst: 'Pirmiausia:',
    lowScores: 'Nepatenkinti klientai nuo paskutinės santraukos:',
    noOwner: 'niekas',
    board: (url) => `Lenta: ${url}`,
    off: 'Gaunate tai savo darbo dienomis. Išjungti galite konsolėje, ties savo vardu.',
  },
};

/** The language that a manager reads: the first of theirs that we have words in. */
export function digestLanguage(languages: readonly string[], fallback: string): string {
  return [...languages, fallback].find((language) => language in WORDS) ?? 'en';
}

interface DigestFacts {
  name: string;
  figures: DigestFigures;
  /** In which instants are told. */
  zone: string;
  consoleUrl: string | null;
}

/** The digest as it is read: figures first, then what to begin with. */
export function writeDigest(
  { name, figures, zone, consoleUrl }: DigestFacts,
  language: string,
): { subject: string; body: string } {
  const words = WORDS[language]!;
  const { overdue, dueToday, asked7, answered7, worst, lowScores } = figures;
  const counted = (['dueToday', 'escalations', 'brokenPromises', 'unowned', 'doneSince'] as const)
    .filter((what) => figures[what] > 0)
    .map((what) => words[what](figures[what]));
  const local = (at: string) => toLocal(parseInstant(at), zone).replace('T', ' ');
  const paragraphs = [
    [words.greeting(name)],
    [words.overdue(overdue), ...counted, ...(asked7 > 0 ? [words.answers(answered7, asked7)] : [])],
    worst.length === 0
      ? []
      : [
          words.worst,
          ...worst.map(
            ({ customer, tier, step, dueAt, owner }) =>
              `– ${customer} (${tier}): ${step}, ${local(dueAt)}, ${owner ?? words.noOwner}`,
          ),
        ],
    lowScores.length === 0
      ? []
      : [
          words.lowScores,
          ...lowScores.map(
            ({ customer, question, score, comment }) =>
              `– ${customer}: ${question} ${score}${comment === null ? '' : ` "${comment}"`}`,
          ),
        ],
    consoleUrl === null ? [] : [words.board(`${consoleUrl.replace(/\/$/, '')}/board`)],
    [words.off],
  ];
  const body = paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
  return { subject: words.subject(overdue, dueToday), body };
}
