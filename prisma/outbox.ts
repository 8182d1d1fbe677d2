import type { Tx } from './client.js';

/** Plans, senders, jobs, calls, routines and webhook endpoints whose workflow must be started or woken, once this transaction is committed. */
export async function poke(
  tx: Tx,
  kind: 'plan' | 'sender' | 'job' | 'call' | 'routine' | 'webhook',
  targets: readonly string[],
): Promise<void> {
  if (targets.length === 0) return;
  await tx.outbox.createMany({ data: targets.map((target) => ({ kind, target })) });
}
