-- Imports of school files: runs, their lines, what was decided on each, whom a source brought, remembered mappings.
-- CreateTable
CREATE TABLE "import_run" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "sheet" TEXT NOT NULL,
    "sheets" TEXT[],
    "mapping" JSONB,
    "lines" INTEGER NOT NULL DEFAULT 0,
    "counts" JSONB NOT NULL DEFAULT '{}',
    "cursor" INTEGER NOT NULL DEFAULT 0,
    "failure" JSONB,
    "accountId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "appliedAt" TIMESTAMPTZ(3),
    "undoneAt" TIMESTAMPTZ(3),

    CONSTRAINT "import_run_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "import_line" (
    "tenantId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "cells" JSONB NOT NULL,

    CONSTRAINT "import_line_pkey" PRIMARY KEY ("tenantId","runId","line")
);

-- CreateTable
CREATE TABLE "import_decision" (
    "tenantId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "writes" BOOLEAN NOT NULL,
    "personId" UUID,
    "label" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "outcome" JSONB,

    CONSTRAINT "import_decision_pkey" PRIMARY KEY ("tenantId","runId","line")
);

-- CreateTable
CREATE TABLE "import_presence" (
    "tenantId" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "runId" UUID NOT NULL,

    CONSTRAINT "import_presence_pkey" PRIMARY KEY ("tenantId","source","personId")
);

-- CreateTable
CREATE TABLE "import_mapping" (
    "tenantId" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "headingKey" TEXT NOT NULL,
    "mapping" JSONB NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_mapping_pkey" PRIMARY KEY ("tenantId","source","headingKey")
);

-- CreateIndex
CREATE INDEX "import_run_tenantId_createdAt_idx" ON "import_run"("tenantId", "createdAt");

-- CreateIndex
CREATE INDEX "import_decision_tenantId_runId_kind_line_idx" ON "import_decision"("tenantId", "runId", "kind", "line");

-- CreateIndex
CREATE INDEX "import_presence_tenantId_personId_idx" ON "import_presence"("tenantId", "personId");

-- AddForeignKey
ALTER TABLE "import_line" ADD CONSTRAINT "import_line_tenantId_runId_fkey" FOREIGN KEY ("tenantId", "runId") REFERENCES "import_run"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_decision" ADD CONSTRAINT "import_decision_tenantId_runId_fkey" FOREIGN KEY ("tenantId", "runId") REFERENCES "import_run"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_presence" ADD CONSTRAINT "import_presence_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

CALL tenant_wall('import_run');
CALL tenant_wall('import_line');
CALL tenant_wall('import_decision');
CALL tenant_wall('import_presence');
CALL tenant_wall('import_mapping');
