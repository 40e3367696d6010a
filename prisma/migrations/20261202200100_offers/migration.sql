-- Offers of internships and jobs: their states, who passes them on, who reports them (E4, I11, I12, N4).

-- CreateTable
CREATE TABLE "offer" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "personId" UUID,
    "organisationId" UUID,
    "state" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "visibleFrom" TIMESTAMPTZ(3) NOT NULL,
    "visibleUntil" TIMESTAMPTZ(3) NOT NULL,
    "refreshedAt" TIMESTAMPTZ(3),
    "warnedAt" TIMESTAMPTZ(3),
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "company" TEXT NOT NULL,
    "town" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "remote" TEXT NOT NULL,
    "contract" TEXT,
    "payFrom" INTEGER,
    "payTo" INTEGER,
    "payPer" TEXT,
    "startsOn" DATE,
    "lastDay" DATE,
    "text" TEXT NOT NULL,
    "applyUrl" TEXT,
    "waiting" JSONB,
    "folded" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "offer_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "offer_change" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "offerId" UUID NOT NULL,
    "n" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "because" TEXT,
    "accountId" UUID,
    CONSTRAINT "offer_change_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "offer_relay" (
    "tenantId" UUID NOT NULL,
    "offerId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "offer_relay_pkey" PRIMARY KEY ("tenantId","offerId","personId")
);

-- CreateTable
CREATE TABLE "offer_report" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "offerId" UUID NOT NULL,
    "accountId" UUID,
    "reason" TEXT NOT NULL,
    "words" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "open" BOOLEAN NOT NULL DEFAULT true,
    CONSTRAINT "offer_report_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateIndex
CREATE INDEX "offer_tenantId_state_visibleUntil_idx" ON "offer"("tenantId", "state", "visibleUntil");

-- CreateIndex
CREATE INDEX "offer_tenantId_personId_idx" ON "offer"("tenantId", "personId");

-- CreateIndex
CREATE INDEX "offer_tenantId_organisationId_idx" ON "offer"("tenantId", "organisationId");

-- CreateIndex
CREATE UNIQUE INDEX "offer_change_tenantId_offerId_n_key" ON "offer_change"("tenantId", "offerId", "n");

-- CreateIndex
CREATE INDEX "offer_change_tenantId_accountId_idx" ON "offer_change"("tenantId", "accountId");

-- CreateIndex
CREATE INDEX "offer_relay_tenantId_personId_idx" ON "offer_relay"("tenantId", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "offer_report_tenantId_offerId_accountId_key" ON "offer_report"("tenantId", "offerId", "accountId");

-- CreateIndex
CREATE INDEX "offer_report_tenantId_accountId_idx" ON "offer_report"("tenantId", "accountId");

-- AddForeignKey
ALTER TABLE "offer" ADD CONSTRAINT "offer_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "offer" ADD CONSTRAINT "offer_tenantId_organisationId_fkey" FOREIGN KEY ("tenantId", "organisationId") REFERENCES "organisation"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "offer_change" ADD CONSTRAINT "offer_change_tenantId_offerId_fkey" FOREIGN KEY ("tenantId", "offerId") REFERENCES "offer"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "offer_relay" ADD CONSTRAINT "offer_relay_tenantId_offerId_fkey" FOREIGN KEY ("tenantId", "offerId") REFERENCES "offer"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "offer_relay" ADD CONSTRAINT "offer_relay_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "offer_report" ADD CONSTRAINT "offer_report_tenantId_offerId_fkey" FOREIGN KEY ("tenantId", "offerId") REFERENCES "offer"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

CALL tenant_wall('offer');
CALL tenant_wall('offer_change');
CALL tenant_wall('offer_relay');
CALL tenant_wall('offer_report');
