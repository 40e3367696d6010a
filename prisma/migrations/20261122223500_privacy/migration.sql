-- Contacts asked for, people kept away, consents with their history, reports, records merged, the staff's other eyes.

-- AlterTable
ALTER TABLE "account" ADD COLUMN     "mergedIntoId" UUID;

-- CreateTable
CREATE TABLE "person_merge" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "keptId" UUID NOT NULL,
    "goneId" UUID NOT NULL,
    "goneHandle" TEXT NOT NULL,
    "accountId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "undoUntil" TIMESTAMPTZ(3) NOT NULL,
    "undoneAt" TIMESTAMPTZ(3),
    "sealed" TEXT,

    CONSTRAINT "person_merge_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "handle_alias" (
    "tenantId" UUID NOT NULL,
    "handle" TEXT COLLATE "C" NOT NULL,
    "personId" UUID NOT NULL,

    CONSTRAINT "handle_alias_pkey" PRIMARY KEY ("tenantId","handle")
);

-- CreateTable
CREATE TABLE "person_distinct" (
    "tenantId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "otherId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "person_distinct_pkey" PRIMARY KEY ("tenantId","personId","otherId")
);

-- CreateTable
CREATE TABLE "friend_request" (
    "tenantId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "otherId" UUID NOT NULL,
    "note" TEXT,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "withdrawnAt" TIMESTAMPTZ(3),
    "answer" TEXT,
    "answeredAt" TIMESTAMPTZ(3),

    CONSTRAINT "friend_request_pkey" PRIMARY KEY ("tenantId","personId","otherId")
);

-- CreateTable
CREATE TABLE "person_block" (
    "tenantId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "otherId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "person_block_pkey" PRIMARY KEY ("tenantId","personId","otherId")
);

-- CreateTable
CREATE TABLE "consent_event" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "consent" TEXT NOT NULL,
    "given" BOOLEAN NOT NULL,
    "from" TEXT NOT NULL,
    "accountId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consent_event_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "person_report" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "words" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "open" BOOLEAN DEFAULT true,
    "decision" TEXT,
    "decidedAt" TIMESTAMPTZ(3),
    "decidedBy" UUID,
    "because" TEXT,

    CONSTRAINT "person_report_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "stand_in" (
    "tenantId" UUID NOT NULL,
    "sessionId" TEXT NOT NULL,
    "role" TEXT,
    "personId" UUID,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stand_in_pkey" PRIMARY KEY ("tenantId","sessionId")
);

-- CreateIndex
CREATE INDEX "person_merge_tenantId_keptId_idx" ON "person_merge"("tenantId", "keptId");

-- CreateIndex
CREATE INDEX "person_merge_tenantId_at_idx" ON "person_merge"("tenantId", "at");

-- CreateIndex
CREATE INDEX "handle_alias_tenantId_personId_idx" ON "handle_alias"("tenantId", "personId");

-- CreateIndex
CREATE INDEX "person_distinct_tenantId_otherId_idx" ON "person_distinct"("tenantId", "otherId");

-- CreateIndex
CREATE INDEX "friend_request_tenantId_otherId_idx" ON "friend_request"("tenantId", "otherId");

-- CreateIndex
CREATE INDEX "person_block_tenantId_otherId_idx" ON "person_block"("tenantId", "otherId");

-- CreateIndex
CREATE INDEX "consent_event_tenantId_personId_at_idx" ON "consent_event"("tenantId", "personId", "at");

-- CreateIndex
CREATE INDEX "person_report_tenantId_accountId_at_idx" ON "person_report"("tenantId", "accountId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "person_report_tenantId_personId_accountId_open_key" ON "person_report"("tenantId", "personId", "accountId", "open");

-- CreateIndex
CREATE INDEX "stand_in_tenantId_personId_idx" ON "stand_in"("tenantId", "personId");

-- CreateIndex
CREATE INDEX "account_tenantId_mergedIntoId_idx" ON "account"("tenantId", "mergedIntoId");

-- CreateIndex
CREATE INDEX "profile_opening_tenantId_personId_day_idx" ON "profile_opening"("tenantId", "personId", "day");

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_tenantId_mergedIntoId_fkey" FOREIGN KEY ("tenantId", "mergedIntoId") REFERENCES "account"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_merge" ADD CONSTRAINT "person_merge_tenantId_keptId_fkey" FOREIGN KEY ("tenantId", "keptId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handle_alias" ADD CONSTRAINT "handle_alias_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_distinct" ADD CONSTRAINT "person_distinct_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_distinct" ADD CONSTRAINT "person_distinct_tenantId_otherId_fkey" FOREIGN KEY ("tenantId", "otherId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "friend_request" ADD CONSTRAINT "friend_request_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "friend_request" ADD CONSTRAINT "friend_request_tenantId_otherId_fkey" FOREIGN KEY ("tenantId", "otherId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_block" ADD CONSTRAINT "person_block_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_block" ADD CONSTRAINT "person_block_tenantId_otherId_fkey" FOREIGN KEY ("tenantId", "otherId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent_event" ADD CONSTRAINT "consent_event_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_report" ADD CONSTRAINT "person_report_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stand_in" ADD CONSTRAINT "stand_in_tenantId_sessionId_fkey" FOREIGN KEY ("tenantId", "sessionId") REFERENCES "session"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stand_in" ADD CONSTRAINT "stand_in_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;



CALL tenant_wall('friend_request');
CALL tenant_wall('person_block');
CALL tenant_wall('consent_event');
CALL tenant_wall('person_report');
CALL tenant_wall('stand_in');
CALL tenant_wall('person_merge');
CALL tenant_wall('handle_alias');
CALL tenant_wall('person_distinct');

-- What was agreed to is never rewritten; merging two records of one person moves it, and nothing else does.
REVOKE UPDATE, DELETE ON "consent_event" FROM alumni_app;
GRANT UPDATE ("personId") ON "consent_event" TO alumni_app;
