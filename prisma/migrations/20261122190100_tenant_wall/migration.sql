-- The tenant wall: forced row level security with one policy text on every tenant table, and what each role may touch.
-- Roles exist before migrations run: app/db/embedded.ts in demo and tests, docker/postgres/roles.sql elsewhere.

-- Later migrations call this for each new tenant table; the catalogue test fails for one that did not.
CREATE PROCEDURE tenant_wall(target regclass) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format(
    'CREATE POLICY tenant_wall ON %s USING ("tenantId" = NULLIF(current_setting(''app.tenant'', true), '''')::uuid) '
    'WITH CHECK ("tenantId" = NULLIF(current_setting(''app.tenant'', true), '''')::uuid)', target);
END $$;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'tenant_version', 'person', 'diploma', 'company', 'position', 'person_email', 'family_tie', 'stored_file', 'friendship',
    'search_token', 'token_deletion', 'organisation', 'account', 'account_login', 'session', 'login_attempt', 'role_grant',
    'membership_period', 'pass_period', 'profile_opening', 'audit_event', 'value_change',
    'federation_contract', 'shared_entry', 'shared_token'
  ] LOOP
    EXECUTE format('CALL tenant_wall(%L)', name);
  END LOOP;
END $$;

-- The federation never widens the wall above: a second policy, for reading only, on the three tables made for sharing.
CREATE POLICY federation_read ON "federation_contract" FOR SELECT USING (
  "federationId" IN (SELECT m."federationId" FROM "federation_member" m
    WHERE m."tenantId" = NULLIF(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY federation_read ON "shared_entry" FOR SELECT USING (
  "federationId" IN (SELECT m."federationId" FROM "federation_member" m
    WHERE m."tenantId" = NULLIF(current_setting('app.tenant', true), '')::uuid));
CREATE POLICY federation_read ON "shared_token" FOR SELECT USING (
  "federationId" IN (SELECT m."federationId" FROM "federation_member" m
    WHERE m."tenantId" = NULLIF(current_setting('app.tenant', true), '')::uuid));

-- The platform role applies tenant files: versions and contracts, and the global tables.
CREATE POLICY platform ON "tenant_version" TO alumni_platform USING (true) WITH CHECK (true);
CREATE POLICY platform ON "federation_contract" TO alumni_platform USING (true) WITH CHECK (true);

GRANT USAGE ON SCHEMA public TO alumni_app, alumni_platform;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO alumni_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO alumni_app;
REVOKE INSERT, UPDATE, DELETE ON "tenant", "domain", "federation_member", "operator" FROM alumni_app;
REVOKE UPDATE, DELETE ON "audit_event" FROM alumni_app;
REVOKE INSERT, UPDATE, DELETE ON "tenant_version" FROM alumni_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON
  "tenant", "domain", "federation_member", "operator", "operator_session", "tenant_version", "federation_contract"
  TO alumni_platform;

-- What /healthz asks: are the migrations in?
DO $$ BEGIN
  IF to_regclass('_prisma_migrations') IS NOT NULL THEN
    REVOKE ALL ON "_prisma_migrations" FROM alumni_app;
    GRANT SELECT ON "_prisma_migrations" TO alumni_app, alumni_platform;
  END IF;
END $$;
