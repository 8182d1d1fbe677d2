import type { Tx } from '@aftercare/db/client.js';
import type { KeepContext } from '@aftercare/db/keep-plans.js';
import { tellStaff } from '@aftercare/db/staff-notes.js';
import type { ReviewResult, Severity } from '@aftercare/workflows/domain/review-result.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';

interface Words {
  result: Readonly<Record<ReviewResult, string>>;
  told: (reviewer: string, customer: string, result: string) => string;
  findings: string;
  severity: Readonly<Record<Severity, string>>;
}

const WORDS: Readonly<Record<string, Words>> = {
  en: {
    result: { good: 'good', fair: 'fair', poor: 'poor' },
    told: (reviewer, customer, result) => `${reviewer} looked at your work for ${customer}: ${result}.`,
    findings: 'Findings:',
    severity: { minor: 'minor', major: 'major', critical: 'critical' },
  },
  es: {
    result: { good: 'bien', fair: 'regular', poor: 'mal' },
    told: (reviewer, customer, result) => `${reviewer} ha revisado su trabajo para ${customer}: ${result}.`,
    findings: 'Observaciones:',
    severity: { minor: 'leve', major: 'grave', critical: 'muy grave' },
  },
  zh: {
    result: { good: '良好', fair: '一般', poor: '较差' },
    told: (reviewer, customer, result) => `${reviewer} 检查了您为 ${customer} 所做的工作：${result}。`,
    findings: '发现的问题：',
    severity: { minor: '轻微', major: '重要', critical: '严重' },
  },
  lt: {
    result: { good: 'gerai', fair: 'vidutiniškai', poor: 'blogai' },
    told: (reviewer, customer, result) => `${reviewer} peržiūrėjo jūsų darbą (${customer}): ${result}.`,
    findings: 'Pastabos:',
    severity: { minor: 'smulki', major: 'svarbi', critical: 'kritinė' },
  },
};

interface Told {
  staffId: string;
  reviewer: string;
  customer: string;
  result: ReviewResult;
  comment: string | null;
  findings: readonly { severity: Severity; text: string }[];
}

/** Whoever did the work hears what was found, in their language. */
export async function tellResult({ senders }: KeepContext, tx: Tx, told: Told, now: Instant): Promise<void> {
  const { staffId, reviewer, customer, result, comment, findings } = told;
  const { language: ours } = await tx.organisation.findUniqueOrThrow({ where: { id: 1 } });
  const { languages } = await tx.staff.findUniqueOrThrow({ where: { id: staffId } });
  const language = [...languages, ours].find((one) => one in WORDS) ?? 'en';
  const words = WORDS[language]!;
  const lines = findings.map(({ severity, text }) => `– ${words.severity[severity]}: ${text}`);
  const body = [
    words.told(reviewer, customer, words.result[result]),
    ...(comment === null ? [] : [comment]),
    ...(lines.length > 0 ? [words.findings, ...lines] : []),
  ].join('\n');
  // Findings are many words, and nobody's business on a telephone that lies on a table.
  await tellStaff(tx, senders, { staffId, part: 'review', body, language, byMail: true }, now);
}
