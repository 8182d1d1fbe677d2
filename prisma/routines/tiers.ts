import type { Instant } from '@aftercare/workflows/domain/time.js';
import type { Tx } from '../client.js';
import { tellStaff } from '../staff-notes.js';
import { makeTierReview } from '../tiers/review.js';
import { findTierRules, nextTierReview } from '../tiers/rules.js';
import type { RoutineContext } from './routine.js';

/** What managers are told when a preview waits for them. */
const WORDS: Readonly<Record<string, (n: number) => string>> = {
  en: (n) => `Tiers: ${n} customers would change theirs. The preview waits for your decision in the console.`,
  es: (n) => `Niveles: ${n} clientes cambiarían de nivel. La vista previa espera su decisión en la consola.`,
  zh: (n) => `客户等级：${n} 位客户将变更等级。预览正在控制台等待您的决定。`,
  lt: (n) => `Lygiai: klientų, kurių lygis keistųsi, – ${n}. Peržiūra laukia jūsų sprendimo konsolėje.`,
};

/** Looks at all tiers when the rules say so, and puts the preview before the managers. */
export async function reviewTiers(context: RoutineContext, tx: Tx, now: Instant): Promise<Instant | null> {
  const current = await findTierRules(tx);
  if (!current) return null;
  const id = await makeTierReview(context.keep, tx, { ...current, scheduled: true }, now, 'routine:tiers');
  const moves = await tx.tierMove.count({ where: { reviewId: id } });
  if (moves > 0) await tellManagers(context, tx, moves, now);
  return nextTierReview(tx, current.rules, now);
}

async function tellManagers({ keep }: RoutineContext, tx: Tx, moves: number, now: Instant): Promise<void> {
  const { language: ours } = await tx.organisation.findUniqueOrThrow({ where: { id: 1 } });
  const managers = await tx.staff.findMany({
    where: { active: true, role: 'manager' },
    orderBy: { id: 'asc' },
  });
  for (const { id: staffId, languages } of managers) {
    const language = [...languages, ours].find((one) => one in WORDS) ?? 'en';
    const note = { staffId, part: 'tiers', body: WORDS[language]!(moves), language };
    await tellStaff(tx, keep.senders, note, now);
  }
}
