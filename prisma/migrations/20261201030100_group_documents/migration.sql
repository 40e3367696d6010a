-- Documents of groups, in folders (I15).

-- AlterTable
ALTER TABLE "group" ADD COLUMN "documentsBy" TEXT NOT NULL DEFAULT 'leaders';

-- CreateTable
CREATE TABLE "group_document" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "groupId" UUID NOT NULL,
    "personId" UUID,
    "folder" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "fileKey" TEXT NOT NULL,
    "contentType" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "cohort" INTEGER,
    "visibleFrom" TIMESTAMPTZ(3) NOT NULL,
    "visibleUntil" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "because" TEXT,
    CONSTRAINT "group_document_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateIndex
CREATE INDEX "group_document_tenantId_groupId_folder_idx" ON "group_document"("tenantId", "groupId", "folder");

-- CreateIndex
CREATE INDEX "group_document_tenantId_personId_idx" ON "group_document"("tenantId", "personId");

-- CreateIndex
CREATE INDEX "group_document_tenantId_state_createdAt_idx" ON "group_document"("tenantId", "state", "createdAt");

-- AddForeignKey
ALTER TABLE "group_document" ADD CONSTRAINT "group_document_tenantId_groupId_fkey" FOREIGN KEY ("tenantId", "groupId") REFERENCES "group"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "group_document" ADD CONSTRAINT "group_document_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

CALL tenant_wall('group_document');
