import type { Tx } from './client.js';

/** Plans, senders, jobs, calls and routines whose workflow must be started or woken, once this transaction is committed. */
export async function poke(
  tx: Tx,
  kind: 'plan' | 'sender' | 'job' | 'call' | 'routine',
  targets: readonly string[],
): Promise<void> {
  if (targets.length === 0) return;
  await tx.outbox.createMany({ data: targets.map((target) => ({ kind, target })) });
}
