-- Documents of the association in folders (S3, I17).

-- CreateTable
CREATE TABLE "site_document" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "folder" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "visibleFrom" TIMESTAMPTZ(3) NOT NULL,
    "visibleUntil" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "fileKey" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    CONSTRAINT "site_document_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateIndex
CREATE INDEX "site_document_tenantId_folder_idx" ON "site_document"("tenantId", "folder");

CALL tenant_wall('site_document');
