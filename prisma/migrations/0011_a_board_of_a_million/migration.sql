-- The board shows what is open, heaviest first; each of its filters walks one of these in that order and stops after a page.
-- The condition is the same as OPEN in apps/api/follow-ups/board.query.ts.
DROP INDEX "follow_ups_open";
CREATE INDEX "follow_ups_board" ON "follow_ups" ("weight" DESC, "dueAt", "id")
  WHERE ("state" IN ('planned', 'due') OR ("state" = 'sent' AND "kind" = 'survey'));
CREATE INDEX "follow_ups_board_by_owner" ON "follow_ups" ("ownerId", "weight" DESC, "dueAt", "id")
  WHERE ("state" IN ('planned', 'due') OR ("state" = 'sent' AND "kind" = 'survey'));
CREATE INDEX "follow_ups_board_by_kind" ON "follow_ups" ("kind", "weight" DESC, "dueAt", "id")
  WHERE ("state" IN ('planned', 'due') OR ("state" = 'sent' AND "kind" = 'survey'));
-- What must not be overlooked is rare, and found at once even when there is none.
CREATE INDEX "follow_ups_unowned" ON "follow_ups" ("weight" DESC, "dueAt", "id")
  WHERE "state" IN ('planned', 'due') AND "ownerId" IS NULL;
CREATE INDEX "plans_without_a_next_step" ON "plans" ("id") WHERE "state" = 'open' AND "wakeAt" IS NULL;
CREATE INDEX "customers_unreachable" ON "customers" ("id") WHERE "phoneState" <> 'ok';
-- Words are looked for anywhere in a name or a comment.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX "customers_name" ON "customers" USING gin ("name" gin_trgm_ops);
CREATE INDEX "follow_ups_comment" ON "follow_ups" USING gin ("comment" gin_trgm_ops);
