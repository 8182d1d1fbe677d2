ALTER TABLE "customers" ADD COLUMN "emailState" TEXT NOT NULL DEFAULT 'ok',
  ADD CONSTRAINT "customers_email_state" CHECK ("emailState" IN ('ok', 'doubtful', 'invalid'));

ALTER TABLE "templates" ADD COLUMN "subjects" JSONB NOT NULL DEFAULT '{}';

-- An answer given on a page that a link in an e-mail led to.
ALTER TABLE "inbound_messages" DROP CONSTRAINT "inbound_messages_channel",
  ADD CONSTRAINT "inbound_messages_channel" CHECK ("channel" IN ('sms', 'whatsapp', 'email'));

CREATE TABLE "links" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "messageId" TEXT,
    "hash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "links_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "links_kind" CHECK ("kind" IN ('preferences', 'mail')),
    CONSTRAINT "links_of_mails_name_one" CHECK (("kind" = 'mail') = ("messageId" IS NOT NULL)),
    CONSTRAINT "links_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "customers"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "links_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "messages"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "links_messageId_key" ON "links"("messageId");
CREATE UNIQUE INDEX "links_hash_key" ON "links"("hash");
CREATE INDEX "links_customerId_kind_idx" ON "links"("customerId", "kind");

CREATE TABLE "mail_reports" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "customerId" TEXT,
    "messageId" TEXT,
    "detail" TEXT,
    "externalId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mail_reports_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "mail_reports_kind" CHECK ("kind" IN ('hard', 'soft', 'complaint', 'delivered')),
    CONSTRAINT "mail_reports_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "customers"("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "mail_reports_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "messages"("id") ON DELETE SET NULL ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "mail_reports_externalId_key" ON "mail_reports"("externalId");
CREATE INDEX "mail_reports_customerId_at_idx" ON "mail_reports"("customerId", "at");
CREATE INDEX "mail_reports_messageId_idx" ON "mail_reports"("messageId");

-- A report finds its customers by address, whatever its capitals.
CREATE INDEX "customers_email_idx" ON "customers" (lower("email"));
