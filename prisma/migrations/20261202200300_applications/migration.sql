-- Applications to offers, and a number after which an offer takes no more (E4; C9, C11, C12).

-- AlterTable
ALTER TABLE "offer" ADD COLUMN "mostApplications" INTEGER;

-- CreateTable
CREATE TABLE "offer_application" (
    "tenantId" UUID NOT NULL,
    "offerId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "letter" TEXT NOT NULL,
    "fileKey" TEXT,
    "state" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "openedAt" TIMESTAMPTZ(3),
    "answeredAt" TIMESTAMPTZ(3),
    "answer" TEXT,
    "nudgedAt" TIMESTAMPTZ(3),
    "nudgeToldAt" TIMESTAMPTZ(3),
    "overToldAt" TIMESTAMPTZ(3),
    "fileOpens" INTEGER NOT NULL DEFAULT 0,
    "fileOpenedAt" TIMESTAMPTZ(3),
    CONSTRAINT "offer_application_pkey" PRIMARY KEY ("tenantId","offerId","personId")
);

-- CreateIndex
CREATE UNIQUE INDEX "offer_application_tenantId_id_key" ON "offer_application"("tenantId", "id");

-- CreateIndex
CREATE INDEX "offer_application_tenantId_personId_idx" ON "offer_application"("tenantId", "personId");

-- CreateIndex
CREATE INDEX "offer_application_tenantId_state_idx" ON "offer_application"("tenantId", "state");

-- AddForeignKey
ALTER TABLE "offer_application" ADD CONSTRAINT "offer_application_tenantId_offerId_fkey" FOREIGN KEY ("tenantId", "offerId") REFERENCES "offer"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "offer_application" ADD CONSTRAINT "offer_application_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

CALL tenant_wall('offer_application');
