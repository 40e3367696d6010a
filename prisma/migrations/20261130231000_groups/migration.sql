-- Groups, who is in them, and what is written there (S14, S15, I14, I15).


-- CreateTable
CREATE TABLE "group" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT,
    "kind" TEXT NOT NULL,
    "joining" TEXT NOT NULL,
    "about" TEXT,
    "state" TEXT NOT NULL DEFAULT 'open',
    "personId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),
    "because" TEXT,
    CONSTRAINT "group_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "group_member" (
    "tenantId" UUID NOT NULL,
    "groupId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "leads" BOOLEAN NOT NULL DEFAULT false,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "mutedAt" TIMESTAMPTZ(3),
    "note" TEXT,
    CONSTRAINT "group_member_pkey" PRIMARY KEY ("tenantId","groupId","personId")
);

-- CreateTable
CREATE TABLE "post" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "groupId" UUID NOT NULL,
    "personId" UUID,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "cohort" INTEGER,
    "visibleFrom" TIMESTAMPTZ(3) NOT NULL,
    "visibleUntil" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "pinnedAt" TIMESTAMPTZ(3),
    "newTitle" TEXT,
    "newText" TEXT,
    "changedAt" TIMESTAMPTZ(3),
    "because" TEXT,
    CONSTRAINT "post_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "comment" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "postId" UUID NOT NULL,
    "groupId" UUID NOT NULL,
    "personId" UUID,
    "text" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "cohort" INTEGER,
    "visibleFrom" TIMESTAMPTZ(3) NOT NULL,
    "visibleUntil" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "because" TEXT,
    CONSTRAINT "comment_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "post_thanks" (
    "tenantId" UUID NOT NULL,
    "postId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "post_thanks_pkey" PRIMARY KEY ("tenantId","postId","personId")
);

-- CreateIndex
CREATE INDEX "group_tenantId_personId_idx" ON "group"("tenantId", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "group_tenantId_slug_key" ON "group"("tenantId", "slug");

-- CreateIndex
CREATE INDEX "group_member_tenantId_personId_idx" ON "group_member"("tenantId", "personId");

-- CreateIndex
CREATE INDEX "post_tenantId_groupId_visibleFrom_idx" ON "post"("tenantId", "groupId", "visibleFrom");

-- CreateIndex
CREATE INDEX "post_tenantId_personId_idx" ON "post"("tenantId", "personId");

-- CreateIndex
CREATE INDEX "post_tenantId_state_createdAt_idx" ON "post"("tenantId", "state", "createdAt");

-- CreateIndex
CREATE INDEX "comment_tenantId_postId_createdAt_idx" ON "comment"("tenantId", "postId", "createdAt");

-- CreateIndex
CREATE INDEX "comment_tenantId_personId_idx" ON "comment"("tenantId", "personId");

-- CreateIndex
CREATE INDEX "comment_tenantId_state_createdAt_idx" ON "comment"("tenantId", "state", "createdAt");

-- CreateIndex
CREATE INDEX "post_thanks_tenantId_personId_idx" ON "post_thanks"("tenantId", "personId");

-- AddForeignKey
ALTER TABLE "group" ADD CONSTRAINT "group_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "group_member" ADD CONSTRAINT "group_member_tenantId_groupId_fkey" FOREIGN KEY ("tenantId", "groupId") REFERENCES "group"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "group_member" ADD CONSTRAINT "group_member_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "post" ADD CONSTRAINT "post_tenantId_groupId_fkey" FOREIGN KEY ("tenantId", "groupId") REFERENCES "group"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "post" ADD CONSTRAINT "post_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "comment" ADD CONSTRAINT "comment_tenantId_postId_fkey" FOREIGN KEY ("tenantId", "postId") REFERENCES "post"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "comment" ADD CONSTRAINT "comment_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "post_thanks" ADD CONSTRAINT "post_thanks_tenantId_postId_fkey" FOREIGN KEY ("tenantId", "postId") REFERENCES "post"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "post_thanks" ADD CONSTRAINT "post_thanks_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- CreateIndex
CREATE INDEX "comment_tenantId_groupId_idx" ON "comment"("tenantId", "groupId");

-- AddForeignKey
ALTER TABLE "comment" ADD CONSTRAINT "comment_tenantId_groupId_fkey" FOREIGN KEY ("tenantId", "groupId") REFERENCES "group"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

CALL tenant_wall('group');
CALL tenant_wall('group_member');
CALL tenant_wall('post');
CALL tenant_wall('comment');
CALL tenant_wall('post_thanks');
