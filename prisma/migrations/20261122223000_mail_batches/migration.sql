-- Mails on their way: what was asked of Resend, until it has answered (design §7).

-- AlterTable
ALTER TABLE "mail" ADD COLUMN     "batchId" UUID;

-- CreateTable
CREATE TABLE "mail_batch" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "sealed" TEXT NOT NULL,
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "firstTryAt" TIMESTAMPTZ(3),
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "leaseUntil" TIMESTAMPTZ(3),
    CONSTRAINT "mail_batch_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateIndex
CREATE INDEX "mail_batch_tenantId_dueAt_idx" ON "mail_batch"("tenantId", "dueAt");

-- CreateIndex
CREATE INDEX "mail_tenantId_batchId_idx" ON "mail"("tenantId", "batchId");

CALL tenant_wall('mail_batch');
