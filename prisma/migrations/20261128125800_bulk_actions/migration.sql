-- Actions of the staff on many people at once, resumable and undoable (look.md, "Admin").

-- CreateTable
CREATE TABLE "bulk_run" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "action" TEXT,
    "params" JSONB NOT NULL DEFAULT '{}',
    "people" INTEGER NOT NULL,
    "accountId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "startedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "undoneAt" TIMESTAMPTZ(3),
    "undoneBy" UUID,

    CONSTRAINT "bulk_run_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "bulk_row" (
    "tenantId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "reason" TEXT,
    "trace" JSONB,

    CONSTRAINT "bulk_row_pkey" PRIMARY KEY ("tenantId","runId","personId")
);

-- CreateIndex
CREATE INDEX "bulk_run_tenantId_createdAt_idx" ON "bulk_run"("tenantId", "createdAt");

-- CreateIndex
CREATE INDEX "bulk_row_tenantId_runId_state_personId_idx" ON "bulk_row"("tenantId", "runId", "state", "personId");

-- CreateIndex
CREATE INDEX "bulk_row_tenantId_personId_idx" ON "bulk_row"("tenantId", "personId");

-- AddForeignKey
ALTER TABLE "bulk_row" ADD CONSTRAINT "bulk_row_tenantId_runId_fkey" FOREIGN KEY ("tenantId", "runId") REFERENCES "bulk_run"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bulk_row" ADD CONSTRAINT "bulk_row_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

CALL tenant_wall('bulk_run');
CALL tenant_wall('bulk_row');
