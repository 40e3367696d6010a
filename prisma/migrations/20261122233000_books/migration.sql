-- CreateTable
CREATE TABLE "dated_setting" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "startsOn" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "accountId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dated_setting_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "tax_receipt" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "reference" TEXT NOT NULL,
    "donorKind" TEXT NOT NULL,
    "personId" UUID,
    "organisationId" UUID,
    "donor" JSONB NOT NULL,
    "body" JSONB NOT NULL,
    "gifts" JSONB NOT NULL,
    "cents" INTEGER NOT NULL,
    "giftYear" INTEGER NOT NULL,
    "replaces" UUID,
    "issuedOn" TEXT NOT NULL,
    "issuedAt" TIMESTAMPTZ(3) NOT NULL,
    "issuedBy" UUID,

    CONSTRAINT "tax_receipt_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "tax_receipt_void" (
    "tenantId" UUID NOT NULL,
    "receiptId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "accountId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tax_receipt_void_pkey" PRIMARY KEY ("tenantId","receiptId")
);

-- CreateTable
CREATE TABLE "tax_receipt_claim" (
    "tenantId" UUID NOT NULL,
    "paymentId" UUID NOT NULL,
    "receiptId" UUID NOT NULL,

    CONSTRAINT "tax_receipt_claim_pkey" PRIMARY KEY ("tenantId","paymentId")
);

-- CreateTable
CREATE TABLE "bank_statement" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "fileName" TEXT NOT NULL,
    "accountId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "bank_statement_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "bank_line" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "statementId" UUID NOT NULL,
    "day" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "cents" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "paymentId" UUID,
    "settledBy" UUID,
    "settledAt" TIMESTAMPTZ(3),

    CONSTRAINT "bank_line_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "apportionment" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "cents" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
    "parts" JSONB NOT NULL,
    "cancels" UUID,
    "accountId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "apportionment_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateIndex
CREATE INDEX "dated_setting_tenantId_subject_startsOn_idx" ON "dated_setting"("tenantId", "subject", "startsOn");

-- CreateIndex
CREATE INDEX "tax_receipt_tenantId_personId_idx" ON "tax_receipt"("tenantId", "personId");

-- CreateIndex
CREATE INDEX "tax_receipt_tenantId_organisationId_idx" ON "tax_receipt"("tenantId", "organisationId");

-- CreateIndex
CREATE INDEX "tax_receipt_tenantId_giftYear_idx" ON "tax_receipt"("tenantId", "giftYear");

-- CreateIndex
CREATE UNIQUE INDEX "tax_receipt_tenantId_year_number_key" ON "tax_receipt"("tenantId", "year", "number");

-- CreateIndex
CREATE INDEX "tax_receipt_claim_tenantId_receiptId_idx" ON "tax_receipt_claim"("tenantId", "receiptId");

-- CreateIndex
CREATE INDEX "bank_line_tenantId_statementId_idx" ON "bank_line"("tenantId", "statementId");

-- CreateIndex
CREATE INDEX "bank_line_tenantId_state_day_idx" ON "bank_line"("tenantId", "state", "day");

-- CreateIndex
CREATE UNIQUE INDEX "bank_line_tenantId_digest_key" ON "bank_line"("tenantId", "digest");

-- CreateIndex
CREATE UNIQUE INDEX "bank_line_tenantId_paymentId_key" ON "bank_line"("tenantId", "paymentId");

-- CreateIndex
CREATE UNIQUE INDEX "apportionment_tenantId_cancels_key" ON "apportionment"("tenantId", "cancels");

-- AddForeignKey
ALTER TABLE "bank_line" ADD CONSTRAINT "bank_line_tenantId_statementId_fkey" FOREIGN KEY ("tenantId", "statementId") REFERENCES "bank_statement"("tenantId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;


CALL tenant_wall('dated_setting');
CALL tenant_wall('tax_receipt');
CALL tenant_wall('tax_receipt_void');
CALL tenant_wall('tax_receipt_claim');
CALL tenant_wall('bank_statement');
CALL tenant_wall('bank_line');
CALL tenant_wall('apportionment');

-- Pieces are never changed: a wrong one is voided or taken back by another.
REVOKE UPDATE, DELETE ON "dated_setting", "tax_receipt", "tax_receipt_void", "bank_statement", "apportionment" FROM alumni_app;
REVOKE UPDATE ON "tax_receipt_claim" FROM alumni_app;
REVOKE DELETE ON "bank_line" FROM alumni_app;
-- A statement's words stay as the bank wrote them; only what was made of a line changes.
REVOKE UPDATE ON "bank_line" FROM alumni_app;
GRANT UPDATE ("state", "paymentId", "settledBy", "settledAt") ON "bank_line" TO alumni_app;
