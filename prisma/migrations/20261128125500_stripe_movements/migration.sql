-- What Stripe takes for itself and pays out, as its balance says; a line of a bank statement may be a payout.

-- AlterTable
ALTER TABLE "bank_line" ADD COLUMN     "movementId" TEXT;

-- CreateTable
CREATE TABLE "stripe_movement" (
    "tenantId" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "cents" INTEGER NOT NULL,
    "feeCents" INTEGER NOT NULL,
    "source" TEXT,
    "arrivesOn" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stripe_movement_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateIndex
CREATE INDEX "stripe_movement_tenantId_kind_createdAt_idx" ON "stripe_movement"("tenantId", "kind", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "bank_line_tenantId_movementId_key" ON "bank_line"("tenantId", "movementId");

CALL tenant_wall('stripe_movement');
REVOKE UPDATE, DELETE ON "stripe_movement" FROM alumni_app;
GRANT UPDATE ("movementId") ON "bank_line" TO alumni_app;
