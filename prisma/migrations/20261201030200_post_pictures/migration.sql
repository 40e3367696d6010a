-- Pictures of articles in groups (I15).

-- CreateTable
CREATE TABLE "post_picture" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "postId" UUID NOT NULL,
    "groupId" UUID NOT NULL,
    "personId" UUID,
    "place" SMALLINT NOT NULL,
    "alt" TEXT NOT NULL,
    "fileKey" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "post_picture_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateIndex
CREATE INDEX "post_picture_tenantId_postId_place_idx" ON "post_picture"("tenantId", "postId", "place");

-- CreateIndex
CREATE INDEX "post_picture_tenantId_groupId_at_idx" ON "post_picture"("tenantId", "groupId", "at");

-- CreateIndex
CREATE INDEX "post_picture_tenantId_personId_idx" ON "post_picture"("tenantId", "personId");

-- AddForeignKey
ALTER TABLE "post_picture" ADD CONSTRAINT "post_picture_tenantId_postId_fkey" FOREIGN KEY ("tenantId", "postId") REFERENCES "post"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "post_picture" ADD CONSTRAINT "post_picture_tenantId_groupId_fkey" FOREIGN KEY ("tenantId", "groupId") REFERENCES "group"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "post_picture" ADD CONSTRAINT "post_picture_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

CALL tenant_wall('post_picture');
