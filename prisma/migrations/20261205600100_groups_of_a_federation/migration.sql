-- Groups of a federation (I16): each association writes its own people's places and words, and its sisters read them within the
-- dates of its contract; what the federation's moderators hide is a row of the federation's own (decision 067).

-- CreateTable
CREATE TABLE "shared_place" (
    "tenantId" UUID NOT NULL,
    "federationId" UUID NOT NULL,
    "groupId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "sharedFrom" TIMESTAMPTZ(3),
    "sharedUntil" TIMESTAMPTZ(3),
    CONSTRAINT "shared_place_pkey" PRIMARY KEY ("federationId","tenantId","groupId","personId")
);

-- CreateTable
CREATE TABLE "shared_post" (
    "tenantId" UUID NOT NULL,
    "federationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "groupId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "answerTo" UUID,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "sharedFrom" TIMESTAMPTZ(3),
    "sharedUntil" TIMESTAMPTZ(3),
    CONSTRAINT "shared_post_pkey" PRIMARY KEY ("federationId","tenantId","id")
);

-- CreateTable
CREATE TABLE "shared_decision" (
    "tenantId" UUID NOT NULL,
    "federationId" UUID NOT NULL,
    "postId" UUID NOT NULL,
    "because" TEXT NOT NULL,
    "accountId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "sharedFrom" TIMESTAMPTZ(3) DEFAULT '2000-01-01 00:00:00+00'::timestamp with time zone,
    "sharedUntil" TIMESTAMPTZ(3),
    CONSTRAINT "shared_decision_pkey" PRIMARY KEY ("federationId","tenantId","postId")
);

-- CreateIndex
CREATE INDEX "shared_place_federationId_groupId_idx" ON "shared_place"("federationId", "groupId");

-- CreateIndex
CREATE INDEX "shared_place_tenantId_personId_idx" ON "shared_place"("tenantId", "personId");

-- CreateIndex
CREATE INDEX "shared_post_federationId_groupId_createdAt_idx" ON "shared_post"("federationId", "groupId", "createdAt");

-- CreateIndex
CREATE INDEX "shared_post_tenantId_personId_idx" ON "shared_post"("tenantId", "personId");

CALL tenant_wall('shared_place');
CALL tenant_wall('shared_post');
CALL tenant_wall('shared_decision');
CREATE POLICY federation_read ON "shared_place" FOR SELECT USING (
  "federationId" = NULLIF(current_setting('app.federation', true), '')::uuid
  AND "sharedFrom" <= now() AND ("sharedUntil" IS NULL OR "sharedUntil" > now()));
CREATE POLICY federation_read ON "shared_post" FOR SELECT USING (
  "federationId" = NULLIF(current_setting('app.federation', true), '')::uuid
  AND "sharedFrom" <= now() AND ("sharedUntil" IS NULL OR "sharedUntil" > now()));
CREATE POLICY federation_read ON "shared_decision" FOR SELECT USING (
  "federationId" = NULLIF(current_setting('app.federation', true), '')::uuid
  AND "sharedFrom" <= now() AND ("sharedUntil" IS NULL OR "sharedUntil" > now()));

-- Contracts are the platform's: with one, it changes the two dates of what it shares.
REVOKE ALL ON "shared_place", "shared_post" FROM alumni_platform;
GRANT SELECT ("federationId", "tenantId"), UPDATE ("sharedFrom", "sharedUntil") ON "shared_place" TO alumni_platform;
GRANT SELECT ("federationId", "tenantId"), UPDATE ("sharedFrom", "sharedUntil") ON "shared_post" TO alumni_platform;
CREATE POLICY platform ON "shared_place" TO alumni_platform USING (true) WITH CHECK (true);
CREATE POLICY platform ON "shared_post" TO alumni_platform USING (true) WITH CHECK (true);

CREATE OR REPLACE FUNCTION contract_dates_what_it_shares() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW."federationId", NEW."tenantId", NEW."startsAt", NEW."endsAt")
      IS NOT DISTINCT FROM (OLD."federationId", OLD."tenantId", OLD."startsAt", OLD."endsAt") THEN
    RETURN NULL;
  END IF;
  IF TG_OP = 'DELETE' OR TG_OP = 'UPDATE' AND (NEW."federationId", NEW."tenantId") <> (OLD."federationId", OLD."tenantId") THEN
    UPDATE "shared_entry" s SET "sharedFrom" = NULL, "sharedUntil" = NULL
      WHERE s."federationId" = OLD."federationId" AND s."tenantId" = OLD."tenantId";
    UPDATE "shared_token" s SET "sharedFrom" = NULL, "sharedUntil" = NULL
      WHERE s."federationId" = OLD."federationId" AND s."tenantId" = OLD."tenantId";
    UPDATE "shared_deletion" s SET "sharedFrom" = NULL, "sharedUntil" = NULL
      WHERE s."federationId" = OLD."federationId" AND s."tenantId" = OLD."tenantId";
    UPDATE "shared_place" s SET "sharedFrom" = NULL, "sharedUntil" = NULL
      WHERE s."federationId" = OLD."federationId" AND s."tenantId" = OLD."tenantId";
    UPDATE "shared_post" s SET "sharedFrom" = NULL, "sharedUntil" = NULL
      WHERE s."federationId" = OLD."federationId" AND s."tenantId" = OLD."tenantId";
  END IF;
  IF TG_OP <> 'DELETE' THEN
    UPDATE "shared_entry" s SET "sharedFrom" = NEW."startsAt", "sharedUntil" = NEW."endsAt"
      WHERE s."federationId" = NEW."federationId" AND s."tenantId" = NEW."tenantId";
    UPDATE "shared_token" s SET "sharedFrom" = NEW."startsAt", "sharedUntil" = NEW."endsAt"
      WHERE s."federationId" = NEW."federationId" AND s."tenantId" = NEW."tenantId";
    UPDATE "shared_deletion" s SET "sharedFrom" = NEW."startsAt", "sharedUntil" = NEW."endsAt"
      WHERE s."federationId" = NEW."federationId" AND s."tenantId" = NEW."tenantId";
    UPDATE "shared_place" s SET "sharedFrom" = NEW."startsAt", "sharedUntil" = NEW."endsAt"
      WHERE s."federationId" = NEW."federationId" AND s."tenantId" = NEW."tenantId";
    UPDATE "shared_post" s SET "sharedFrom" = NEW."startsAt", "sharedUntil" = NEW."endsAt"
      WHERE s."federationId" = NEW."federationId" AND s."tenantId" = NEW."tenantId";
  END IF;
  RETURN NULL;
END $$;
