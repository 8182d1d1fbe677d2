-- A visit takes a stretch of somebody's day: an exclusion constraint over a name and a range needs this.
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- AlterTable
ALTER TABLE "teams"
  ADD COLUMN "calendar" TEXT,
  ADD COLUMN "visitsPerDay" INTEGER,
  ADD COLUMN "minutesPerDay" INTEGER,
  ADD CONSTRAINT "teams_visitsPerDay" CHECK ("visitsPerDay" > 0),
  ADD CONSTRAINT "teams_minutesPerDay" CHECK ("minutesPerDay" > 0);

ALTER TABLE "follow_ups"
  ADD COLUMN "visitStage" TEXT,
  ADD COLUMN "deadlineAt" TIMESTAMPTZ(3),
  ADD CONSTRAINT "follow_ups_visitStage" CHECK ("visitStage" IN ('to-come', 'to-propose', 'proposed', 'to-arrange', 'booked', 'confirmed', 'missed'));

CREATE INDEX "follow_ups_visitStage_dueAt_idx" ON "follow_ups"("visitStage", "dueAt");

-- CreateTable
CREATE TABLE "agreement_assets" (
    "agreementId" TEXT NOT NULL,
    "assetId" TEXT NOT NULL,

    CONSTRAINT "agreement_assets_pkey" PRIMARY KEY ("agreementId", "assetId"),
    CONSTRAINT "agreement_assets_agreementId_fkey" FOREIGN KEY ("agreementId") REFERENCES "agreements"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "agreement_assets_assetId_fkey" FOREIGN KEY ("assetId") REFERENCES "assets"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "agreement_assets_assetId_idx" ON "agreement_assets"("assetId");

CREATE TABLE "visits" (
    "id" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "siteId" TEXT,
    "teamId" TEXT,
    "staffId" TEXT,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "zone" TEXT NOT NULL,
    "on" DATE NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'booked',
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "forcedReason" TEXT,
    "endedReason" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdBy" TEXT NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "visits_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "visits_state" CHECK ("state" IN ('booked', 'done', 'cancelled')),
    CONSTRAINT "visits_end_after_they_begin" CHECK ("endsAt" > "startsAt"),
    CONSTRAINT "visits_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "visits_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "sites"("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "visits_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "teams"("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "visits_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "staff"("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "visits_one_at_a_time" EXCLUDE USING gist ("staffId" WITH =, tstzrange("startsAt", "endsAt") WITH &&)
      WHERE ("state" = 'booked' AND "staffId" IS NOT NULL)
);
CREATE INDEX "visits_teamId_on_idx" ON "visits"("teamId", "on");
CREATE INDEX "visits_startsAt_idx" ON "visits"("startsAt");
CREATE INDEX "visits_staffId_startsAt_idx" ON "visits"("staffId", "startsAt");
CREATE INDEX "visits_customerId_idx" ON "visits"("customerId");

CREATE TABLE "visit_follow_ups" (
    "visitId" TEXT NOT NULL,
    "followUpId" TEXT NOT NULL,
    "leads" BOOLEAN NOT NULL,

    CONSTRAINT "visit_follow_ups_pkey" PRIMARY KEY ("visitId", "followUpId"),
    CONSTRAINT "visit_follow_ups_visitId_fkey" FOREIGN KEY ("visitId") REFERENCES "visits"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "visit_follow_ups_followUpId_fkey" FOREIGN KEY ("followUpId") REFERENCES "follow_ups"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "visit_follow_ups_followUpId_idx" ON "visit_follow_ups"("followUpId");

CREATE TABLE "visit_proposals" (
    "id" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "siteId" TEXT,
    "teamId" TEXT,
    "followUpId" TEXT NOT NULL,
    "followUpIds" TEXT[] NOT NULL,
    "turn" INTEGER NOT NULL,
    "slots" JSONB NOT NULL,
    "minutes" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "closesAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "visit_proposals_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "visit_proposals_state" CHECK ("state" IN ('open', 'taken', 'declined', 'withdrawn')),
    CONSTRAINT "visit_proposals_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "visit_proposals_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "sites"("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "visit_proposals_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "teams"("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "visit_proposals_followUpId_fkey" FOREIGN KEY ("followUpId") REFERENCES "follow_ups"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "visit_proposals_followUpId_turn_key" ON "visit_proposals"("followUpId", "turn");
CREATE INDEX "visit_proposals_state_closesAt_idx" ON "visit_proposals"("state", "closesAt");
CREATE INDEX "visit_proposals_customerId_idx" ON "visit_proposals"("customerId");

CREATE TABLE "visit_reports" (
    "id" TEXT NOT NULL,
    "visitId" TEXT,
    "followUpId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by" TEXT NOT NULL,
    "staffId" TEXT,
    "text" TEXT,
    "readings" JSONB NOT NULL,
    "findings" JSONB NOT NULL,
    "parts" JSONB NOT NULL,
    "photos" TEXT[] NOT NULL,

    CONSTRAINT "visit_reports_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "visit_reports_visitId_fkey" FOREIGN KEY ("visitId") REFERENCES "visits"("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "visit_reports_followUpId_fkey" FOREIGN KEY ("followUpId") REFERENCES "follow_ups"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "visit_reports_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "staff"("id") ON DELETE SET NULL ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "visit_reports_followUpId_key" ON "visit_reports"("followUpId");
CREATE INDEX "visit_reports_visitId_idx" ON "visit_reports"("visitId");

CREATE TABLE "calendar_feeds" (
    "id" TEXT NOT NULL,
    "staffId" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "calendar_feeds_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "calendar_feeds_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "calendar_feeds_hash_key" ON "calendar_feeds"("hash");
CREATE INDEX "calendar_feeds_staffId_idx" ON "calendar_feeds"("staffId");

-- A visit has a page for its customer.
ALTER TABLE "links"
  ADD COLUMN "visitId" TEXT,
  ADD CONSTRAINT "links_visitId_fkey" FOREIGN KEY ("visitId") REFERENCES "visits"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  DROP CONSTRAINT "links_kind",
  ADD CONSTRAINT "links_kind" CHECK ("kind" IN ('preferences', 'mail', 'visit')),
  ADD CONSTRAINT "links_of_visits_name_one" CHECK (("kind" = 'visit') = ("visitId" IS NOT NULL));
CREATE UNIQUE INDEX "links_visitId_key" ON "links"("visitId");

-- What a visit found.
ALTER TABLE "tickets"
  ADD COLUMN "assetId" TEXT,
  ADD COLUMN "relatedAgreementId" TEXT,
  ADD CONSTRAINT "tickets_assetId_fkey" FOREIGN KEY ("assetId") REFERENCES "assets"("id") ON DELETE SET NULL ON UPDATE CASCADE,
  ADD CONSTRAINT "tickets_relatedAgreementId_fkey" FOREIGN KEY ("relatedAgreementId") REFERENCES "agreements"("id") ON DELETE SET NULL ON UPDATE CASCADE;
