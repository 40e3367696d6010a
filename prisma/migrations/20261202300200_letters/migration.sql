-- Letters of the association, their pictures, and which letter a mail of the outbox carries (S12, S14).

-- CreateTable
CREATE TABLE "letter" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "blocks" JSONB NOT NULL,
    "audience" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "plannedAt" TIMESTAMPTZ(3),
    "movedAt" TIMESTAMPTZ(3),
    "counted" INTEGER,
    "reachedId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),
    CONSTRAINT "letter_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "letter_picture" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "letterId" UUID NOT NULL,
    "fileKey" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "letter_picture_pkey" PRIMARY KEY ("tenantId","id")
);

-- AlterTable
ALTER TABLE "mail" ADD COLUMN "letterId" UUID;

-- CreateIndex
CREATE INDEX "letter_tenantId_state_plannedAt_idx" ON "letter"("tenantId", "state", "plannedAt");

-- CreateIndex
CREATE INDEX "letter_picture_tenantId_letterId_idx" ON "letter_picture"("tenantId", "letterId");

-- CreateIndex
CREATE INDEX "mail_tenantId_letterId_state_idx" ON "mail"("tenantId", "letterId", "state");

-- AddForeignKey
ALTER TABLE "letter_picture" ADD CONSTRAINT "letter_picture_tenantId_letterId_fkey" FOREIGN KEY ("tenantId", "letterId")
    REFERENCES "letter"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

CALL tenant_wall('letter');
CALL tenant_wall('letter_picture');
