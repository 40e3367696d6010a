-- Pages of the association with their versions, and what comes by the contact form (S3, E7).

-- CreateTable
CREATE TABLE "site_page" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "section" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 100,
    "title" TEXT NOT NULL,
    "shown" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "visibleFrom" TIMESTAMPTZ(3) NOT NULL,
    "visibleUntil" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "site_page_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "site_page_version" (
    "tenantId" UUID NOT NULL,
    "pageId" UUID NOT NULL,
    "n" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "site_page_version_pkey" PRIMARY KEY ("tenantId","pageId","n")
);

-- CreateTable
CREATE TABLE "contact_message" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "handledAt" TIMESTAMPTZ(3),
    CONSTRAINT "contact_message_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "site_page_tenantId_slug_key" ON "site_page"("tenantId", "slug");

-- CreateIndex
CREATE INDEX "contact_message_tenantId_at_idx" ON "contact_message"("tenantId", "at");

-- AddForeignKey
ALTER TABLE "site_page_version" ADD CONSTRAINT "site_page_version_tenantId_pageId_fkey" FOREIGN KEY ("tenantId", "pageId") REFERENCES "site_page"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

CALL tenant_wall('site_page');
CALL tenant_wall('site_page_version');
CALL tenant_wall('contact_message');
