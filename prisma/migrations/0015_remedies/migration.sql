-- AlterTable
ALTER TABLE "tickets" ADD COLUMN "praisedId" TEXT;
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_praisedId_fkey" FOREIGN KEY ("praisedId") REFERENCES "staff"("id")
  ON DELETE SET NULL ON UPDATE CASCADE;

-- CreateTable
CREATE TABLE "authority" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "currency" TEXT NOT NULL,
    "roles" JSONB NOT NULL,
    "savedAt" TIMESTAMPTZ(3) NOT NULL,
    "savedBy" TEXT NOT NULL,

    CONSTRAINT "authority_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "authority_is_one" CHECK ("id" = 1)
);

-- CreateTable
CREATE TABLE "remedies" (
    "id" TEXT NOT NULL,
    "ticketId" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "followUpId" TEXT,
    "kind" TEXT NOT NULL,
    "amount" DECIMAL(14,2),
    "currency" TEXT,
    "text" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "askedBy" TEXT NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),
    "decidedBy" TEXT,
    "comment" TEXT,

    CONSTRAINT "remedies_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "remedies_customerId_askedAt_idx" ON "remedies"("customerId", "askedAt");
CREATE INDEX "remedies_ticketId_idx" ON "remedies"("ticketId");
CREATE INDEX "remedies_state_askedAt_idx" ON "remedies"("state", "askedAt");

ALTER TABLE "remedies"
  ADD CONSTRAINT "remedies_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "tickets"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "remedies_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "remedies_followUpId_fkey" FOREIGN KEY ("followUpId") REFERENCES "follow_ups"("id") ON DELETE SET NULL ON UPDATE CASCADE,
  ADD CONSTRAINT "remedies_kind" CHECK ("kind" IN ('refund', 'gift', 'discount', 'replacement', 'apology')),
  ADD CONSTRAINT "remedies_state" CHECK ("state" IN ('awaiting', 'granted', 'refused')),
  ADD CONSTRAINT "remedies_amount" CHECK ("amount" > 0 AND "currency" IS NOT NULL OR "amount" IS NULL),
  ADD CONSTRAINT "remedies_decided_by_somebody" CHECK (("state" = 'awaiting') = ("decidedAt" IS NULL));
