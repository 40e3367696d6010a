-- The ways to mistype a word of the federation's base, as token_deletion has them of an association's own: one typo finds the people
-- of sister associations too. Holds words that are in shared_token and no others.
CREATE TABLE "shared_deletion" (
    "tenantId" UUID NOT NULL,
    "federationId" UUID NOT NULL,
    "deletion" TEXT COLLATE "C" NOT NULL,
    "token" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "shared_deletion_pkey" PRIMARY KEY ("tenantId","federationId","deletion","token")
);
CREATE INDEX "shared_deletion_federationId_deletion_idx" ON "shared_deletion"("federationId", "deletion");

CALL tenant_wall('shared_deletion');
CREATE POLICY federation_read ON "shared_deletion" FOR SELECT USING (
  "federationId" IN (SELECT m."federationId" FROM "federation_member" m
    WHERE m."tenantId" = NULLIF(current_setting('app.tenant', true), '')::uuid));
