-- Addresses of people lost from view, in quarantine until the person answers (S7, I9).

-- CreateTable
CREATE TABLE "lost_lead" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "accountId" UUID,
    "address" TEXT,
    "state" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "askedAt" TIMESTAMPTZ(3),
    "answeredAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "lost_lead_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateIndex
CREATE INDEX "lost_lead_tenantId_personId_idx" ON "lost_lead"("tenantId", "personId");

-- CreateIndex
CREATE INDEX "lost_lead_tenantId_accountId_at_idx" ON "lost_lead"("tenantId", "accountId", "at");

-- CreateIndex
CREATE INDEX "lost_lead_tenantId_state_at_idx" ON "lost_lead"("tenantId", "state", "at");

-- AddForeignKey
ALTER TABLE "lost_lead" ADD CONSTRAINT "lost_lead_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

CALL tenant_wall('lost_lead');
