-- Dues paid in several times: a plan, its instalments, and the sale that each of them becomes when it is debited.

-- AlterTable
ALTER TABLE "sale" ADD COLUMN     "planId" UUID;

-- CreateTable
CREATE TABLE "instalment_plan" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "personId" UUID,
    "tierId" TEXT NOT NULL,
    "totalCents" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "stripeAccount" TEXT NOT NULL,
    "stripeCustomer" TEXT,
    "stripeMethod" TEXT,
    "means" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "instalment_plan_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "instalment" (
    "tenantId" UUID NOT NULL,
    "planId" UUID NOT NULL,
    "number" SMALLINT NOT NULL,
    "cents" INTEGER NOT NULL,
    "dueOn" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "nextTryAt" TIMESTAMPTZ(3) NOT NULL,
    "saleId" UUID,

    CONSTRAINT "instalment_pkey" PRIMARY KEY ("tenantId","planId","number")
);

-- CreateIndex
CREATE INDEX "instalment_plan_tenantId_personId_idx" ON "instalment_plan"("tenantId", "personId");

-- CreateIndex
CREATE INDEX "instalment_plan_tenantId_state_idx" ON "instalment_plan"("tenantId", "state");

-- CreateIndex
CREATE INDEX "instalment_tenantId_state_nextTryAt_idx" ON "instalment"("tenantId", "state", "nextTryAt");

-- CreateIndex
CREATE INDEX "sale_tenantId_planId_idx" ON "sale"("tenantId", "planId");

-- AddForeignKey
ALTER TABLE "instalment" ADD CONSTRAINT "instalment_tenantId_planId_fkey" FOREIGN KEY ("tenantId", "planId") REFERENCES "instalment_plan"("tenantId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

CALL tenant_wall('instalment_plan');
CALL tenant_wall('instalment');
REVOKE DELETE ON "instalment_plan", "instalment" FROM alumni_app;

-- One instalment is paid by one sale that holds: a second one for the same number is refused, whoever asks.
CREATE FUNCTION instalment_paid_once() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF OLD."state" = 'paid' AND (NEW."state" <> 'paid' OR NEW."saleId" IS DISTINCT FROM OLD."saleId") THEN
    RAISE EXCEPTION 'instalment % of % is paid already', OLD."number", OLD."planId";
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER instalment_paid_once BEFORE UPDATE ON "instalment" FOR EACH ROW EXECUTE FUNCTION instalment_paid_once();
