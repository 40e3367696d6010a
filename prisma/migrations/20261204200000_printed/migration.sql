-- The printed directory: editions, who is proposed for each, and the copies (S10, S12, I17).

-- CreateTable
CREATE TABLE "print_run" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "frozenAt" TIMESTAMPTZ(3) NOT NULL,
    "reachedId" UUID,
    "people" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "printed" INTEGER NOT NULL DEFAULT 0,
    "pages" INTEGER NOT NULL DEFAULT 0,
    "fileKey" TEXT,
    "ending" JSONB,
    "accountId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "drawnAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    CONSTRAINT "print_run_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "print_entry" (
    "tenantId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "drawn" BOOLEAN NOT NULL DEFAULT false,
    "choices" SMALLINT[] NOT NULL DEFAULT '{}',
    CONSTRAINT "print_entry_pkey" PRIMARY KEY ("tenantId","runId","personId")
);

-- CreateTable
CREATE TABLE "print_copy" (
    "tenantId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "personId" UUID NOT NULL,
    "without" INTEGER NOT NULL DEFAULT 0,
    "fileKey" TEXT,
    "ending" JSONB,
    CONSTRAINT "print_copy_pkey" PRIMARY KEY ("tenantId","runId","number")
);

-- CreateIndex
CREATE INDEX "print_run_tenantId_createdAt_idx" ON "print_run"("tenantId", "createdAt");

-- CreateIndex
CREATE INDEX "print_entry_tenantId_personId_idx" ON "print_entry"("tenantId", "personId");

-- CreateIndex
CREATE INDEX "print_copy_tenantId_personId_idx" ON "print_copy"("tenantId", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "print_copy_tenantId_runId_personId_key" ON "print_copy"("tenantId", "runId", "personId");

-- AddForeignKey
ALTER TABLE "print_entry" ADD CONSTRAINT "print_entry_tenantId_runId_fkey" FOREIGN KEY ("tenantId", "runId")
    REFERENCES "print_run"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "print_entry" ADD CONSTRAINT "print_entry_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId")
    REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "print_copy" ADD CONSTRAINT "print_copy_tenantId_runId_fkey" FOREIGN KEY ("tenantId", "runId")
    REFERENCES "print_run"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "print_copy" ADD CONSTRAINT "print_copy_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId")
    REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

CALL tenant_wall('print_run');
CALL tenant_wall('print_entry');
CALL tenant_wall('print_copy');
