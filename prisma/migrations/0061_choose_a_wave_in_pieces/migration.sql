ALTER TABLE "survey_waves" ADD COLUMN "cursor" TEXT, ADD COLUMN "chosenAt" TIMESTAMPTZ(3);
