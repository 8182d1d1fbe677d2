import { ruleOfCode } from '@aftercare/workflows/domain/carrier-code.js';
import type { Instant } from '@aftercare/workflows/domain/time.js';
import { audit } from './audit.js';
import type { Tx } from './client.js';
import { wakeSenderAt } from './messages.js';
import { addressOf, type Senders } from './senders.js';
import { tellStaff } from './staff-notes.js';

/** After so long one message is tried: a fault that mends itself is over by then, as a rule. */
const TRY_AGAIN_AFTER = 15 * 60_000;
/** Whoever may mend it hears of the same fault once a day. */
const TOLD_AGAIN_AFTER = 24 * 3_600_000;
const ROLES_TOLD = ['admin', 'operator'];

/**
 * Stops everything that leaves from a number, because a code says that the account's settings are at fault: each
 * further message would fail like this one. Where the fault shows when a message is handed over, one message is tried
 * every quarter of an hour; where it shows only later, nobody could see that it is mended, so a person has to say so.
 */
export async function holdSender(
  tx: Tx,
  senders: Senders,
  number: string,
  code: number,
  now: Instant,
): Promise<void> {
  const { meaning, when } = ruleOfCode(code);
  const heldUntil = when === 'sync' ? new Date(now + TRY_AGAIN_AFTER) : null;
  const { count } = await tx.sender.updateMany({
    where: { number, heldAt: null },
    data: { heldAt: new Date(now), heldUntil, heldCode: code, heldReason: meaning },
  });
  if (count === 0) return;
  const about = { action: 'sender.held', entity: 'sender', entityId: number };
  const told = await tx.audit.findFirst({
    where: { ...about, at: { gt: new Date(now - TOLD_AGAIN_AFTER) }, data: { path: ['code'], equals: code } },
  });
  await audit(tx, now, { actor: 'carrier', ...about, data: { code, reason: meaning } });
  if (!told) await tellWhoMayMend(tx, senders, { number, code, meaning }, now);
}

/**
 * Holds the numbers of messages that ended with codes which say so. To be called last in a transaction: everybody locks
 * plans first and senders after them.
 */
export async function holdAtFault(
  tx: Tx,
  senders: Senders,
  ended: readonly { messageId: string; code: number | null | undefined }[],
  now: Instant,
): Promise<void> {
  for (const { messageId, code } of ended) {
    if (code === null || code === undefined || !ruleOfCode(code).holds) continue;
    const { senderNumber } = await tx.message.findUniqueOrThrow({ where: { id: messageId } });
    await holdSender(tx, senders, senderNumber, code, now);
  }
}

/** One message may leave, to see whether the fault is mended; until its answer is there, none besides. */
export async function tryHeldSender(tx: Tx, number: string, now: Instant): Promise<void> {
  await tx.sender.update({ where: { number }, data: { heldUntil: new Date(now + TRY_AGAIN_AFTER) } });
}

/** What was tried was taken: the numbers of these messages send again, where that is proof enough. */
export async function trustSenders(tx: Tx, messageIds: readonly string[], now: Instant): Promise<void> {
  if (messageIds.length === 0) return;
  const held = await tx.sender.findMany({
    where: { heldUntil: { not: null }, messages: { some: { id: { in: [...messageIds] } } } },
    select: { number: true },
  });
  for (const { number } of held) await releaseSender(tx, number, now, 'carrier');
}

/** @param actor who says that the fault is mended */
export async function releaseSender(tx: Tx, number: string, now: Instant, actor: string): Promise<void> {
  await tx.sender.update({
    where: { number },
    data: { heldAt: null, heldUntil: null, heldCode: null, heldReason: null },
  });
  await audit(tx, now, { actor, action: 'sender.released', entity: 'sender', entityId: number });
  await wakeSenderAt(tx, number, now);
}

interface Fault {
  number: string;
  code: number;
  meaning: string;
}

const WORDS: Readonly<Record<string, (fault: Fault) => string>> = {
  en: ({ number, code, meaning }) =>
    `Nothing leaves from ${number}: the provider answered ${code} (${meaning}). What is due waits. Mend the account's settings, then release the number in the console.`,
  es: ({ number, code, meaning }) =>
    `No sale nada de ${number}: el proveedor respondió ${code} (${meaning}). Lo pendiente espera. Corrija la cuenta y libere el número en la consola.`,
  zh: ({ number, code, meaning }) =>
    `${number} 已停止发送：服务商返回 ${code}（${meaning}）。到期信息将等待。请修正账户设置后在控制台恢复该号码。`,
  lt: ({ number, code, meaning }) =>
    `Iš ${number} niekas neišsiunčiama: teikėjas atsakė ${code} (${meaning}). Kas numatyta, laukia. Sutvarkykite paskyrą ir atlaisvinkite numerį konsolėje.`,
};

/** By mail, since texts may be what does not leave. */
async function tellWhoMayMend(tx: Tx, senders: Senders, fault: Fault, now: Instant): Promise<void> {
  const people = await tx.staff.findMany({ where: { active: true, role: { in: ROLES_TOLD } } });
  for (const { id: staffId, languages } of people) {
    const language = languages.find((one) => one in WORDS) ?? 'en';
    const body = WORDS[language]!({ ...fault, number: addressOf(fault.number) });
    await tellStaff(tx, senders, { staffId, part: 'sender-held', body, language, byMail: true }, now);
  }
}
