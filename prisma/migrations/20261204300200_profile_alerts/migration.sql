-- Searches of profiles that companies and schools keep, and what of them was told (N6; C20).

-- CreateTable
CREATE TABLE "career_alert" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "q" TEXT NOT NULL,
    "purpose" TEXT,
    "level" TEXT,
    "speciality" TEXT,
    "town" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "warned" BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT "career_alert_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "career_told" (
    "tenantId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "profileId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "career_told_pkey" PRIMARY KEY ("tenantId","accountId","profileId")
);

-- CreateIndex
CREATE INDEX "career_alert_tenantId_accountId_idx" ON "career_alert"("tenantId", "accountId");

-- CreateIndex
CREATE INDEX "career_told_tenantId_profileId_idx" ON "career_told"("tenantId", "profileId");

-- AddForeignKey
ALTER TABLE "career_alert" ADD CONSTRAINT "career_alert_tenantId_accountId_fkey" FOREIGN KEY ("tenantId", "accountId") REFERENCES "account"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "career_told" ADD CONSTRAINT "career_told_tenantId_accountId_fkey" FOREIGN KEY ("tenantId", "accountId") REFERENCES "account"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "career_told" ADD CONSTRAINT "career_told_tenantId_profileId_fkey" FOREIGN KEY ("tenantId", "profileId") REFERENCES "career_profile"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

CALL tenant_wall('career_alert');
CALL tenant_wall('career_told');
