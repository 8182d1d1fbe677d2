-- AlterTable
ALTER TABLE "staff"
  ADD COLUMN "alerts" TEXT NOT NULL DEFAULT 'sms',
  ADD COLUMN "skills" TEXT[] DEFAULT ARRAY[]::TEXT[],
  ADD COLUMN "calendar" TEXT,
  ADD COLUMN "workload" INTEGER,
  ADD CONSTRAINT "staff_alerts" CHECK ("alerts" IN ('sms', 'email', 'none')),
  ADD CONSTRAINT "staff_workload" CHECK ("workload" > 0);

-- CreateTable
CREATE TABLE "absences" (
    "id" TEXT NOT NULL,
    "staffId" TEXT NOT NULL,
    "coverId" TEXT,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdBy" TEXT NOT NULL,

    CONSTRAINT "absences_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "absences_staffId_until_idx" ON "absences"("staffId", "until");
CREATE INDEX "absences_coverId_until_idx" ON "absences"("coverId", "until");

ALTER TABLE "absences"
  ADD CONSTRAINT "absences_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "absences_coverId_fkey" FOREIGN KEY ("coverId") REFERENCES "staff"("id") ON DELETE SET NULL ON UPDATE CASCADE,
  ADD CONSTRAINT "absences_end_after_they_begin" CHECK ("until" > "from"),
  ADD CONSTRAINT "absences_covered_by_another" CHECK ("coverId" <> "staffId"),
  ADD CONSTRAINT "absences_reason" CHECK ("reason" IN ('holiday', 'sick', 'training', 'other'));
