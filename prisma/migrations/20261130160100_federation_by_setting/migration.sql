-- The tables that a federation reads begin with its id in every key: a distributed database keeps a federation together by it.
ALTER TABLE "federation_contract" DROP CONSTRAINT "federation_contract_pkey";
ALTER TABLE "federation_contract" ADD CONSTRAINT "federation_contract_pkey" PRIMARY KEY ("federationId", "tenantId", "id");
ALTER TABLE "shared_entry" DROP CONSTRAINT "shared_entry_pkey";
ALTER TABLE "shared_entry" ADD CONSTRAINT "shared_entry_pkey" PRIMARY KEY ("federationId", "tenantId", "id");
ALTER TABLE "shared_token" DROP CONSTRAINT "shared_token_pkey";
ALTER TABLE "shared_token" ADD CONSTRAINT "shared_token_pkey" PRIMARY KEY ("federationId", "tenantId", "field", "token", "entryId");
ALTER TABLE "shared_deletion" DROP CONSTRAINT "shared_deletion_pkey";
ALTER TABLE "shared_deletion" ADD CONSTRAINT "shared_deletion_pkey" PRIMARY KEY ("federationId", "tenantId", "deletion", "token");
DROP INDEX "federation_contract_federationId_idx";
CREATE INDEX "federation_contract_tenantId_idx" ON "federation_contract"("tenantId");
CREATE INDEX "shared_entry_tenantId_id_idx" ON "shared_entry"("tenantId", "id");

-- The dates of the contract stand on what it shares: the policies below ask them, and may ask no other table.
ALTER TABLE "shared_entry" ADD COLUMN "sharedFrom" TIMESTAMPTZ(3), ADD COLUMN "sharedUntil" TIMESTAMPTZ(3);
ALTER TABLE "shared_token" ADD COLUMN "sharedFrom" TIMESTAMPTZ(3), ADD COLUMN "sharedUntil" TIMESTAMPTZ(3);
ALTER TABLE "shared_deletion" ADD COLUMN "sharedFrom" TIMESTAMPTZ(3), ADD COLUMN "sharedUntil" TIMESTAMPTZ(3);

-- What is shared already takes the dates of its contract. One association after the other: the wall is forced on the owner too.
DO $$
DECLARE
  here uuid;
  name text;
BEGIN
  FOR here IN SELECT "id" FROM "tenant" LOOP
    EXECUTE format('SET LOCAL app.tenant = %L', here);
    FOREACH name IN ARRAY ARRAY['shared_entry', 'shared_token', 'shared_deletion'] LOOP
      EXECUTE format('UPDATE %I s SET "sharedFrom" = c."startsAt", "sharedUntil" = c."endsAt" FROM "federation_contract" c '
        'WHERE s."tenantId" = $1 AND c."tenantId" = $1 AND c."federationId" = s."federationId"', name) USING here;
    END LOOP;
  END LOOP;
  SET LOCAL app.tenant = '';
END $$;

-- The federation is named by a setting, as the association is (app/db/transaction.ts, from the association's own row), and no
-- longer looked up; entries and their words are read within the dates of their contract alone.
DROP POLICY federation_read ON "federation_contract";
DROP POLICY federation_read ON "shared_entry";
DROP POLICY federation_read ON "shared_token";
DROP POLICY federation_read ON "shared_deletion";
CREATE POLICY federation_read ON "federation_contract" FOR SELECT USING (
  "federationId" = NULLIF(current_setting('app.federation', true), '')::uuid);
CREATE POLICY federation_read ON "shared_entry" FOR SELECT USING (
  "federationId" = NULLIF(current_setting('app.federation', true), '')::uuid
  AND "sharedFrom" <= now() AND ("sharedUntil" IS NULL OR "sharedUntil" > now()));
CREATE POLICY federation_read ON "shared_token" FOR SELECT USING (
  "federationId" = NULLIF(current_setting('app.federation', true), '')::uuid
  AND "sharedFrom" <= now() AND ("sharedUntil" IS NULL OR "sharedUntil" > now()));
CREATE POLICY federation_read ON "shared_deletion" FOR SELECT USING (
  "federationId" = NULLIF(current_setting('app.federation', true), '')::uuid
  AND "sharedFrom" <= now() AND ("sharedUntil" IS NULL OR "sharedUntil" > now()));

-- Contracts are the platform's: with one, it changes these two dates, and reads of the shared tables the two ids alone.
REVOKE ALL ON "shared_entry", "shared_token", "shared_deletion" FROM alumni_platform;
GRANT SELECT ("federationId", "tenantId"), UPDATE ("sharedFrom", "sharedUntil") ON "shared_entry" TO alumni_platform;
GRANT SELECT ("federationId", "tenantId"), UPDATE ("sharedFrom", "sharedUntil") ON "shared_token" TO alumni_platform;
GRANT SELECT ("federationId", "tenantId"), UPDATE ("sharedFrom", "sharedUntil") ON "shared_deletion" TO alumni_platform;
CREATE POLICY platform ON "shared_entry" TO alumni_platform USING (true) WITH CHECK (true);
CREATE POLICY platform ON "shared_token" TO alumni_platform USING (true) WITH CHECK (true);
CREATE POLICY platform ON "shared_deletion" TO alumni_platform USING (true) WITH CHECK (true);

-- However a contract changes, what it shares follows in the same transaction: no contract, no dates, and nobody else reads.
CREATE FUNCTION contract_dates_what_it_shares() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
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
  END IF;
  IF TG_OP <> 'DELETE' THEN
    UPDATE "shared_entry" s SET "sharedFrom" = NEW."startsAt", "sharedUntil" = NEW."endsAt"
      WHERE s."federationId" = NEW."federationId" AND s."tenantId" = NEW."tenantId";
    UPDATE "shared_token" s SET "sharedFrom" = NEW."startsAt", "sharedUntil" = NEW."endsAt"
      WHERE s."federationId" = NEW."federationId" AND s."tenantId" = NEW."tenantId";
    UPDATE "shared_deletion" s SET "sharedFrom" = NEW."startsAt", "sharedUntil" = NEW."endsAt"
      WHERE s."federationId" = NEW."federationId" AND s."tenantId" = NEW."tenantId";
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER contract_dates_what_it_shares AFTER INSERT OR UPDATE OR DELETE ON "federation_contract"
  FOR EACH ROW EXECUTE FUNCTION contract_dates_what_it_shares();
