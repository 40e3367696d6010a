-- Searches of offers that people keep, and what of them was told (I11, N5; C13, C14).

-- CreateTable
CREATE TABLE "offer_alert" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "q" TEXT NOT NULL,
    "kind" TEXT,
    "contract" TEXT,
    "town" TEXT,
    "remote" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "offer_alert_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "offer_told" (
    "tenantId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "offerId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "offer_told_pkey" PRIMARY KEY ("tenantId","personId","offerId")
);

-- CreateIndex
CREATE INDEX "offer_alert_tenantId_personId_idx" ON "offer_alert"("tenantId", "personId");

-- CreateIndex
CREATE INDEX "offer_told_tenantId_offerId_idx" ON "offer_told"("tenantId", "offerId");

-- AddForeignKey
ALTER TABLE "offer_alert" ADD CONSTRAINT "offer_alert_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "offer_told" ADD CONSTRAINT "offer_told_tenantId_offerId_fkey" FOREIGN KEY ("tenantId", "offerId") REFERENCES "offer"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "offer_told" ADD CONSTRAINT "offer_told_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

CALL tenant_wall('offer_alert');
CALL tenant_wall('offer_told');
