-- « Merci » under an answer, as under an article.

-- CreateTable
CREATE TABLE "comment_thanks" (
    "tenantId" UUID NOT NULL,
    "commentId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "comment_thanks_pkey" PRIMARY KEY ("tenantId","commentId","personId")
);

-- CreateIndex
CREATE INDEX "comment_thanks_tenantId_personId_idx" ON "comment_thanks"("tenantId", "personId");

-- AddForeignKey
ALTER TABLE "comment_thanks" ADD CONSTRAINT "comment_thanks_tenantId_commentId_fkey" FOREIGN KEY ("tenantId", "commentId") REFERENCES "comment"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "comment_thanks" ADD CONSTRAINT "comment_thanks_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

CALL tenant_wall('comment_thanks');
