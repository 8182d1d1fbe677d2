-- A follow-up that nobody was assigned to by hand goes with the customer when the customer gets another owner.
ALTER TABLE "follow_ups" ADD COLUMN "isAssigned" BOOLEAN NOT NULL DEFAULT false;
UPDATE "follow_ups" SET "isAssigned" = true
  WHERE "id" IN (SELECT "followUpId" FROM "follow_up_changes" WHERE "changed" ? 'owner');
