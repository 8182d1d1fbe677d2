-- A sender is one account of a channel: a number for SMS, `whatsapp:<number>`, `email:<address>`. It holds when its
-- settings are at fault, so that thousands of messages do not fail one after the other.
ALTER TABLE "senders"
  ADD COLUMN "channel" TEXT NOT NULL DEFAULT 'sms',
  ADD COLUMN "heldAt" TIMESTAMPTZ(3),
  ADD COLUMN "heldUntil" TIMESTAMPTZ(3),
  ADD COLUMN "heldCode" INTEGER,
  ADD COLUMN "heldReason" TEXT,
  ADD CONSTRAINT "senders_channel" CHECK ("channel" IN ('sms', 'whatsapp', 'email')),
  ADD CONSTRAINT "senders_held_say_why" CHECK (("heldAt" IS NULL) = ("heldReason" IS NULL));

ALTER TABLE "messages" ALTER COLUMN "customerId" DROP NOT NULL,
  ADD COLUMN "staffId" TEXT,
  ADD COLUMN "escalationId" TEXT,
  ADD COLUMN "turn" INTEGER NOT NULL DEFAULT 1,
  ADD COLUMN "channel" TEXT NOT NULL DEFAULT 'sms',
  ADD COLUMN "subject" TEXT,
  ADD COLUMN "contentSid" TEXT,
  ADD CONSTRAINT "messages_channel" CHECK ("channel" IN ('sms', 'whatsapp', 'email')),
  ADD CONSTRAINT "messages_turn" CHECK ("turn" >= 1),
  ADD CONSTRAINT "messages_are_for_one" CHECK (num_nonnulls("customerId", "staffId") = 1),
  ADD CONSTRAINT "messages_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "messages_escalationId_fkey" FOREIGN KEY ("escalationId") REFERENCES "escalations"("id")
    ON DELETE SET NULL ON UPDATE CASCADE;
DROP INDEX "messages_followUpId_part_key";
CREATE UNIQUE INDEX "messages_followUpId_part_turn_key" ON "messages"("followUpId", "part", "turn");
CREATE UNIQUE INDEX "messages_escalationId_staffId_part_turn_key" ON "messages"("escalationId", "staffId", "part", "turn");

-- Still at most one attempt of a message that can have reached anybody; what became of it is written on it too.
ALTER TABLE "attempts" DROP CONSTRAINT "attempts_state",
  ADD CONSTRAINT "attempts_state" CHECK ("state" IN ('intended', 'in-flight', 'accepted', 'refused', 'unknown',
    'delivered', 'undelivered', 'failed'));

ALTER TABLE "inbound_messages" ADD COLUMN "channel" TEXT NOT NULL DEFAULT 'sms',
  ADD CONSTRAINT "inbound_messages_channel" CHECK ("channel" IN ('sms', 'whatsapp'));
