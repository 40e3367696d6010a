-- Requests to get in, ties that wait for the other's agreement, decisions on companies and schools.

-- AlterTable
ALTER TABLE "family_tie" ADD COLUMN     "askedBy" UUID;

-- AlterTable
ALTER TABLE "organisation" ADD COLUMN     "refusedAt" TIMESTAMPTZ(3),
ADD COLUMN     "website" TEXT;

-- CreateTable
CREATE TABLE "access_request" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "door" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "claimed" JSONB NOT NULL,
    "email" TEXT,
    "language" TEXT NOT NULL,
    "personId" UUID,
    "accountId" UUID,
    "fileKey" TEXT,
    "fileType" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),
    "decidedBy" UUID,
    "reason" TEXT,

    CONSTRAINT "access_request_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateIndex
CREATE INDEX "access_request_tenantId_state_createdAt_idx" ON "access_request"("tenantId", "state", "createdAt");

-- CreateIndex
CREATE INDEX "access_request_tenantId_personId_idx" ON "access_request"("tenantId", "personId");

-- CreateIndex
CREATE INDEX "access_request_tenantId_email_idx" ON "access_request"("tenantId", "email");

-- AddForeignKey
ALTER TABLE "access_request" ADD CONSTRAINT "access_request_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;


CALL tenant_wall('access_request');
