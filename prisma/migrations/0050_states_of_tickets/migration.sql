-- AlterTable
ALTER TABLE "targets" ADD COLUMN "endedAt" TIMESTAMPTZ(3);

ALTER TABLE "tickets" ADD COLUMN "state" TEXT NOT NULL DEFAULT 'open', ADD COLUMN "stateAt" TIMESTAMPTZ(3);

-- What the events so far come to: the latest of those that change the state.
UPDATE "tickets" t SET
  "state" = CASE e."type" WHEN 'ticket.waiting' THEN 'waiting' WHEN 'ticket.resolved' THEN 'resolved'
    WHEN 'ticket.closed' THEN 'closed' ELSE 'open' END,
  "stateAt" = e."at"
FROM (
  SELECT DISTINCT ON ("ticketId") "ticketId", "type", "at" FROM "events"
  WHERE "undoneAt" IS NULL AND "type" IN ('ticket.waiting', 'ticket.active', 'ticket.resolved', 'ticket.closed', 'ticket.reopened')
  ORDER BY "ticketId", "at" DESC, "recordedAt" DESC, "id" DESC
) e WHERE e."ticketId" = t."id";
UPDATE "tickets" SET "stateAt" = "openedAt" WHERE "stateAt" IS NULL;
ALTER TABLE "tickets" ALTER COLUMN "stateAt" SET NOT NULL, ALTER COLUMN "stateAt" SET DEFAULT CURRENT_TIMESTAMP;

ALTER TABLE "tickets" ADD CONSTRAINT "tickets_state" CHECK ("state" IN ('open', 'waiting', 'resolved', 'closed'));
CREATE INDEX "tickets_state_stateAt_idx" ON "tickets"("state", "stateAt");
CREATE INDEX "tickets_ownerId_state_idx" ON "tickets"("ownerId", "state");
