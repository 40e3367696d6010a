-- Money that moved at Stripe and that no sale explains: which payment it names, and the account that a treasurer chose for it.

-- AlterTable
ALTER TABLE "stripe_movement" ADD COLUMN     "intent" TEXT;

-- CreateTable
CREATE TABLE "movement_class" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "movementId" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "movement_class_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateIndex
CREATE INDEX "movement_class_tenantId_movementId_createdAt_idx" ON "movement_class"("tenantId", "movementId", "createdAt");

-- AddForeignKey
ALTER TABLE "movement_class" ADD CONSTRAINT "movement_class_tenantId_movementId_fkey" FOREIGN KEY ("tenantId", "movementId") REFERENCES "stripe_movement"("tenantId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

CALL tenant_wall('movement_class');
REVOKE UPDATE, DELETE ON "movement_class" FROM alumni_app;
