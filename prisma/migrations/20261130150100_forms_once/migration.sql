-- A form of the administration is carried out once: the key of the page it stood on, and the outcome that later posts are told.
CREATE TABLE "form_post" (
    "tenantId" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "accountId" UUID NOT NULL,
    "location" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "form_post_pkey" PRIMARY KEY ("tenantId","id")
);
CREATE INDEX "form_post_tenantId_accountId_idx" ON "form_post"("tenantId", "accountId");
CREATE INDEX "form_post_tenantId_at_idx" ON "form_post"("tenantId", "at");
ALTER TABLE "form_post" ADD CONSTRAINT "form_post_tenantId_accountId_fkey"
  FOREIGN KEY ("tenantId", "accountId") REFERENCES "account"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
CALL tenant_wall('form_post');

-- Of roles and periods that were written twice one stays: the earliest; then the database refuses a second.
DO $$
DECLARE
  here uuid;
BEGIN
  FOR here IN SELECT "id" FROM "tenant" LOOP
    EXECUTE format('SET LOCAL app.tenant = %L', here);
    DELETE FROM "role_grant" g USING "role_grant" o WHERE g."tenantId" = here AND o."tenantId" = here
      AND o."accountId" = g."accountId" AND o."role" = g."role" AND g."endsAt" IS NULL AND o."endsAt" IS NULL
      AND (o."startsAt", o."id") < (g."startsAt", g."id");
    DELETE FROM "membership_period" m USING "membership_period" o WHERE m."tenantId" = here AND o."tenantId" = here
      AND o."personId" = m."personId" AND o."tierId" = m."tierId" AND o."startsAt" = m."startsAt"
      AND m."source" = 'staff' AND o."source" = 'staff' AND m."lineId" IS NULL AND o."lineId" IS NULL
      AND m."withdrawnAt" IS NULL AND o."withdrawnAt" IS NULL AND o."id" < m."id";
  END LOOP;
  SET LOCAL app.tenant = '';
END $$;
CREATE UNIQUE INDEX "role_grant_once" ON "role_grant"("tenantId", "accountId", "role") WHERE "endsAt" IS NULL;
CREATE UNIQUE INDEX "membership_period_once" ON "membership_period"("tenantId", "personId", "tierId", "startsAt")
  WHERE "source" = 'staff' AND "lineId" IS NULL AND "withdrawnAt" IS NULL;
