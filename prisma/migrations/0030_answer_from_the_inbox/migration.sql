ALTER TABLE "inbound_messages" ADD COLUMN "ticketId" TEXT, ADD COLUMN "ownerId" TEXT;
ALTER TABLE "inbound_messages" ADD CONSTRAINT "inbound_messages_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "tickets"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "inbound_messages" ADD CONSTRAINT "inbound_messages_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "staff"("id") ON DELETE SET NULL ON UPDATE CASCADE;
CREATE INDEX "inbound_messages_ownerId_state_idx" ON "inbound_messages"("ownerId", "state");

-- What a member of staff wrote in answer to a customer's text.
ALTER TABLE "messages" ADD COLUMN "answersId" TEXT;
ALTER TABLE "messages" ADD CONSTRAINT "messages_answersId_fkey" FOREIGN KEY ("answersId") REFERENCES "inbound_messages"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "messages_answersId_idx" ON "messages"("answersId");
