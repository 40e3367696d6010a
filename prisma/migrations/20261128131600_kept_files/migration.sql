-- A workbook of several sheets is kept until its import is confirmed or given up, so that another sheet is read without sending it again.

-- CreateTable
CREATE TABLE "import_piece" (
    "tenantId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "piece" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "import_piece_pkey" PRIMARY KEY ("tenantId","runId","piece")
);

-- AddForeignKey
ALTER TABLE "import_piece" ADD CONSTRAINT "import_piece_tenantId_runId_fkey" FOREIGN KEY ("tenantId", "runId") REFERENCES "import_run"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

CALL tenant_wall('import_piece');
