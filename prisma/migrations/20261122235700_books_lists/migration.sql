-- The treasurer's lists are read along an index, newest first; all receipts of a year are asked for at once.

-- CreateTable
CREATE TABLE "tax_receipt_batch" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "giftYear" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'asked',
    "issued" INTEGER NOT NULL DEFAULT 0,
    "accountId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "doneAt" TIMESTAMPTZ(3),

    CONSTRAINT "tax_receipt_batch_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateIndex
CREATE INDEX "pass_period_tenantId_startsAt_id_idx" ON "pass_period"("tenantId", "startsAt", "id");

-- CreateIndex
CREATE INDEX "payment_tenantId_succeededAt_id_idx" ON "payment"("tenantId", "succeededAt", "id");

-- CreateIndex
CREATE INDEX "payment_tenantId_means_succeededAt_id_idx" ON "payment"("tenantId", "means", "succeededAt", "id");

-- CreateIndex
CREATE INDEX "sale_line_tenantId_kind_id_idx" ON "sale_line"("tenantId", "kind", "id");


CALL tenant_wall('tax_receipt_batch');
REVOKE DELETE ON "tax_receipt_batch" FROM alumni_app;
