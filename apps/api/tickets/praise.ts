import type { Tx } from '@aftercare/db/client.js';
import type { KeepContext } from '@aftercare/db/keep-plans.js';
import { tellStaff } from '@aftercare/db/staff-notes.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';

interface Words {
  toThem: (customer: string, said: string) => string;
  toManager: (name: string, customer: string, said: string) => string;
}

const WORDS: Readonly<Record<string, Words>> = {
  en: {
    toThem: (customer, said) => `${customer} praised your work: "${said}". Thank you!`,
    toManager: (name, customer, said) => `${customer} praised ${name}: "${said}".`,
  },
  es: {
    toThem: (customer, said) => `${customer} ha elogiado su trabajo: "${said}". ¡Gracias!`,
    toManager: (name, customer, said) => `${customer} ha elogiado a ${name}: "${said}".`,
  },
  zh: {
    toThem: (customer, said) => `${customer} 表扬了您的工作：“${said}”。谢谢！`,
    toManager: (name, customer, said) => `${customer} 表扬了 ${name}：“${said}”。`,
  },
  lt: {
    toThem: (customer, said) => `${customer} pagyrė jūsų darbą: „${said}“. Ačiū!`,
    toManager: (name, customer, said) => `${customer} pagyrė: ${name} – „${said}“.`,
  },
};

/** A compliment is told to the person praised, and to their manager. */
export async function tellPraise(
  { senders }: KeepContext,
  tx: Tx,
  praise: { praisedId: string; customer: string; said: string },
  now: Instant,
): Promise<void> {
  const { praisedId, customer, said } = praise;
  const { language: ours } = await tx.organisation.findUniqueOrThrow({ where: { id: 1 } });
  const praised = await tx.staff.findUniqueOrThrow({ where: { id: praisedId }, include: { team: true } });
  const tell = async (staffId: string, say: (words: Words) => string) => {
    const { languages } = await tx.staff.findUniqueOrThrow({ where: { id: staffId } });
    const language = [...languages, ours].find((one) => one in WORDS) ?? 'en';
    await tellStaff(tx, senders, { staffId, part: 'praise', body: say(WORDS[language]!), language }, now);
  };
  await tell(praisedId, ({ toThem }) => toThem(customer, said));
  const managerId = praised.team?.managerId ?? praised.team?.leadId;
  if (managerId && managerId !== praisedId)
    await tell(managerId, ({ toManager }) => toManager(praised.name, customer, said));
}
