import type { Tx } from '../client.js';
import type { JudgedPlan } from '../keep-plans.js';
import { instantText } from './values.js';

/** Writes the clocks of tickets as the agendas computed them. */
export async function keepTargets(tx: Tx, plans: readonly JudgedPlan[]): Promise<void> {
  const rows = plans.flatMap(({ row, agenda }) =>
    agenda.targets.map((clock) => ({
      ...clock,
      planId: row.id,
      dueAt: instantText(clock.dueAt),
      endedAt: instantText(clock.endedAt),
    })),
  );
  if (rows.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO targets ("planId", target, "dueAt", state, "workedMinutes", "pausedMinutes", "marginMinutes", "endedAt", reasons)
    SELECT "planId", target, "dueAt", state, "workedMinutes", "pausedMinutes", "marginMinutes", "endedAt", reasons
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r("planId" text, target text, "dueAt" timestamptz, state text,
      "workedMinutes" float8, "pausedMinutes" float8, "marginMinutes" float8, "endedAt" timestamptz, reasons jsonb)
    ON CONFLICT ("planId", target) DO UPDATE SET "dueAt" = excluded."dueAt", state = excluded.state,
      "workedMinutes" = excluded."workedMinutes", "pausedMinutes" = excluded."pausedMinutes",
      "marginMinutes" = excluded."marginMinutes",
      "endedAt" = excluded."endedAt", reasons = excluded.reasons`;
}
