-- CreateTable
CREATE TABLE "calls" (
    "id" TEXT NOT NULL,
    "followUpId" TEXT NOT NULL,
    "planId" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "attempt" INTEGER,
    "staffId" TEXT,
    "state" TEXT NOT NULL,
    "placeAt" TIMESTAMPTZ(3) NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "customerTo" TEXT NOT NULL,
    "reasons" JSONB NOT NULL DEFAULT '[]',
    "sid" TEXT,
    "dialSid" TEXT,
    "error" TEXT,
    "errorCode" INTEGER,
    "calledAt" TIMESTAMPTZ(3),
    "settleAt" TIMESTAMPTZ(3),
    "looks" INTEGER NOT NULL DEFAULT 0,
    "startedAt" TIMESTAMPTZ(3),
    "answeredAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "duration" INTEGER,
    "dialStatus" TEXT,
    "answeredBy" TEXT,
    "sequence" INTEGER NOT NULL DEFAULT -1,
    "empties" INTEGER NOT NULL DEFAULT 0,
    "outcome" TEXT,
    "outcomeBy" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdBy" TEXT NOT NULL,

    CONSTRAINT "calls_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "call_reports" (
    "callSid" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "callId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "call_reports_pkey" PRIMARY KEY ("callSid", "sequence")
);

-- CreateIndex
CREATE UNIQUE INDEX "calls_sid_key" ON "calls"("sid");
CREATE UNIQUE INDEX "calls_followUpId_attempt_key" ON "calls"("followUpId", "attempt");
CREATE INDEX "calls_followUpId_createdAt_idx" ON "calls"("followUpId", "createdAt");
CREATE INDEX "calls_customerId_createdAt_idx" ON "calls"("customerId", "createdAt");
CREATE INDEX "calls_state_placeAt_idx" ON "calls"("state", "placeAt");
CREATE INDEX "calls_state_settleAt_idx" ON "calls"("state", "settleAt");
CREATE INDEX "call_reports_callId_idx" ON "call_reports"("callId");

-- AddForeignKey
ALTER TABLE "calls"
  ADD CONSTRAINT "calls_followUpId_fkey" FOREIGN KEY ("followUpId") REFERENCES "follow_ups"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "calls_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "calls_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "staff"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "call_reports"
  ADD CONSTRAINT "call_reports_callId_fkey" FOREIGN KEY ("callId") REFERENCES "calls"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "calls"
  ADD CONSTRAINT "calls_kind" CHECK ("kind" IN ('bridge', 'survey')),
  ADD CONSTRAINT "calls_state" CHECK ("state" IN ('staged', 'in-flight', 'unknown', 'accepted', 'ringing', 'answered',
    'ended', 'refused', 'withdrawn', 'kept-back')),
  ADD CONSTRAINT "calls_that_never_went_out_are_over" CHECK ("endedAt" IS NOT NULL OR "state" IN ('staged', 'in-flight',
    'unknown', 'accepted', 'ringing', 'answered')),
  ADD CONSTRAINT "calls_that_left_were_written_first" CHECK ("calledAt" IS NOT NULL OR "state" IN ('staged', 'withdrawn',
    'kept-back'));

-- A customer is not called twice at a time about one thing, whoever asks for it.
CREATE UNIQUE INDEX "calls_one_at_a_time" ON "calls"("followUpId") WHERE "endedAt" IS NULL;

ALTER TABLE "outbox" DROP CONSTRAINT "outbox_kind",
  ADD CONSTRAINT "outbox_kind" CHECK ("kind" IN ('plan', 'sender', 'job', 'call'));
