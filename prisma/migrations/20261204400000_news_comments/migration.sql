-- What people answer to the association's news, « Merci », and who wrote them (S3).

-- AlterTable
ALTER TABLE "news" ADD COLUMN "comments" BOOLEAN NOT NULL DEFAULT true;

-- CreateTable
CREATE TABLE "news_comment" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "newsId" UUID NOT NULL,
    "personId" UUID,
    "text" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "visibleFrom" TIMESTAMPTZ(3) NOT NULL,
    "visibleUntil" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "because" TEXT,
    CONSTRAINT "news_comment_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "news_thanks" (
    "tenantId" UUID NOT NULL,
    "newsId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "news_thanks_pkey" PRIMARY KEY ("tenantId","newsId","personId")
);

-- CreateTable
CREATE TABLE "news_author" (
    "tenantId" UUID NOT NULL,
    "newsId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "news_author_pkey" PRIMARY KEY ("tenantId","newsId","personId")
);

-- CreateIndex
CREATE INDEX "news_comment_tenantId_newsId_createdAt_idx" ON "news_comment"("tenantId", "newsId", "createdAt");

-- CreateIndex
CREATE INDEX "news_comment_tenantId_personId_idx" ON "news_comment"("tenantId", "personId");

-- CreateIndex
CREATE INDEX "news_comment_tenantId_state_createdAt_idx" ON "news_comment"("tenantId", "state", "createdAt");

-- CreateIndex
CREATE INDEX "news_thanks_tenantId_personId_idx" ON "news_thanks"("tenantId", "personId");

-- CreateIndex
CREATE INDEX "news_author_tenantId_personId_idx" ON "news_author"("tenantId", "personId");

-- AddForeignKey
ALTER TABLE "news_comment" ADD CONSTRAINT "news_comment_tenantId_newsId_fkey" FOREIGN KEY ("tenantId", "newsId")
    REFERENCES "news"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "news_comment" ADD CONSTRAINT "news_comment_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId")
    REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "news_thanks" ADD CONSTRAINT "news_thanks_tenantId_newsId_fkey" FOREIGN KEY ("tenantId", "newsId")
    REFERENCES "news"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "news_thanks" ADD CONSTRAINT "news_thanks_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId")
    REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "news_author" ADD CONSTRAINT "news_author_tenantId_newsId_fkey" FOREIGN KEY ("tenantId", "newsId")
    REFERENCES "news"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "news_author" ADD CONSTRAINT "news_author_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId")
    REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

CALL tenant_wall('news_comment');
CALL tenant_wall('news_thanks');
CALL tenant_wall('news_author');
