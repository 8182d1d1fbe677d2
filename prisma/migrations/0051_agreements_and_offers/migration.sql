-- AlterTable: how an agreement stands is computed when it is next read, so the rows that are there are asked at once.
ALTER TABLE "agreements"
  ADD COLUMN "renewalNotice" TEXT,
  ADD COLUMN "state" TEXT NOT NULL DEFAULT 'active',
  ADD COLUMN "currentEndsOn" DATE,
  ADD COLUMN "noticeOn" DATE,
  ADD COLUMN "termNumber" INTEGER NOT NULL DEFAULT 1,
  ADD COLUMN "changesAt" TIMESTAMPTZ(3) DEFAULT 'epoch'::timestamptz,
  ADD COLUMN "replacedById" TEXT,
  ADD CONSTRAINT "agreements_replacedById_fkey" FOREIGN KEY ("replacedById") REFERENCES "agreements"("id") ON DELETE SET NULL ON UPDATE CASCADE,
  ADD CONSTRAINT "agreements_state" CHECK ("state" IN ('active', 'suspended', 'ending', 'lapsed', 'cancelled')),
  ADD CONSTRAINT "agreements_replaced_by_another" CHECK ("replacedById" <> "id");

CREATE INDEX "agreements_state_currentEndsOn_idx" ON "agreements"("state", "currentEndsOn");
CREATE INDEX "agreements_changesAt_idx" ON "agreements"("changesAt");

-- CreateTable
CREATE TABLE "offers" (
    "id" TEXT NOT NULL,
    "planId" TEXT NOT NULL,
    "followUpId" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "agreementId" TEXT,
    "saleId" TEXT,
    "kind" TEXT NOT NULL,
    "terms" JSONB NOT NULL,
    "template" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "offeredAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3),
    "remindAt" TIMESTAMPTZ(3),
    "decidedAt" TIMESTAMPTZ(3),
    "decidedBy" TEXT,
    "madeAgreementId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "offers_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "offers_followUpId_key" ON "offers"("followUpId");
CREATE INDEX "offers_customerId_createdAt_idx" ON "offers"("customerId", "createdAt");
CREATE INDEX "offers_agreementId_idx" ON "offers"("agreementId");
CREATE INDEX "offers_state_createdAt_idx" ON "offers"("state", "createdAt");

ALTER TABLE "offers"
  ADD CONSTRAINT "offers_planId_fkey" FOREIGN KEY ("planId") REFERENCES "plans"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "offers_followUpId_fkey" FOREIGN KEY ("followUpId") REFERENCES "follow_ups"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "offers_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "offers_agreementId_fkey" FOREIGN KEY ("agreementId") REFERENCES "agreements"("id") ON DELETE SET NULL ON UPDATE CASCADE,
  ADD CONSTRAINT "offers_saleId_fkey" FOREIGN KEY ("saleId") REFERENCES "sales"("id") ON DELETE SET NULL ON UPDATE CASCADE,
  ADD CONSTRAINT "offers_madeAgreementId_fkey" FOREIGN KEY ("madeAgreementId") REFERENCES "agreements"("id") ON DELETE SET NULL ON UPDATE CASCADE,
  ADD CONSTRAINT "offers_kind" CHECK ("kind" IN ('renewal', 'upgrade', 'agreement')),
  ADD CONSTRAINT "offers_state" CHECK ("state" IN ('open', 'accepted', 'declined', 'expired', 'withdrawn')),
  ADD CONSTRAINT "offers_decided" CHECK (("state" IN ('accepted', 'declined')) = ("decidedAt" IS NOT NULL));
