-- The carnet: births, weddings, deaths, appointments (S3).

-- CreateTable
CREATE TABLE "carnet_notice" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "authorId" UUID,
    "day" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "childName" TEXT,
    "state" TEXT NOT NULL,
    "because" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "publishedAt" TIMESTAMPTZ(3),
    "statusBefore" TEXT,
    CONSTRAINT "carnet_notice_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateIndex
CREATE INDEX "carnet_notice_tenantId_state_day_idx" ON "carnet_notice"("tenantId", "state", "day");

-- CreateIndex
CREATE INDEX "carnet_notice_tenantId_personId_idx" ON "carnet_notice"("tenantId", "personId");

-- CreateIndex
CREATE INDEX "carnet_notice_tenantId_authorId_idx" ON "carnet_notice"("tenantId", "authorId");

-- AddForeignKey
ALTER TABLE "carnet_notice" ADD CONSTRAINT "carnet_notice_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId")
    REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "carnet_notice" ADD CONSTRAINT "carnet_notice_tenantId_authorId_fkey" FOREIGN KEY ("tenantId", "authorId")
    REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

CALL tenant_wall('carnet_notice');
