-- Asking to deliver again begins a new series of tries: this many belong to the series before it.
ALTER TABLE "webhook_deliveries" ADD COLUMN "triesBefore" INTEGER NOT NULL DEFAULT 0;

-- Of a subject only what is its own; what belongs to a step is told as what became of the follow-up.
CREATE OR REPLACE FUNCTION tell_webhooks_of_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  subject text := CASE WHEN NEW."saleId" IS NOT NULL THEN 'sale' WHEN NEW."ticketId" IS NOT NULL THEN 'ticket' ELSE 'agreement' END;
BEGIN
  IF NEW."planId" IS NOT NULL OR NOT (NEW.type = 'delivered' OR NEW.type LIKE 'ticket.%' OR NEW.type LIKE 'agreement.%') THEN
    RETURN NULL;
  END IF;
  PERFORM tell_webhooks(CASE WHEN NEW.type LIKE '%.%' THEN NEW.type ELSE subject || '.' || NEW.type END, NEW."recordedAt",
    jsonb_build_object('id', NEW.id, 'subject', jsonb_build_object('type', subject,
      'id', coalesce(NEW."saleId", NEW."ticketId", NEW."agreementId")), 'at', NEW.at, 'by', NEW."recordedBy", 'data', NEW.data));
  RETURN NULL;
END $$;

CREATE FUNCTION tell_webhooks_of_visit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  what text := CASE WHEN TG_OP = 'INSERT' THEN 'booked' WHEN OLD.state <> NEW.state THEN NEW.state
    WHEN (OLD."startsAt", OLD."endsAt") IS DISTINCT FROM (NEW."startsAt", NEW."endsAt") THEN 'moved' END;
BEGIN
  IF what IS NULL THEN RETURN NULL; END IF;
  PERFORM tell_webhooks('visit.' || what, NEW."changedAt",
    jsonb_build_object('id', NEW.id, 'customer', NEW."customerId", 'site', NEW."siteId", 'team', NEW."teamId", 'staff', NEW."staffId",
      'startsAt', NEW."startsAt", 'endsAt', NEW."endsAt", 'zone', NEW.zone, 'state', NEW.state, 'reason', NEW."endedReason",
      'before', CASE WHEN what = 'moved' THEN jsonb_build_object('startsAt', OLD."startsAt", 'endsAt', OLD."endsAt") END));
  RETURN NULL;
END $$;
CREATE TRIGGER visits_tell_webhooks AFTER INSERT OR UPDATE OF state, "startsAt", "endsAt" ON "visits" FOR EACH ROW
  EXECUTE FUNCTION tell_webhooks_of_visit();

-- A promise is a follow-up of the step that people add.
CREATE FUNCTION tell_webhooks_of_promise(what text, follow_up text, happened_at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tell_webhooks('promise.' || what, happened_at,
    jsonb_build_object('id', f.id, 'plan', f."planId", 'customer', f."customerId", 'kind', f.kind, 'dueAt', f."dueAt",
      'owner', f."ownerId", 'text', (SELECT r->>'said' FROM jsonb_array_elements(f.reasons) r WHERE r->>'code' = 'work.added' LIMIT 1)))
  FROM follow_ups f WHERE f.id = follow_up AND f.step = 'added/promise';
END $$;
CREATE FUNCTION tell_webhooks_of_new_promise() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tell_webhooks_of_promise('made', NEW.id, NEW."createdAt");
  RETURN NULL;
END $$;
CREATE TRIGGER follow_ups_tell_webhooks AFTER INSERT ON "follow_ups" FOR EACH ROW
  WHEN (NEW.step = 'added/promise') EXECUTE FUNCTION tell_webhooks_of_new_promise();
CREATE FUNCTION tell_webhooks_of_ended_promise() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tell_webhooks_of_promise(CASE NEW.changed->'state'->>1 WHEN 'done' THEN 'kept' ELSE 'withdrawn' END, NEW."followUpId", NEW.at);
  RETURN NULL;
END $$;
CREATE TRIGGER follow_up_changes_tell_of_promises AFTER INSERT ON "follow_up_changes" FOR EACH ROW
  WHEN (NEW.changed->'state'->>1 IN ('done', 'skipped', 'withdrawn', 'expired', 'cancelled')) EXECUTE FUNCTION tell_webhooks_of_ended_promise();
-- Its day has passed: the first rung of its ladder has fired.
CREATE FUNCTION tell_webhooks_of_broken_promise() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tell_webhooks_of_promise('broken', e."followUpId", NEW.at) FROM escalations e WHERE e.id = NEW."escalationId"
    AND NOT EXISTS (SELECT 1 FROM escalation_levels l WHERE l."escalationId" = e.id AND l.round < NEW.round);
  RETURN NULL;
END $$;
CREATE TRIGGER escalation_levels_tell_of_promises AFTER INSERT ON "escalation_levels" FOR EACH ROW
  WHEN (NEW.level = 1) EXECUTE FUNCTION tell_webhooks_of_broken_promise();

CREATE FUNCTION tell_webhooks_of_offer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tell_webhooks('offer.' || CASE NEW.state WHEN 'open' THEN 'made' ELSE NEW.state END, coalesce(NEW."decidedAt", NEW."createdAt"),
    jsonb_build_object('id', NEW.id, 'plan', NEW."planId", 'customer', NEW."customerId", 'agreement', NEW."agreementId", 'sale', NEW."saleId",
      'kind', NEW.kind, 'terms', NEW.terms, 'state', NEW.state, 'expiresAt', NEW."expiresAt", 'by', NEW."decidedBy",
      'madeAgreement', NEW."madeAgreementId"));
  RETURN NULL;
END $$;
CREATE TRIGGER offers_tell_webhooks AFTER INSERT ON "offers" FOR EACH ROW EXECUTE FUNCTION tell_webhooks_of_offer();
CREATE TRIGGER changed_offers_tell_webhooks AFTER UPDATE OF state ON "offers" FOR EACH ROW
  WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION tell_webhooks_of_offer();
