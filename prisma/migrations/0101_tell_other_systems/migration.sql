CREATE TABLE "webhook_endpoints" (
    "id" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "description" TEXT,
    "events" TEXT[],
    "secrets" JSONB NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "failingSince" TIMESTAMPTZ(3),
    "disabledAt" TIMESTAMPTZ(3),
    "disabledReason" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdBy" TEXT NOT NULL,

    CONSTRAINT "webhook_endpoints_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "webhook_events" (
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "data" JSONB NOT NULL,

    CONSTRAINT "webhook_events_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "webhook_deliveries" (
    "id" BIGSERIAL NOT NULL,
    "endpointId" TEXT NOT NULL,
    "eventId" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "webhook_deliveries_state" CHECK ("state" IN ('waiting', 'delivered', 'failed')),
    CONSTRAINT "webhook_deliveries_wait_for_an_instant" CHECK (("state" = 'waiting') = ("nextAt" IS NOT NULL))
);
CREATE TABLE "webhook_attempts" (
    "deliveryId" BIGINT NOT NULL,
    "number" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "status" INTEGER,
    "milliseconds" INTEGER NOT NULL,
    "answer" TEXT,
    "error" TEXT,

    CONSTRAINT "webhook_attempts_pkey" PRIMARY KEY ("deliveryId", "number")
);
CREATE INDEX "webhook_deliveries_endpointId_state_nextAt_idx" ON "webhook_deliveries"("endpointId", "state", "nextAt");
CREATE INDEX "webhook_deliveries_state_nextAt_idx" ON "webhook_deliveries"("state", "nextAt");
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_endpointId_fkey" FOREIGN KEY ("endpointId") REFERENCES "webhook_endpoints"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "webhook_events"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "webhook_attempts" ADD CONSTRAINT "webhook_attempts_deliveryId_fkey" FOREIGN KEY ("deliveryId") REFERENCES "webhook_deliveries"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "outbox" DROP CONSTRAINT "outbox_kind",
  ADD CONSTRAINT "outbox_kind" CHECK ("kind" IN ('plan', 'sender', 'job', 'call', 'routine', 'webhook'));

-- Other systems hear of facts. The database itself notes them, in the transaction that stores the fact, so that no
-- writer can forget to; and only where an active endpoint wants to hear, so that it costs nothing where there is none.
CREATE FUNCTION tell_webhooks(event_type text, event_at timestamptz, event_data jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  event_id text;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM webhook_endpoints WHERE active) THEN RETURN; END IF;
  IF NOT EXISTS (SELECT 1 FROM webhook_endpoints e, unnest(e.events) p WHERE e.active AND event_type LIKE replace(p, '*', '%')) THEN
    RETURN;
  END IF;
  event_id := 'whe_' || replace(gen_random_uuid()::text, '-', '');
  INSERT INTO webhook_events (id, type, at, data) VALUES (event_id, event_type, event_at, event_data);
  WITH wanted AS (
    INSERT INTO webhook_deliveries ("endpointId", "eventId", "nextAt")
    SELECT e.id, event_id, event_at FROM webhook_endpoints e
    WHERE e.active AND EXISTS (SELECT 1 FROM unnest(e.events) p WHERE event_type LIKE replace(p, '*', '%'))
    RETURNING "endpointId"
  )
  INSERT INTO outbox (kind, target) SELECT 'webhook', "endpointId" FROM wanted;
END $$;

CREATE FUNCTION tell_webhooks_of_subject() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tell_webhooks(TG_ARGV[0] || '.created', NEW."createdAt",
    jsonb_build_object('id', NEW.id, 'externalId', NEW."externalId", 'customer', NEW."customerId"));
  RETURN NULL;
END $$;
CREATE TRIGGER sales_tell_webhooks AFTER INSERT ON "sales" FOR EACH ROW EXECUTE FUNCTION tell_webhooks_of_subject('sale');
CREATE TRIGGER tickets_tell_webhooks AFTER INSERT ON "tickets" FOR EACH ROW EXECUTE FUNCTION tell_webhooks_of_subject('ticket');
CREATE TRIGGER agreements_tell_webhooks AFTER INSERT ON "agreements" FOR EACH ROW EXECUTE FUNCTION tell_webhooks_of_subject('agreement');

CREATE FUNCTION tell_webhooks_of_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  subject text := CASE WHEN NEW."saleId" IS NOT NULL THEN 'sale' WHEN NEW."ticketId" IS NOT NULL THEN 'ticket' ELSE 'agreement' END;
BEGIN
  IF NEW."planId" IS NOT NULL THEN RETURN NULL; END IF;
  PERFORM tell_webhooks(CASE WHEN NEW.type LIKE '%.%' THEN NEW.type ELSE subject || '.' || NEW.type END, NEW."recordedAt",
    jsonb_build_object('id', NEW.id, 'subject', jsonb_build_object('type', subject,
      'id', coalesce(NEW."saleId", NEW."ticketId", NEW."agreementId")), 'at', NEW.at, 'by', NEW."recordedBy", 'data', NEW.data));
  RETURN NULL;
END $$;
CREATE TRIGGER events_tell_webhooks AFTER INSERT ON "events" FOR EACH ROW EXECUTE FUNCTION tell_webhooks_of_event();

CREATE FUNCTION tell_webhooks_of_follow_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.changed ? 'state' THEN
    PERFORM tell_webhooks('follow-up.' || (NEW.changed->'state'->>1), NEW.at,
      jsonb_build_object('id', f.id, 'plan', f."planId", 'customer', f."customerId", 'step', f.step, 'occurrence', f.occurrence,
        'kind', f.kind, 'before', NEW.changed->'state'->>0, 'state', NEW.changed->'state'->>1, 'dueAt', f."dueAt", 'owner', f."ownerId",
        'score', f.score, 'comment', f.comment, 'outcome', f.outcome, 'by', to_jsonb(NEW)->>'by'))
    FROM follow_ups f WHERE f.id = NEW."followUpId";
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER follow_up_changes_tell_webhooks AFTER INSERT ON "follow_up_changes" FOR EACH ROW EXECUTE FUNCTION tell_webhooks_of_follow_up();

CREATE FUNCTION tell_webhooks_of_level() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tell_webhooks('escalation.level', NEW.at,
    jsonb_build_object('id', e.id, 'of', e.of, 'cause', e.cause, 'level', NEW.level, 'round', NEW.round, 'to', to_jsonb(NEW."to"),
      'customer', e."customerId", 'plan', e."planId", 'followUp', e."followUpId", 'owner', e."ownerId", 'comment', e.comment))
  FROM escalations e WHERE e.id = NEW."escalationId";
  RETURN NULL;
END $$;
CREATE TRIGGER escalation_levels_tell_webhooks AFTER INSERT ON "escalation_levels" FOR EACH ROW EXECUTE FUNCTION tell_webhooks_of_level();

CREATE FUNCTION tell_webhooks_of_escalation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tell_webhooks('escalation.' || NEW.state, coalesce(NEW."resolvedAt", NEW."acknowledgedAt", NEW.at),
    jsonb_build_object('id', NEW.id, 'of', NEW.of, 'level', NEW.level, 'customer', NEW."customerId", 'plan', NEW."planId",
      'followUp', NEW."followUpId", 'owner', NEW."ownerId", 'by', coalesce(NEW."resolvedBy", NEW."acknowledgedBy")));
  RETURN NULL;
END $$;
CREATE TRIGGER escalations_tell_webhooks AFTER UPDATE OF state ON "escalations" FOR EACH ROW
  WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION tell_webhooks_of_escalation();

CREATE FUNCTION tell_webhooks_of_message() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."customerId" IS NULL OR NEW.state IN ('staged', 'in-flight', 'sent') THEN RETURN NULL; END IF;
  PERFORM tell_webhooks('message.' || NEW.state, coalesce(NEW."endedAt", NEW."acceptedAt", NEW."sendAt"),
    jsonb_build_object('id', NEW.id, 'customer', NEW."customerId", 'followUp', NEW."followUpId", 'channel', NEW.channel,
      'template', NEW.template, 'purpose', NEW.purpose, 'to', NEW."to", 'sid', NEW.sid, 'errorCode', NEW."errorCode", 'reasons', NEW.reasons));
  RETURN NULL;
END $$;
CREATE TRIGGER messages_tell_webhooks AFTER UPDATE OF state ON "messages" FOR EACH ROW
  WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION tell_webhooks_of_message();

CREATE FUNCTION tell_webhooks_of_reply() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tell_webhooks('reply.' || CASE NEW.state WHEN 'handled' THEN 'understood' WHEN 'inbox' THEN 'unclear' ELSE NEW.state END,
    coalesce(NEW."handledAt", NEW."receivedAt"),
    jsonb_build_object('id', NEW.id, 'customer', NEW."customerId", 'followUp', NEW."followUpId", 'from', NEW."from", 'body', NEW.body,
      'intent', NEW.intent, 'value', NEW.value, 'comment', NEW.comment));
  RETURN NULL;
END $$;
CREATE TRIGGER inbound_messages_tell_webhooks AFTER UPDATE OF state ON "inbound_messages" FOR EACH ROW
  WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION tell_webhooks_of_reply();

CREATE FUNCTION tell_webhooks_of_consent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tell_webhooks(CASE WHEN NEW.granted THEN 'consent.granted' ELSE 'consent.refused' END, coalesce(NEW."recordedAt", NEW.at),
    jsonb_build_object('id', NEW.id, 'customer', NEW."customerId", 'channel', NEW.channel, 'purpose', NEW.purpose, 'method', NEW.method,
      'at', NEW.at));
  RETURN NULL;
END $$;
CREATE TRIGGER consents_tell_webhooks AFTER INSERT ON "consents" FOR EACH ROW EXECUTE FUNCTION tell_webhooks_of_consent();

CREATE FUNCTION tell_webhooks_of_remedy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tell_webhooks('remedy.' || NEW.state, coalesce(NEW."decidedAt", NEW."askedAt"),
    jsonb_build_object('id', NEW.id, 'ticket', NEW."ticketId", 'customer', NEW."customerId", 'kind', NEW.kind, 'amount', NEW.amount,
      'currency', NEW.currency, 'by', coalesce(NEW."decidedBy", NEW."askedBy")));
  RETURN NULL;
END $$;
CREATE TRIGGER remedies_tell_webhooks AFTER INSERT OR UPDATE OF state ON "remedies" FOR EACH ROW EXECUTE FUNCTION tell_webhooks_of_remedy();
