-- The ledger says about which number or address somebody agreed or refused, where, with which further proof, and when it
-- was written down. A soft opt-in counts only when it is documented.
ALTER TABLE "consents"
  ADD COLUMN "basis" TEXT NOT NULL DEFAULT 'consent',
  ADD COLUMN "address" TEXT,
  ADD COLUMN "source" TEXT,
  ADD COLUMN "evidence" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "recordedAt" TIMESTAMPTZ(3),
  ADD COLUMN "heedBy" TIMESTAMPTZ(3),
  ADD COLUMN "externalId" TEXT,
  ADD CONSTRAINT "consents_basis" CHECK ("basis" IN ('consent', 'soft-opt-in')),
  ADD CONSTRAINT "consents_soft_opt_in_is_documented" CHECK ("basis" <> 'soft-opt-in' OR ("granted"
    AND coalesce("evidence" @> '{"existingCustomer": true, "similarProducts": true, "refusalOffered": true}', false)));
CREATE UNIQUE INDEX "consents_customerId_externalId_key" ON "consents"("customerId", "externalId");

-- Each message keeps what of the ledger allowed or forbade it.
ALTER TABLE "messages" ADD COLUMN "evidence" JSONB;
CREATE INDEX "messages_evidence_row" ON "messages"(("evidence"->>'row')) WHERE "evidence" IS NOT NULL;
