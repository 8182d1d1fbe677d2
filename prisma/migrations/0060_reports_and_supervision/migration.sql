ALTER TABLE "tickets" ADD COLUMN "reason" TEXT;
ALTER TABLE "staff" ADD COLUMN "digest" BOOLEAN NOT NULL DEFAULT true;

-- What the house does at its own hour.
CREATE TABLE "routines" (
    "key" TEXT NOT NULL,
    "wakeAt" TIMESTAMPTZ(3),

    CONSTRAINT "routines_pkey" PRIMARY KEY ("key")
);
CREATE INDEX "routines_wakeAt_idx" ON "routines"("wakeAt");
ALTER TABLE "outbox" DROP CONSTRAINT "outbox_kind",
  ADD CONSTRAINT "outbox_kind" CHECK ("kind" IN ('plan', 'sender', 'job', 'call', 'routine'));

CREATE TABLE "digests" (
    "staffId" TEXT NOT NULL,
    "on" DATE NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "figures" JSONB NOT NULL,

    CONSTRAINT "digests_pkey" PRIMARY KEY ("staffId", "on")
);
ALTER TABLE "digests"
  ADD CONSTRAINT "digests_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "survey_waves" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'running',
    "startsOn" DATE NOT NULL,
    "weeks" INTEGER NOT NULL,
    "notWithin" TEXT NOT NULL,
    "every" TEXT,
    "audience" JSONB NOT NULL,
    "previousId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdBy" TEXT NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "survey_waves_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "survey_waves_previousId_key" ON "survey_waves"("previousId");
ALTER TABLE "survey_waves"
  ADD CONSTRAINT "survey_waves_previousId_fkey" FOREIGN KEY ("previousId") REFERENCES "survey_waves"("id") ON DELETE SET NULL ON UPDATE CASCADE,
  ADD CONSTRAINT "survey_waves_question" CHECK ("question" IN ('csat', 'nps', 'ces')),
  ADD CONSTRAINT "survey_waves_state" CHECK ("state" IN ('running', 'done', 'stopped')),
  ADD CONSTRAINT "survey_waves_ended" CHECK (("state" = 'running') = ("endedAt" IS NULL)),
  ADD CONSTRAINT "survey_waves_weeks" CHECK ("weeks" BETWEEN 1 AND 26);

CREATE TABLE "wave_members" (
    "waveId" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "askAt" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'planned',
    "reason" TEXT,
    "followUpId" TEXT,

    CONSTRAINT "wave_members_pkey" PRIMARY KEY ("waveId", "customerId")
);
CREATE INDEX "wave_members_waveId_state_askAt_idx" ON "wave_members"("waveId", "state", "askAt");
CREATE INDEX "wave_members_customerId_idx" ON "wave_members"("customerId");
ALTER TABLE "wave_members"
  ADD CONSTRAINT "wave_members_waveId_fkey" FOREIGN KEY ("waveId") REFERENCES "survey_waves"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "wave_members_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "customers"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "wave_members_followUpId_fkey" FOREIGN KEY ("followUpId") REFERENCES "follow_ups"("id") ON DELETE SET NULL ON UPDATE CASCADE,
  ADD CONSTRAINT "wave_members_state" CHECK ("state" IN ('planned', 'asked', 'left-out')),
  ADD CONSTRAINT "wave_members_reason" CHECK (("state" = 'left-out') = ("reason" IS NOT NULL));

CREATE TABLE "supervision_rules" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "perMonth" INTEGER NOT NULL,
    "afterLowScore" INTEGER NOT NULL,
    "most" INTEGER NOT NULL,
    "dueDays" INTEGER NOT NULL,
    "savedAt" TIMESTAMPTZ(3) NOT NULL,
    "savedBy" TEXT NOT NULL,

    CONSTRAINT "supervision_rules_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "supervision_rules_are_one" CHECK ("id" = 1)
);

CREATE TABLE "checklists" (
    "kind" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "items" JSONB NOT NULL,
    "savedAt" TIMESTAMPTZ(3) NOT NULL,
    "savedBy" TEXT NOT NULL,

    CONSTRAINT "checklists_pkey" PRIMARY KEY ("kind", "version"),
    CONSTRAINT "checklists_kind" CHECK ("kind" IN ('call', 'visit', 'ticket'))
);

CREATE TABLE "reviews" (
    "id" TEXT NOT NULL,
    "month" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "staffId" TEXT NOT NULL,
    "reviewerId" TEXT NOT NULL,
    "workId" TEXT,
    "ticketId" TEXT,
    "drawn" TEXT NOT NULL,
    "followUpId" TEXT NOT NULL,
    "version" INTEGER,
    "answers" JSONB NOT NULL DEFAULT '{}',
    "result" TEXT,
    "comment" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "doneAt" TIMESTAMPTZ(3),
    "doneBy" TEXT,

    CONSTRAINT "reviews_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "reviews_month_workId_key" ON "reviews"("month", "workId");
CREATE UNIQUE INDEX "reviews_month_ticketId_key" ON "reviews"("month", "ticketId");
CREATE INDEX "reviews_staffId_month_idx" ON "reviews"("staffId", "month");
CREATE INDEX "reviews_reviewerId_doneAt_idx" ON "reviews"("reviewerId", "doneAt");
CREATE INDEX "reviews_doneAt_idx" ON "reviews"("doneAt");
ALTER TABLE "reviews"
  ADD CONSTRAINT "reviews_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "reviews_reviewerId_fkey" FOREIGN KEY ("reviewerId") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "reviews_workId_fkey" FOREIGN KEY ("workId") REFERENCES "follow_ups"("id") ON DELETE SET NULL ON UPDATE CASCADE,
  ADD CONSTRAINT "reviews_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "tickets"("id") ON DELETE SET NULL ON UPDATE CASCADE,
  ADD CONSTRAINT "reviews_followUpId_fkey" FOREIGN KEY ("followUpId") REFERENCES "follow_ups"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "reviews_kind" CHECK ("kind" IN ('call', 'visit', 'ticket')),
  ADD CONSTRAINT "reviews_drawn" CHECK ("drawn" IN ('sample', 'low-score')),
  ADD CONSTRAINT "reviews_result" CHECK ("result" IN ('good', 'fair', 'poor')),
  ADD CONSTRAINT "reviews_of_one_piece" CHECK ("workId" IS NULL OR "ticketId" IS NULL),
  ADD CONSTRAINT "reviews_not_of_oneself" CHECK ("staffId" <> "reviewerId"),
  ADD CONSTRAINT "reviews_done_with_a_result" CHECK (("doneAt" IS NULL) = ("result" IS NULL));

CREATE TABLE "findings" (
    "id" TEXT NOT NULL,
    "reviewId" TEXT NOT NULL,
    "item" TEXT,
    "severity" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "followUpId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "findings_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "findings_reviewId_idx" ON "findings"("reviewId");
ALTER TABLE "findings"
  ADD CONSTRAINT "findings_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "reviews"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "findings_followUpId_fkey" FOREIGN KEY ("followUpId") REFERENCES "follow_ups"("id") ON DELETE SET NULL ON UPDATE CASCADE,
  ADD CONSTRAINT "findings_severity" CHECK ("severity" IN ('minor', 'major', 'critical'));

-- Reports read a stretch of time of one sort of follow-up; each of these is such a stretch.
CREATE INDEX "tickets_openedAt_idx" ON "tickets"("openedAt");
CREATE INDEX "follow_ups_asked" ON "follow_ups" ("sendAt") WHERE "question" IS NOT NULL AND "kind" = 'survey';
CREATE INDEX "follow_ups_scored" ON "follow_ups" ("endedAt") WHERE "question" IS NOT NULL AND "score" IS NOT NULL;
CREATE INDEX "follow_ups_work_due" ON "follow_ups" ("dueAt") WHERE "kind" IN ('call', 'visit', 'review');
CREATE INDEX "follow_ups_work_ended" ON "follow_ups" ("endedAt") WHERE "kind" IN ('call', 'visit', 'review');
