-- CreateTable
CREATE TABLE "bulk_actions" (
    "id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by" TEXT NOT NULL,
    "verb" TEXT NOT NULL,
    "changed" INTEGER NOT NULL,
    "before" JSONB NOT NULL DEFAULT '[]',
    "undoUntil" TIMESTAMPTZ(3),
    "undoneAt" TIMESTAMPTZ(3),
    "undoneBy" TEXT,

    CONSTRAINT "bulk_actions_pkey" PRIMARY KEY ("id")
);

ALTER TABLE "bulk_actions"
  ADD CONSTRAINT "bulk_actions_verb" CHECK ("verb" IN ('complete', 'skip', 'snooze', 'assign', 'send-now')),
  ADD CONSTRAINT "bulk_actions_undone_by_somebody" CHECK (("undoneAt" IS NULL) = ("undoneBy" IS NULL));

-- AlterTable
ALTER TABLE "events" ADD COLUMN "bulkId" TEXT, ADD COLUMN "undoneAt" TIMESTAMPTZ(3);
ALTER TABLE "events" ADD CONSTRAINT "events_bulkId_fkey" FOREIGN KEY ("bulkId") REFERENCES "bulk_actions"("id")
  ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "events_bulkId_idx" ON "events"("bulkId");
