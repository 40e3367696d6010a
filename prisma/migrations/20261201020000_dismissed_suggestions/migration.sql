-- People whom somebody does not want to be suggested any more (S7).

-- CreateTable
CREATE TABLE "dismissed_suggestion" (
    "tenantId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "otherId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "dismissed_suggestion_pkey" PRIMARY KEY ("tenantId","personId","otherId")
);

-- CreateIndex
CREATE INDEX "dismissed_suggestion_tenantId_otherId_idx" ON "dismissed_suggestion"("tenantId", "otherId");

-- AddForeignKey
ALTER TABLE "dismissed_suggestion" ADD CONSTRAINT "dismissed_suggestion_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "dismissed_suggestion" ADD CONSTRAINT "dismissed_suggestion_tenantId_otherId_fkey" FOREIGN KEY ("tenantId", "otherId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

CALL tenant_wall('dismissed_suggestion');
