-- Notices are pointers: who, of what kind, about what, where, when, seen when (A11); how each account wants to hear of
-- them (A23), and how far its digests have come (A22).

-- CreateTable
CREATE TABLE "notice" (
    "tenantId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "placeId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "seenAt" TIMESTAMPTZ(3),
    "dueAt" TIMESTAMPTZ(3),
    "toldAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "notice_pkey" PRIMARY KEY ("tenantId","accountId","kind","subjectId","placeId")
);

-- CreateTable
CREATE TABLE "notice_choice" (
    "tenantId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "scope" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "volume" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "notice_choice_pkey" PRIMARY KEY ("tenantId","accountId","scope","about")
);

-- CreateTable
CREATE TABLE "notice_cursor" (
    "tenantId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "newsTo" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "notice_cursor_pkey" PRIMARY KEY ("tenantId","accountId")
);

-- CreateIndex
CREATE INDEX "notice_tenantId_accountId_at_idx" ON "notice"("tenantId", "accountId", "at");

-- CreateIndex
CREATE INDEX "notice_tenantId_expiresAt_idx" ON "notice"("tenantId", "expiresAt");

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_tenantId_accountId_fkey" FOREIGN KEY ("tenantId", "accountId") REFERENCES "account"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "notice_choice" ADD CONSTRAINT "notice_choice_tenantId_accountId_fkey" FOREIGN KEY ("tenantId", "accountId") REFERENCES "account"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "notice_cursor" ADD CONSTRAINT "notice_cursor_tenantId_accountId_fkey" FOREIGN KEY ("tenantId", "accountId") REFERENCES "account"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

CALL tenant_wall('notice');
CALL tenant_wall('notice_choice');
CALL tenant_wall('notice_cursor');

-- Every page asks for what is unread, and every round for what is due: small parts of the table.
CREATE INDEX "notice_unread" ON "notice"("tenantId", "accountId", "at") WHERE "seenAt" IS NULL;
CREATE INDEX "notice_due" ON "notice"("tenantId", "dueAt") WHERE "dueAt" IS NOT NULL;

-- What was published before there were notices tells nobody now: rows that are there count as told.
-- AlterTable
ALTER TABLE "post" ADD COLUMN "toldAt" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP;
ALTER TABLE "post" ALTER COLUMN "toldAt" DROP DEFAULT;

-- AlterTable
ALTER TABLE "comment" ADD COLUMN "toldAt" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP;
ALTER TABLE "comment" ALTER COLUMN "toldAt" DROP DEFAULT;

CREATE INDEX "post_untold" ON "post"("tenantId", "visibleFrom") WHERE "toldAt" IS NULL;
CREATE INDEX "comment_untold" ON "comment"("tenantId", "visibleFrom") WHERE "toldAt" IS NULL;
