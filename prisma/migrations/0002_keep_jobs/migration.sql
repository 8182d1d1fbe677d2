-- CreateTable
CREATE TABLE "jobs" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "total" INTEGER NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "cursor" TEXT,
    "result" JSONB NOT NULL DEFAULT '{}',
    "error" TEXT,
    "createdBy" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "jobs_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "jobs_createdAt_idx" ON "jobs"("createdAt");

ALTER TABLE "jobs"
  ADD CONSTRAINT "jobs_kind" CHECK ("kind" IN ('policy-impact', 'policy-move', 'replan')),
  ADD CONSTRAINT "jobs_state" CHECK ("state" IN ('queued', 'running', 'done', 'failed', 'stopped'));
ALTER TABLE "outbox" DROP CONSTRAINT "outbox_kind",
  ADD CONSTRAINT "outbox_kind" CHECK ("kind" IN ('plan', 'sender', 'job'));
