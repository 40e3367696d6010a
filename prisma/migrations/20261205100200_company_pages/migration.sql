-- What a company shows of itself: on line, waiting to be read, or refused (N4, I12).

-- CreateTable
CREATE TABLE "organisation_page" (
    "tenantId" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "website" TEXT,
    "careers" TEXT,
    "place" TEXT,
    "fileKey" TEXT,
    "because" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "organisation_page_pkey" PRIMARY KEY ("tenantId","organisationId","state")
);

-- AddForeignKey
ALTER TABLE "organisation_page" ADD CONSTRAINT "organisation_page_tenantId_organisationId_fkey" FOREIGN KEY ("tenantId", "organisationId") REFERENCES "organisation"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

CALL tenant_wall('organisation_page');
