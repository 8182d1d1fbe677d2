ALTER TABLE "plans" ADD COLUMN "changesAt" TIMESTAMPTZ(3);
UPDATE "plans" SET "changesAt" = "wakeAt";
CREATE INDEX "plans_changesAt_idx" ON "plans"("changesAt");
