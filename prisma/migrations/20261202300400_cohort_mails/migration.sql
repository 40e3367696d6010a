-- Mails of a member to the people of their year (S9).

-- CreateTable
CREATE TABLE "cohort_mail" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "cohort" INTEGER NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),
    "because" TEXT,
    "approval" TEXT,
    "counted" INTEGER,
    "reachedId" UUID,
    "sentAt" TIMESTAMPTZ(3),
    CONSTRAINT "cohort_mail_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateIndex
CREATE INDEX "cohort_mail_tenantId_cohort_createdAt_idx" ON "cohort_mail"("tenantId", "cohort", "createdAt");

-- CreateIndex
CREATE INDEX "cohort_mail_tenantId_personId_idx" ON "cohort_mail"("tenantId", "personId");

-- CreateIndex
CREATE INDEX "cohort_mail_tenantId_state_createdAt_idx" ON "cohort_mail"("tenantId", "state", "createdAt");

-- AddForeignKey
ALTER TABLE "cohort_mail" ADD CONSTRAINT "cohort_mail_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId")
    REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

CALL tenant_wall('cohort_mail');
