-- Help pages that messages link to, their links, and who read them.
CREATE TABLE "guides" (
    "key" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "products" TEXT[],
    "steps" TEXT[],
    "titles" JSONB NOT NULL,
    "texts" JSONB NOT NULL,
    "retired" BOOLEAN NOT NULL DEFAULT false,
    "savedAt" TIMESTAMPTZ(3) NOT NULL,
    "savedBy" TEXT NOT NULL,
    CONSTRAINT "guides_pkey" PRIMARY KEY ("key", "version")
);

CREATE TABLE "guide_links" (
    "id" TEXT NOT NULL,
    "guideKey" TEXT NOT NULL,
    "messageId" TEXT NOT NULL REFERENCES "messages"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    "customerId" TEXT NOT NULL REFERENCES "customers"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    "product" TEXT,
    "step" TEXT,
    "template" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "helped" BOOLEAN,
    "helpedAt" TIMESTAMPTZ(3),
    CONSTRAINT "guide_links_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "guide_links_helped" CHECK (("helped" IS NULL) = ("helpedAt" IS NULL))
);
CREATE UNIQUE INDEX "guide_links_messageId_key" ON "guide_links"("messageId");
CREATE UNIQUE INDEX "guide_links_hash_key" ON "guide_links"("hash");
CREATE INDEX "guide_links_guideKey_createdAt_idx" ON "guide_links"("guideKey", "createdAt");
CREATE INDEX "guide_links_customerId_idx" ON "guide_links"("customerId");

CREATE TABLE "guide_openings" (
    "id" TEXT NOT NULL,
    "linkId" TEXT NOT NULL REFERENCES "guide_links"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "language" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "guide_openings_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "guide_openings_linkId_idx" ON "guide_openings"("linkId");
