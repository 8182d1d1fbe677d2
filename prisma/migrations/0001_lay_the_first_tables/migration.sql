-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "organisations" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "phone" TEXT,

    CONSTRAINT "organisations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "clock" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "anchorReal" TIMESTAMPTZ(3) NOT NULL,
    "anchorVirtual" TIMESTAMPTZ(3) NOT NULL,
    "speed" DOUBLE PRECISION NOT NULL DEFAULT 1,

    CONSTRAINT "clock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "teams" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "leadId" TEXT,
    "managerId" TEXT,

    CONSTRAINT "teams_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "phone" TEXT,
    "role" TEXT NOT NULL,
    "languages" TEXT[],
    "active" BOOLEAN NOT NULL DEFAULT true,
    "teamId" TEXT,

    CONSTRAINT "staff_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotent_answers" (
    "actor" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "requestHash" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "body" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotent_answers_pkey" PRIMARY KEY ("actor","key")
);

-- CreateTable
CREATE TABLE "auth_users" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "role" TEXT NOT NULL DEFAULT 'staff',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "auth_users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_sessions" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "auth_sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_accounts" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "idToken" TEXT,
    "accessTokenExpiresAt" TIMESTAMPTZ(3),
    "refreshTokenExpiresAt" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "auth_accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_verifications" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "auth_verifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customers" (
    "id" TEXT NOT NULL,
    "externalId" TEXT,
    "name" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "phoneState" TEXT NOT NULL DEFAULT 'ok',
    "email" TEXT,
    "language" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "tier" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "region" TEXT,
    "zone" TEXT,
    "channels" TEXT[],
    "ownerId" TEXT,
    "leftAt" TIMESTAMPTZ(3),
    "factsHash" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sites" (
    "id" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "name" TEXT,
    "address" TEXT NOT NULL,
    "country" TEXT,
    "region" TEXT,
    "zone" TEXT,

    CONSTRAINT "sites_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assets" (
    "id" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "siteId" TEXT,
    "productCode" TEXT NOT NULL,
    "productName" TEXT NOT NULL,
    "serialNumber" TEXT,
    "installedOn" DATE,
    "warrantyEndsOn" DATE,

    CONSTRAINT "assets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consents" (
    "id" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "granted" BOOLEAN NOT NULL,
    "method" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "recordedBy" TEXT NOT NULL,
    "inboundId" TEXT,

    CONSTRAINT "consents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sales" (
    "id" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "siteId" TEXT,
    "soldAt" TIMESTAMPTZ(3) NOT NULL,
    "deliveredAt" TIMESTAMPTZ(3),
    "warrantyEndsOn" DATE,
    "products" JSONB NOT NULL,
    "amount" DECIMAL(14,2),
    "currency" TEXT,
    "soldById" TEXT,
    "factsHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sales_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tickets" (
    "id" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "subject" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "priority" TEXT NOT NULL,
    "products" JSONB NOT NULL,
    "ownerId" TEXT,
    "relatedSaleId" TEXT,
    "factsHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tickets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agreements" (
    "id" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "siteId" TEXT,
    "startsOn" DATE NOT NULL,
    "endsOn" DATE,
    "term" TEXT,
    "autoRenew" BOOLEAN NOT NULL DEFAULT false,
    "renewFor" TEXT,
    "notice" TEXT,
    "products" JSONB NOT NULL,
    "price" DECIMAL(14,2),
    "currency" TEXT,
    "factsHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "agreements_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "events" (
    "id" TEXT NOT NULL,
    "saleId" TEXT,
    "ticketId" TEXT,
    "agreementId" TEXT,
    "planId" TEXT,
    "type" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "step" TEXT,
    "occurrence" INTEGER,
    "data" JSONB NOT NULL DEFAULT '{}',
    "externalId" TEXT,
    "recordedBy" TEXT NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policies" (
    "key" TEXT NOT NULL,
    "draft" JSONB NOT NULL,
    "draftSavedAt" TIMESTAMPTZ(3) NOT NULL,
    "draftSavedBy" TEXT NOT NULL,
    "currentVersion" INTEGER,

    CONSTRAINT "policies_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "policy_versions" (
    "id" TEXT NOT NULL,
    "policyKey" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "subject" TEXT NOT NULL,
    "family" TEXT NOT NULL,
    "rank" INTEGER NOT NULL,
    "document" JSONB NOT NULL,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL,
    "publishedBy" TEXT NOT NULL,

    CONSTRAINT "policy_versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calendars" (
    "key" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "document" JSONB NOT NULL,
    "savedAt" TIMESTAMPTZ(3) NOT NULL,
    "savedBy" TEXT NOT NULL,

    CONSTRAINT "calendars_pkey" PRIMARY KEY ("key","version")
);

-- CreateTable
CREATE TABLE "templates" (
    "key" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "purpose" TEXT NOT NULL,
    "texts" JSONB NOT NULL,
    "savedAt" TIMESTAMPTZ(3) NOT NULL,
    "savedBy" TEXT NOT NULL,

    CONSTRAINT "templates_pkey" PRIMARY KEY ("key","version")
);

-- CreateTable
CREATE TABLE "contact_rules" (
    "version" INTEGER NOT NULL,
    "document" JSONB NOT NULL,
    "savedAt" TIMESTAMPTZ(3) NOT NULL,
    "savedBy" TEXT NOT NULL,

    CONSTRAINT "contact_rules_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "plans" (
    "id" TEXT NOT NULL,
    "saleId" TEXT,
    "ticketId" TEXT,
    "agreementId" TEXT,
    "customerId" TEXT NOT NULL,
    "policyVersionId" TEXT NOT NULL,
    "family" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "wakeAt" TIMESTAMPTZ(3),
    "armedAt" TIMESTAMPTZ(3),
    "rev" INTEGER NOT NULL DEFAULT 1,
    "keptAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "plans_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "follow_ups" (
    "id" TEXT NOT NULL,
    "planId" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "occurrence" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "sendAt" TIMESTAMPTZ(3),
    "appearsAt" TIMESTAMPTZ(3),
    "closesAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3),
    "reasons" JSONB NOT NULL,
    "template" TEXT,
    "question" TEXT,
    "attemptsUsed" INTEGER NOT NULL DEFAULT 0,
    "attemptsMax" INTEGER,
    "nextAt" TIMESTAMPTZ(3),
    "score" TEXT,
    "comment" TEXT,
    "outcome" TEXT,
    "ownerId" TEXT,
    "weight" INTEGER NOT NULL DEFAULT 0,
    "endedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "follow_ups_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "follow_up_changes" (
    "id" TEXT NOT NULL,
    "followUpId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by" TEXT NOT NULL,
    "changed" JSONB NOT NULL,
    "reason" TEXT,

    CONSTRAINT "follow_up_changes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "targets" (
    "planId" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "dueAt" TIMESTAMPTZ(3),
    "state" TEXT NOT NULL,
    "workedMinutes" DOUBLE PRECISION NOT NULL,
    "pausedMinutes" DOUBLE PRECISION NOT NULL,
    "marginMinutes" DOUBLE PRECISION NOT NULL,
    "reasons" JSONB NOT NULL,

    CONSTRAINT "targets_pkey" PRIMARY KEY ("planId","target")
);

-- CreateTable
CREATE TABLE "escalations" (
    "id" TEXT NOT NULL,
    "planId" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "followUpId" TEXT,
    "of" TEXT NOT NULL,
    "occurrence" INTEGER NOT NULL,
    "cause" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "level" INTEGER NOT NULL,
    "ownerId" TEXT,
    "reasons" JSONB NOT NULL,
    "comment" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "dueAt" TIMESTAMPTZ(3),
    "acknowledgedAt" TIMESTAMPTZ(3),
    "acknowledgedBy" TEXT,
    "resolvedAt" TIMESTAMPTZ(3),
    "resolvedBy" TEXT,

    CONSTRAINT "escalations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "escalation_levels" (
    "escalationId" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "level" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "to" TEXT[],

    CONSTRAINT "escalation_levels_pkey" PRIMARY KEY ("escalationId","round","level")
);

-- CreateTable
CREATE TABLE "senders" (
    "number" TEXT NOT NULL,
    "messagesPerSecond" DOUBLE PRECISION NOT NULL DEFAULT 1,
    "wakeAt" TIMESTAMPTZ(3),

    CONSTRAINT "senders_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "messages" (
    "id" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "planId" TEXT,
    "followUpId" TEXT,
    "part" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "templateVersion" INTEGER,
    "purpose" TEXT NOT NULL,
    "senderNumber" TEXT NOT NULL,
    "to" TEXT,
    "body" TEXT,
    "language" TEXT,
    "segments" INTEGER,
    "state" TEXT NOT NULL,
    "priority" INTEGER NOT NULL,
    "policyKey" TEXT,
    "sendAt" TIMESTAMPTZ(3) NOT NULL,
    "reasons" JSONB NOT NULL DEFAULT '[]',
    "sid" TEXT,
    "errorCode" INTEGER,
    "acceptedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attempts" (
    "id" TEXT NOT NULL,
    "messageId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "calledAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "error" TEXT,
    "errorCode" INTEGER,
    "settleAt" TIMESTAMPTZ(3),
    "looks" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "attempts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbound_messages" (
    "id" TEXT NOT NULL,
    "messageSid" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "optOutType" TEXT,
    "numMedia" INTEGER NOT NULL DEFAULT 0,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "customerId" TEXT,
    "followUpId" TEXT,
    "state" TEXT NOT NULL DEFAULT 'received',
    "intent" TEXT,
    "rule" TEXT,
    "value" TEXT,
    "comment" TEXT,
    "handledAt" TIMESTAMPTZ(3),
    "handledBy" TEXT,

    CONSTRAINT "inbound_messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit" (
    "id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "entity" TEXT NOT NULL,
    "entityId" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "teams_key_key" ON "teams"("key");

-- CreateIndex
CREATE UNIQUE INDEX "staff_key_key" ON "staff"("key");

-- CreateIndex
CREATE UNIQUE INDEX "staff_email_key" ON "staff"("email");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_hash_key" ON "api_keys"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "auth_users_email_key" ON "auth_users"("email");

-- CreateIndex
CREATE UNIQUE INDEX "auth_sessions_token_key" ON "auth_sessions"("token");

-- CreateIndex
CREATE INDEX "auth_sessions_userId_idx" ON "auth_sessions"("userId");

-- CreateIndex
CREATE INDEX "auth_accounts_userId_idx" ON "auth_accounts"("userId");

-- CreateIndex
CREATE INDEX "auth_verifications_identifier_idx" ON "auth_verifications"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "customers_externalId_key" ON "customers"("externalId");

-- CreateIndex
CREATE INDEX "customers_phone_idx" ON "customers"("phone");

-- CreateIndex
CREATE INDEX "customers_ownerId_idx" ON "customers"("ownerId");

-- CreateIndex
CREATE UNIQUE INDEX "sites_customerId_address_key" ON "sites"("customerId", "address");

-- CreateIndex
CREATE INDEX "assets_siteId_idx" ON "assets"("siteId");

-- CreateIndex
CREATE UNIQUE INDEX "assets_customerId_productCode_serialNumber_key" ON "assets"("customerId", "productCode", "serialNumber");

-- CreateIndex
CREATE INDEX "consents_customerId_at_idx" ON "consents"("customerId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "sales_externalId_key" ON "sales"("externalId");

-- CreateIndex
CREATE INDEX "sales_customerId_idx" ON "sales"("customerId");

-- CreateIndex
CREATE UNIQUE INDEX "tickets_externalId_key" ON "tickets"("externalId");

-- CreateIndex
CREATE INDEX "tickets_customerId_idx" ON "tickets"("customerId");

-- CreateIndex
CREATE UNIQUE INDEX "agreements_externalId_key" ON "agreements"("externalId");

-- CreateIndex
CREATE INDEX "agreements_customerId_idx" ON "agreements"("customerId");

-- CreateIndex
CREATE INDEX "events_saleId_at_idx" ON "events"("saleId", "at");

-- CreateIndex
CREATE INDEX "events_ticketId_at_idx" ON "events"("ticketId", "at");

-- CreateIndex
CREATE INDEX "events_agreementId_at_idx" ON "events"("agreementId", "at");

-- CreateIndex
CREATE INDEX "events_planId_at_idx" ON "events"("planId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "events_saleId_externalId_key" ON "events"("saleId", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "events_ticketId_externalId_key" ON "events"("ticketId", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "events_agreementId_externalId_key" ON "events"("agreementId", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "events_planId_externalId_key" ON "events"("planId", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "policy_versions_policyKey_version_key" ON "policy_versions"("policyKey", "version");

-- CreateIndex
CREATE INDEX "plans_wakeAt_idx" ON "plans"("wakeAt");

-- CreateIndex
CREATE INDEX "plans_customerId_idx" ON "plans"("customerId");

-- CreateIndex
CREATE INDEX "plans_policyVersionId_idx" ON "plans"("policyVersionId");

-- CreateIndex
CREATE UNIQUE INDEX "plans_saleId_family_key" ON "plans"("saleId", "family");

-- CreateIndex
CREATE UNIQUE INDEX "plans_ticketId_family_key" ON "plans"("ticketId", "family");

-- CreateIndex
CREATE UNIQUE INDEX "plans_agreementId_family_key" ON "plans"("agreementId", "family");

-- CreateIndex
CREATE INDEX "follow_ups_state_dueAt_idx" ON "follow_ups"("state", "dueAt");

-- CreateIndex
CREATE INDEX "follow_ups_state_weight_dueAt_idx" ON "follow_ups"("state", "weight" DESC, "dueAt");

-- CreateIndex
CREATE INDEX "follow_ups_ownerId_state_dueAt_idx" ON "follow_ups"("ownerId", "state", "dueAt");

-- CreateIndex
CREATE INDEX "follow_ups_customerId_dueAt_idx" ON "follow_ups"("customerId", "dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "follow_ups_planId_step_occurrence_key" ON "follow_ups"("planId", "step", "occurrence");

-- CreateIndex
CREATE INDEX "follow_up_changes_followUpId_at_idx" ON "follow_up_changes"("followUpId", "at");

-- CreateIndex
CREATE INDEX "targets_state_dueAt_idx" ON "targets"("state", "dueAt");

-- CreateIndex
CREATE INDEX "escalations_state_at_idx" ON "escalations"("state", "at");

-- CreateIndex
CREATE INDEX "escalations_ownerId_state_idx" ON "escalations"("ownerId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "escalations_planId_of_occurrence_cause_key" ON "escalations"("planId", "of", "occurrence", "cause");

-- CreateIndex
CREATE UNIQUE INDEX "messages_sid_key" ON "messages"("sid");

-- CreateIndex
CREATE INDEX "messages_senderNumber_state_sendAt_idx" ON "messages"("senderNumber", "state", "sendAt");

-- CreateIndex
CREATE INDEX "messages_customerId_createdAt_idx" ON "messages"("customerId", "createdAt");

-- CreateIndex
CREATE INDEX "messages_planId_idx" ON "messages"("planId");

-- CreateIndex
CREATE UNIQUE INDEX "messages_followUpId_part_key" ON "messages"("followUpId", "part");

-- CreateIndex
CREATE INDEX "attempts_state_settleAt_idx" ON "attempts"("state", "settleAt");

-- CreateIndex
CREATE UNIQUE INDEX "attempts_messageId_number_key" ON "attempts"("messageId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "inbound_messages_messageSid_key" ON "inbound_messages"("messageSid");

-- CreateIndex
CREATE INDEX "inbound_messages_state_receivedAt_idx" ON "inbound_messages"("state", "receivedAt");

-- CreateIndex
CREATE INDEX "inbound_messages_customerId_receivedAt_idx" ON "inbound_messages"("customerId", "receivedAt");

-- CreateIndex
CREATE INDEX "inbound_messages_from_receivedAt_idx" ON "inbound_messages"("from", "receivedAt");

-- CreateIndex
CREATE INDEX "audit_at_idx" ON "audit"("at");

-- CreateIndex
CREATE INDEX "audit_entity_entityId_at_idx" ON "audit"("entity", "entityId", "at");

-- AddForeignKey
ALTER TABLE "teams" ADD CONSTRAINT "teams_leadId_fkey" FOREIGN KEY ("leadId") REFERENCES "staff"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "teams" ADD CONSTRAINT "teams_managerId_fkey" FOREIGN KEY ("managerId") REFERENCES "staff"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff" ADD CONSTRAINT "staff_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "teams"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "auth_sessions" ADD CONSTRAINT "auth_sessions_userId_fkey" FOREIGN KEY ("userId") REFERENCES "auth_users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "auth_accounts" ADD CONSTRAINT "auth_accounts_userId_fkey" FOREIGN KEY ("userId") REFERENCES "auth_users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "staff"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sites" ADD CONSTRAINT "sites_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assets" ADD CONSTRAINT "assets_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assets" ADD CONSTRAINT "assets_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "sites"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consents" ADD CONSTRAINT "consents_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consents" ADD CONSTRAINT "consents_inboundId_fkey" FOREIGN KEY ("inboundId") REFERENCES "inbound_messages"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sales" ADD CONSTRAINT "sales_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sales" ADD CONSTRAINT "sales_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "sites"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sales" ADD CONSTRAINT "sales_soldById_fkey" FOREIGN KEY ("soldById") REFERENCES "staff"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "staff"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_relatedSaleId_fkey" FOREIGN KEY ("relatedSaleId") REFERENCES "sales"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "sites"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "events" ADD CONSTRAINT "events_saleId_fkey" FOREIGN KEY ("saleId") REFERENCES "sales"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "events" ADD CONSTRAINT "events_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "tickets"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "events" ADD CONSTRAINT "events_agreementId_fkey" FOREIGN KEY ("agreementId") REFERENCES "agreements"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "events" ADD CONSTRAINT "events_planId_fkey" FOREIGN KEY ("planId") REFERENCES "plans"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_versions" ADD CONSTRAINT "policy_versions_policyKey_fkey" FOREIGN KEY ("policyKey") REFERENCES "policies"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plans" ADD CONSTRAINT "plans_saleId_fkey" FOREIGN KEY ("saleId") REFERENCES "sales"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plans" ADD CONSTRAINT "plans_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "tickets"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plans" ADD CONSTRAINT "plans_agreementId_fkey" FOREIGN KEY ("agreementId") REFERENCES "agreements"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plans" ADD CONSTRAINT "plans_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plans" ADD CONSTRAINT "plans_policyVersionId_fkey" FOREIGN KEY ("policyVersionId") REFERENCES "policy_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_planId_fkey" FOREIGN KEY ("planId") REFERENCES "plans"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "staff"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "follow_up_changes" ADD CONSTRAINT "follow_up_changes_followUpId_fkey" FOREIGN KEY ("followUpId") REFERENCES "follow_ups"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "targets" ADD CONSTRAINT "targets_planId_fkey" FOREIGN KEY ("planId") REFERENCES "plans"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "escalations" ADD CONSTRAINT "escalations_planId_fkey" FOREIGN KEY ("planId") REFERENCES "plans"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "escalations" ADD CONSTRAINT "escalations_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "escalations" ADD CONSTRAINT "escalations_followUpId_fkey" FOREIGN KEY ("followUpId") REFERENCES "follow_ups"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "escalations" ADD CONSTRAINT "escalations_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "staff"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "escalation_levels" ADD CONSTRAINT "escalation_levels_escalationId_fkey" FOREIGN KEY ("escalationId") REFERENCES "escalations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_planId_fkey" FOREIGN KEY ("planId") REFERENCES "plans"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_followUpId_fkey" FOREIGN KEY ("followUpId") REFERENCES "follow_ups"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_senderNumber_fkey" FOREIGN KEY ("senderNumber") REFERENCES "senders"("number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "messages"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbound_messages" ADD CONSTRAINT "inbound_messages_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "customers"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbound_messages" ADD CONSTRAINT "inbound_messages_followUpId_fkey" FOREIGN KEY ("followUpId") REFERENCES "follow_ups"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- ---------------------------------------------------------------------------------------------------------------
-- What the schema language cannot say: words that a column may hold, facts that must hold, rows that never change.

ALTER TABLE "organisations" ADD CONSTRAINT "organisations_one_row" CHECK ("id" = 1);
ALTER TABLE "clock" ADD CONSTRAINT "clock_one_row" CHECK ("id" = 1),
  ADD CONSTRAINT "clock_runs" CHECK ("speed" > 0);
ALTER TABLE "staff" ADD CONSTRAINT "staff_role" CHECK ("role" IN ('staff', 'manager', 'operator', 'admin'));
ALTER TABLE "auth_users" ADD CONSTRAINT "auth_users_role" CHECK ("role" IN ('staff', 'manager', 'operator', 'admin'));
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_role" CHECK ("role" IN ('intake', 'staff', 'manager', 'operator', 'admin'));

ALTER TABLE "customers"
  ADD CONSTRAINT "customers_phone" CHECK ("phone" ~ '^\+[1-9][0-9]{5,14}$'),
  ADD CONSTRAINT "customers_phone_state" CHECK ("phoneState" IN ('ok', 'doubtful', 'landline', 'invalid')),
  ADD CONSTRAINT "customers_type" CHECK ("type" IN ('retail', 'business', 'channel', 'internal')),
  ADD CONSTRAINT "customers_tier" CHECK ("tier" IN ('platinum', 'gold', 'iron', 'lead')),
  ADD CONSTRAINT "customers_country" CHECK ("country" ~ '^[A-Z]{2}$');
ALTER TABLE "consents"
  ADD CONSTRAINT "consents_channel" CHECK ("channel" IN ('sms', 'whatsapp', 'email', 'call')),
  ADD CONSTRAINT "consents_purpose" CHECK ("purpose" IN ('service', 'survey', 'marketing', 'safety', 'confirmation', 'all'));

ALTER TABLE "sales" ADD CONSTRAINT "sales_delivered_after_sold" CHECK ("deliveredAt" IS NULL OR "deliveredAt" >= "soldAt"),
  ADD CONSTRAINT "sales_amount" CHECK (("amount" IS NULL) = ("currency" IS NULL));
ALTER TABLE "tickets"
  ADD CONSTRAINT "tickets_kind" CHECK ("kind" IN ('request', 'incident', 'complaint', 'compliment')),
  ADD CONSTRAINT "tickets_priority" CHECK ("priority" IN ('low', 'normal', 'high', 'urgent'));
ALTER TABLE "agreements"
  ADD CONSTRAINT "agreements_end" CHECK ("endsOn" IS NOT NULL OR "term" IS NOT NULL),
  ADD CONSTRAINT "agreements_ends_after_start" CHECK ("endsOn" IS NULL OR "endsOn" >= "startsOn");

ALTER TABLE "events" ADD CONSTRAINT "events_belong_to_one" CHECK (num_nonnulls("saleId", "ticketId", "agreementId", "planId") = 1);
ALTER TABLE "plans"
  ADD CONSTRAINT "plans_have_one_subject" CHECK (num_nonnulls("saleId", "ticketId", "agreementId") = 1),
  ADD CONSTRAINT "plans_state" CHECK ("state" IN ('open', 'resting')),
  ADD CONSTRAINT "plans_resting_do_not_wake" CHECK ("state" = 'open' OR "wakeAt" IS NULL);
ALTER TABLE "policy_versions" ADD CONSTRAINT "policy_versions_subject" CHECK ("subject" IN ('sale', 'ticket', 'agreement'));
ALTER TABLE "templates" ADD CONSTRAINT "templates_purpose"
  CHECK ("purpose" IN ('service', 'survey', 'marketing', 'safety', 'confirmation'));

ALTER TABLE "follow_ups"
  ADD CONSTRAINT "follow_ups_kind" CHECK ("kind" IN ('sms', 'survey', 'call', 'visit', 'review')),
  ADD CONSTRAINT "follow_ups_state" CHECK ("state" IN ('planned', 'due', 'sent', 'answered', 'closed', 'done', 'skipped',
    'withdrawn', 'expired', 'unreached', 'cancelled')),
  ADD CONSTRAINT "follow_ups_occurrence" CHECK ("occurrence" >= 1);
ALTER TABLE "targets"
  ADD CONSTRAINT "targets_target" CHECK ("target" IN ('first-response', 'next-reply', 'resolution')),
  ADD CONSTRAINT "targets_state" CHECK ("state" IN ('running', 'paused', 'met', 'breached', 'inactive'));
ALTER TABLE "escalations"
  ADD CONSTRAINT "escalations_state" CHECK ("state" IN ('open', 'acknowledged', 'resolved')),
  ADD CONSTRAINT "escalations_cause" CHECK ("cause" IN ('ladder', 'reaction'));

ALTER TABLE "messages"
  ADD CONSTRAINT "messages_state" CHECK ("state" IN ('staged', 'in-flight', 'accepted', 'sent', 'delivered', 'undelivered',
    'failed', 'refused', 'unknown', 'withdrawn', 'kept-back')),
  ADD CONSTRAINT "messages_purpose" CHECK ("purpose" IN ('service', 'survey', 'marketing', 'safety', 'confirmation')),
  ADD CONSTRAINT "messages_that_left_have_a_text" CHECK ("state" IN ('staged', 'withdrawn', 'kept-back')
    OR ("to" IS NOT NULL AND "body" IS NOT NULL));
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_state" CHECK ("state" IN ('in-flight', 'accepted', 'refused', 'unknown'));
-- At most one attempt of a message can ever have reached the provider: a second try needs a definite no first.
CREATE UNIQUE INDEX "attempts_one_that_may_have_left" ON "attempts" ("messageId") WHERE "state" <> 'refused';
ALTER TABLE "inbound_messages" ADD CONSTRAINT "inbound_messages_state"
  CHECK ("state" IN ('received', 'handled', 'inbox', 'settled'));
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_kind" CHECK ("kind" IN ('plan', 'sender'));

-- Small and hot: what the sender asks for, what the board asks for, what waits to be settled.
CREATE INDEX "messages_staged" ON "messages" ("senderNumber", "sendAt") WHERE "state" = 'staged';
CREATE INDEX "follow_ups_open" ON "follow_ups" ("weight" DESC, "dueAt") WHERE "state" IN ('planned', 'due', 'sent');
CREATE INDEX "plans_to_wake" ON "plans" ("wakeAt") WHERE "wakeAt" IS NOT NULL;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "policy_versions_never_change" BEFORE UPDATE OR DELETE ON "policy_versions" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "consents_never_change" BEFORE UPDATE OR DELETE ON "consents" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "audit_never_changes" BEFORE UPDATE OR DELETE ON "audit" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "follow_up_changes_never_change" BEFORE UPDATE OR DELETE ON "follow_up_changes" FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- The dispatcher listens instead of asking all the time.
CREATE FUNCTION tell_outbox() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('outbox', '');
  RETURN NULL;
END $$;
CREATE TRIGGER "outbox_tells" AFTER INSERT ON "outbox" FOR EACH STATEMENT EXECUTE FUNCTION tell_outbox();
