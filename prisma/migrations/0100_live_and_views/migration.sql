-- Open consoles hear which of their lists have changed. The same notice within one transaction is told once.
CREATE FUNCTION tell_live() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('live', TG_TABLE_NAME);
  RETURN NULL;
END $$;
CREATE TRIGGER follow_ups_tell_live AFTER INSERT OR UPDATE ON "follow_ups" FOR EACH STATEMENT EXECUTE FUNCTION tell_live();
CREATE TRIGGER escalations_tell_live AFTER INSERT OR UPDATE ON "escalations" FOR EACH STATEMENT EXECUTE FUNCTION tell_live();
CREATE TRIGGER inbound_messages_tell_live AFTER INSERT OR UPDATE ON "inbound_messages" FOR EACH STATEMENT EXECUTE FUNCTION tell_live();

CREATE TABLE "board_views" (
    "id" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "filters" JSONB NOT NULL,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "board_views_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "board_views_owner_name_key" ON "board_views"("owner", "name");
CREATE INDEX "board_views_shared_idx" ON "board_views"("shared");
