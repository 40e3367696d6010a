-- Mails of those who run a group to its people (S14, I15).

-- CreateTable
CREATE TABLE "group_mail" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "groupId" UUID NOT NULL,
    "personId" UUID,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),
    "because" TEXT,
    "reachedId" UUID,
    "sentAt" TIMESTAMPTZ(3),
    CONSTRAINT "group_mail_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateIndex
CREATE INDEX "group_mail_tenantId_groupId_createdAt_idx" ON "group_mail"("tenantId", "groupId", "createdAt");

-- CreateIndex
CREATE INDEX "group_mail_tenantId_personId_idx" ON "group_mail"("tenantId", "personId");

-- CreateIndex
CREATE INDEX "group_mail_tenantId_state_createdAt_idx" ON "group_mail"("tenantId", "state", "createdAt");

-- AddForeignKey
ALTER TABLE "group_mail" ADD CONSTRAINT "group_mail_tenantId_groupId_fkey" FOREIGN KEY ("tenantId", "groupId") REFERENCES "group"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "group_mail" ADD CONSTRAINT "group_mail_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

CALL tenant_wall('group_mail');
