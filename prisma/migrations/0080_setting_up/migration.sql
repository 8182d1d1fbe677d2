-- AlterTable
ALTER TABLE "organisations"
  ADD COLUMN "describedAt" TIMESTAMPTZ(3),
  ADD COLUMN "setupClosedAt" TIMESTAMPTZ(3),
  ADD COLUMN "begunEmpty" BOOLEAN NOT NULL DEFAULT false;

-- Those that exist were described when they were made, and work already.
UPDATE "organisations" SET "describedAt" = now(), "setupClosedAt" = now();

-- AlterTable
ALTER TABLE "policies" ADD COLUMN "draftRev" INTEGER NOT NULL DEFAULT 1, ADD COLUMN "draftYaml" TEXT;
