-- Distinct people whom lists showed to one account, or to one company's accounts together, day by day (rules.md, "Budgets against
-- extraction"), and how many heavy pages the account asked for in the minute.

-- CreateTable
CREATE TABLE "shown_people" (
    "tenantId" UUID NOT NULL,
    "readerId" UUID NOT NULL,
    "day" DATE NOT NULL,
    "people" BYTEA NOT NULL,
    "minute" TIMESTAMPTZ(3),
    "heavy" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "shown_people_pkey" PRIMARY KEY ("tenantId","readerId","day")
);

-- CreateIndex
CREATE INDEX "shown_people_tenantId_day_idx" ON "shown_people"("tenantId", "day");

CALL tenant_wall('shown_people');
