import type { Tx } from '@aftercare/db/client.js';
import { readWording, writeText } from '@aftercare/db/write-text.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';

/** Templates that answer what a customer wrote. */
export const READY = 'reply-';

/** For whom a ready answer is written. */
export interface Answered {
  name: string;
  language: string;
  zone: string;
  /** Who looks after the customer. */
  staffName: string | null;
  senderNumber: string;
}

export interface ReadyAnswer {
  template: string;
  templateVersion: number;
  body: string;
  language: string;
}

/** A ready answer in the customer's language. @throws DomainError when there is none, or when it would have a hole */
export async function writeReadyAnswer(tx: Tx, key: string, to: Answered): Promise<ReadyAnswer> {
  if (!key.startsWith(READY))
    throw new DomainError(
      'template.no-answer',
      `"${key}" answers nothing: its key does not begin with ${READY}`,
      {
        status: 400,
        errors: [{ path: '/template', message: 'is no ready answer' }],
      },
    );
  const wording = await readWording(tx, [key]);
  const { name, language, ...facts } = to;
  const written = writeText(wording, {
    ...{ template: key, dueAt: null, reasons: null, products: null, customer: { name, language } },
    ...facts,
  });
  return { template: key, ...written };
}

/** All ready answers, without those that speak of what only a follow-up knows. */
export async function writeReadyAnswers(tx: Tx, to: Answered): Promise<ReadyAnswer[]> {
  const rows = await tx.template.findMany({
    where: { key: { startsWith: READY } },
    distinct: ['key'],
    orderBy: { key: 'asc' },
    select: { key: true },
  });
  const answers: ReadyAnswer[] = [];
  for (const { key } of rows) {
    try {
      answers.push(await writeReadyAnswer(tx, key, to));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }
  return answers;
}
