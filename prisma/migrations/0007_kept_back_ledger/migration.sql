-- Reminders that leave in the words of another message: one text, one attempt, and each of them is told what became of it.
ALTER TABLE "messages" ADD COLUMN "sentWithId" TEXT,
  ADD CONSTRAINT "messages_sentWithId_fkey" FOREIGN KEY ("sentWithId") REFERENCES "messages"("id") ON DELETE SET NULL ON UPDATE CASCADE,
  ADD CONSTRAINT "messages_leave_with_another" CHECK ("sentWithId" <> "id");
CREATE INDEX "messages_sentWithId_idx" ON "messages"("sentWithId") WHERE "sentWithId" IS NOT NULL;

-- What the contact rules did to a message: kept it back, moved it, let it leave with another.
CREATE TABLE "message_decisions" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "messageId" TEXT,
    "followUpId" TEXT,
    "customerId" TEXT,
    "part" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "reason" JSONB NOT NULL,
    "fromAt" TIMESTAMPTZ(3) NOT NULL,
    "toAt" TIMESTAMPTZ(3),
    "withId" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by" TEXT NOT NULL,

    CONSTRAINT "message_decisions_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "message_decisions_what" CHECK ("what" IN ('kept-back', 'moved', 'merged')),
    CONSTRAINT "message_decisions_are_about_one" CHECK ("messageId" IS NOT NULL OR "followUpId" IS NOT NULL),
    CONSTRAINT "message_decisions_lead_somewhere" CHECK (("toAt" IS NULL) = ("what" = 'kept-back')),
    CONSTRAINT "message_decisions_merged_name_one" CHECK (("withId" IS NOT NULL) = ("what" = 'merged')),
    CONSTRAINT "message_decisions_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "messages"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "message_decisions_withId_fkey" FOREIGN KEY ("withId") REFERENCES "messages"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "message_decisions_followUpId_fkey" FOREIGN KEY ("followUpId") REFERENCES "follow_ups"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "message_decisions_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "message_decisions_key_key" ON "message_decisions"("key");
CREATE INDEX "message_decisions_messageId_at_idx" ON "message_decisions"("messageId", "at");
CREATE INDEX "message_decisions_followUpId_at_idx" ON "message_decisions"("followUpId", "at");
CREATE INDEX "message_decisions_customerId_at_idx" ON "message_decisions"("customerId", "at");
CREATE INDEX "message_decisions_withId_idx" ON "message_decisions"("withId");
CREATE TRIGGER "message_decisions_never_change" BEFORE UPDATE OR DELETE ON "message_decisions" FOR EACH ROW EXECUTE FUNCTION refuse_change();
