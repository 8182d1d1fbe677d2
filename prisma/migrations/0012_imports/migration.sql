-- Files of other systems: each line as it came, until it is taken in or refused.
CREATE TABLE "imports" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "dryRun" BOOLEAN NOT NULL,
    "fileName" TEXT NOT NULL,
    "columns" TEXT[] NOT NULL,
    "mapping" JSONB NOT NULL,
    "defaults" JSONB NOT NULL,
    "total" INTEGER NOT NULL DEFAULT 0,
    "accepted" INTEGER NOT NULL DEFAULT 0,
    "rejected" INTEGER NOT NULL DEFAULT 0,
    "created" INTEGER NOT NULL DEFAULT 0,
    "cursor" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "createdBy" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    CONSTRAINT "imports_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "imports_kind" CHECK ("kind" IN ('customers', 'sales', 'tickets', 'agreements')),
    CONSTRAINT "imports_state" CHECK ("state" IN ('receiving', 'queued', 'running', 'done', 'failed', 'stopped'))
);
CREATE INDEX "imports_state_id_idx" ON "imports"("state", "id");

CREATE TABLE "import_lines" (
    "importId" TEXT NOT NULL,
    "line" INTEGER NOT NULL,
    "cells" TEXT[] NOT NULL,
    "reason" TEXT,
    CONSTRAINT "import_lines_pkey" PRIMARY KEY ("importId", "line"),
    CONSTRAINT "import_lines_importId_fkey" FOREIGN KEY ("importId") REFERENCES "imports"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
