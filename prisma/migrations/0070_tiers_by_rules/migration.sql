-- Tiers by rules, their reviews and history; key accounts with a personal plan.
CREATE TABLE "tier_rules" (
    "version" INTEGER NOT NULL,
    "document" JSONB NOT NULL,
    "savedAt" TIMESTAMPTZ(3) NOT NULL,
    "savedBy" TEXT NOT NULL,
    CONSTRAINT "tier_rules_pkey" PRIMARY KEY ("version")
);

CREATE TABLE "customer_figures" (
    "id" TEXT NOT NULL,
    "customerId" TEXT NOT NULL REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    "name" TEXT NOT NULL,
    "value" DECIMAL(8,2) NOT NULL,
    "source" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "recordedBy" TEXT NOT NULL,
    CONSTRAINT "customer_figures_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "customer_figures_name" CHECK ("name" IN ('margin', 'risk'))
);
CREATE INDEX "customer_figures_customerId_name_at_idx" ON "customer_figures"("customerId", "name", "at");

CREATE TABLE "tier_pins" (
    "customerId" TEXT NOT NULL REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    "tier" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3),
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by" TEXT NOT NULL,
    CONSTRAINT "tier_pins_pkey" PRIMARY KEY ("customerId"),
    CONSTRAINT "tier_pins_tier" CHECK ("tier" IN ('platinum', 'gold', 'iron', 'lead'))
);

CREATE TABLE "tier_reviews" (
    "id" TEXT NOT NULL,
    "rulesVersion" INTEGER NOT NULL REFERENCES "tier_rules"("version") ON DELETE RESTRICT ON UPDATE CASCADE,
    "state" TEXT NOT NULL,
    "scheduled" BOOLEAN NOT NULL,
    "looked" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdBy" TEXT NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),
    "decidedBy" TEXT,
    "comment" TEXT,
    "jobId" TEXT,
    CONSTRAINT "tier_reviews_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "tier_reviews_state" CHECK ("state" IN ('open', 'approved', 'applied', 'rejected', 'superseded', 'unchanged'))
);
CREATE INDEX "tier_reviews_state_createdAt_idx" ON "tier_reviews"("state", "createdAt");
-- One preview at a time waits for a decision.
CREATE UNIQUE INDEX "tier_reviews_one_open" ON "tier_reviews"("state") WHERE "state" = 'open';

CREATE TABLE "tier_moves" (
    "id" TEXT NOT NULL,
    "reviewId" TEXT NOT NULL REFERENCES "tier_reviews"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    "customerId" TEXT NOT NULL REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "reasons" JSONB NOT NULL,
    "effects" JSONB NOT NULL,
    "excludedReason" TEXT,
    "excludedBy" TEXT,
    "endedAt" TIMESTAMPTZ(3),
    "outcome" TEXT,
    CONSTRAINT "tier_moves_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "tier_moves_outcome" CHECK ("outcome" IN ('moved', 'passed-over')),
    CONSTRAINT "tier_moves_ended" CHECK (("endedAt" IS NULL) = ("outcome" IS NULL))
);
CREATE UNIQUE INDEX "tier_moves_reviewId_customerId_key" ON "tier_moves"("reviewId", "customerId");
CREATE INDEX "tier_moves_customerId_idx" ON "tier_moves"("customerId");

CREATE TABLE "tier_changes" (
    "id" TEXT NOT NULL,
    "customerId" TEXT NOT NULL REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by" TEXT NOT NULL,
    "reviewId" TEXT,
    "reasons" JSONB NOT NULL DEFAULT '[]',
    CONSTRAINT "tier_changes_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "tier_changes_customerId_at_idx" ON "tier_changes"("customerId", "at");

CREATE TABLE "key_accounts" (
    "customerId" TEXT NOT NULL REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    "managerId" TEXT NOT NULL REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    "objectives" JSONB NOT NULL,
    "contacts" JSONB NOT NULL,
    "every" TEXT NOT NULL,
    "nextReviewAt" TIMESTAMPTZ(3),
    "savedAt" TIMESTAMPTZ(3) NOT NULL,
    "savedBy" TEXT NOT NULL,
    CONSTRAINT "key_accounts_pkey" PRIMARY KEY ("customerId")
);
CREATE INDEX "key_accounts_managerId_idx" ON "key_accounts"("managerId");

ALTER TABLE "jobs" DROP CONSTRAINT "jobs_kind",
  ADD CONSTRAINT "jobs_kind" CHECK ("kind" IN ('policy-impact', 'policy-move', 'replan', 'tier-apply'));
