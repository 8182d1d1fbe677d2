-- How many calls were told since midnight, by whom.
CREATE INDEX "events_calls" ON "events" ("at", "recordedBy") WHERE "type" = 'call';
