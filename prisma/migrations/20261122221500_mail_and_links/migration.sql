-- The outbox of mails, and links that act once.

-- CreateTable
CREATE TABLE "mail" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "personId" UUID,
    "accountId" UUID,
    "listId" TEXT,
    "sealed" TEXT,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "providerId" TEXT,
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),
    CONSTRAINT "mail_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "link" (
    "tenantId" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "accountId" UUID,
    "personId" UUID,
    "data" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),
    CONSTRAINT "link_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateIndex
CREATE INDEX "mail_tenantId_state_dueAt_idx" ON "mail"("tenantId", "state", "dueAt");

-- CreateIndex
CREATE INDEX "mail_tenantId_recipient_idx" ON "mail"("tenantId", "recipient");

-- CreateIndex
CREATE INDEX "mail_tenantId_personId_idx" ON "mail"("tenantId", "personId");

-- CreateIndex
CREATE INDEX "mail_tenantId_providerId_idx" ON "mail"("tenantId", "providerId");

-- CreateIndex
CREATE UNIQUE INDEX "mail_tenantId_key_key" ON "mail"("tenantId", "key");

-- CreateIndex
CREATE INDEX "link_tenantId_accountId_idx" ON "link"("tenantId", "accountId");

-- CreateIndex
CREATE INDEX "link_tenantId_personId_idx" ON "link"("tenantId", "personId");

-- AddForeignKey
ALTER TABLE "link" ADD CONSTRAINT "link_tenantId_accountId_fkey" FOREIGN KEY ("tenantId", "accountId") REFERENCES "account"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "link" ADD CONSTRAINT "link_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

CALL tenant_wall('mail');
CALL tenant_wall('link');
