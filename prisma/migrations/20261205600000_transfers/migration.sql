-- Files for the school and the federation of engineers: runs, what left of whom, and who said no (P7).

-- CreateTable
CREATE TABLE "transfer_run" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "file" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "reachedId" UUID,
    "people" INTEGER NOT NULL DEFAULT 0,
    "accountId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "handedAt" TIMESTAMPTZ(3),
    CONSTRAINT "transfer_run_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "transfer_record" (
    "tenantId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "recipient" TEXT NOT NULL,
    "fields" TEXT[] NOT NULL DEFAULT '{}',
    "leftAt" TIMESTAMPTZ(3),
    CONSTRAINT "transfer_record_pkey" PRIMARY KEY ("tenantId","runId","personId")
);

-- CreateTable
CREATE TABLE "transfer_objection" (
    "tenantId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "file" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "transfer_objection_pkey" PRIMARY KEY ("tenantId","personId","file")
);

-- CreateIndex
CREATE INDEX "transfer_run_tenantId_createdAt_idx" ON "transfer_run"("tenantId", "createdAt");

-- CreateIndex
CREATE INDEX "transfer_record_tenantId_personId_idx" ON "transfer_record"("tenantId", "personId");

-- AddForeignKey
ALTER TABLE "transfer_record" ADD CONSTRAINT "transfer_record_tenantId_runId_fkey" FOREIGN KEY ("tenantId", "runId")
    REFERENCES "transfer_run"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "transfer_record" ADD CONSTRAINT "transfer_record_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId")
    REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "transfer_objection" ADD CONSTRAINT "transfer_objection_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId")
    REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

CALL tenant_wall('transfer_run');
CALL tenant_wall('transfer_record');
CALL tenant_wall('transfer_objection');
