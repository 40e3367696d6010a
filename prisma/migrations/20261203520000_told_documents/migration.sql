-- Documents and news are told of once: what is there already was read, and tells nobody.

ALTER TABLE "group_document" ADD COLUMN "toldAt" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP;
ALTER TABLE "group_document" ALTER COLUMN "toldAt" DROP DEFAULT;
CREATE INDEX "group_document_untold" ON "group_document"("tenantId", "visibleFrom") WHERE "toldAt" IS NULL;

ALTER TABLE "site_document" ADD COLUMN "toldAt" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP;
ALTER TABLE "site_document" ALTER COLUMN "toldAt" DROP DEFAULT;
CREATE INDEX "site_document_untold" ON "site_document"("tenantId", "visibleFrom") WHERE "toldAt" IS NULL;

ALTER TABLE "news" ADD COLUMN "toldAt" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP;
ALTER TABLE "news" ALTER COLUMN "toldAt" DROP DEFAULT;
CREATE INDEX "news_untold" ON "news"("tenantId", "visibleFrom") WHERE "toldAt" IS NULL;
