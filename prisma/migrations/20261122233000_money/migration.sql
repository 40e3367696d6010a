-- Money: sales and payments, the books, invoices. What the application may never do is refused here, by the database:
-- change the books, let an entry not balance, write into a closed month, leave a gap in numbers.

-- AlterTable
ALTER TABLE "membership_period" ADD COLUMN     "lineId" UUID;

-- AlterTable
ALTER TABLE "pass_period" ADD COLUMN     "lineId" UUID,
ADD COLUMN     "openedInAll" INTEGER,
ADD COLUMN     "openedPerDay" INTEGER,
ADD COLUMN     "seats" INTEGER;

-- CreateTable
CREATE TABLE "stripe_account" (
    "id" TEXT NOT NULL,
    "tenantId" UUID NOT NULL,
    "livemode" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stripe_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sale" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "source" TEXT NOT NULL,
    "buyerKind" TEXT NOT NULL,
    "personId" UUID,
    "organisationId" UUID,
    "accountId" UUID,
    "buyer" JSONB NOT NULL,
    "email" TEXT,
    "language" TEXT NOT NULL,
    "totalCents" INTEGER NOT NULL,
    "refundedCents" INTEGER NOT NULL DEFAULT 0,
    "currency" TEXT NOT NULL DEFAULT 'eur',
    "ip" TEXT,
    "subscriptionId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "paidAt" TIMESTAMPTZ(3),

    CONSTRAINT "sale_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "sale_line" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "saleId" UUID NOT NULL,
    "position" SMALLINT NOT NULL,
    "kind" TEXT NOT NULL,
    "productId" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL DEFAULT 1,
    "unitCents" INTEGER NOT NULL,
    "cents" INTEGER NOT NULL,
    "vatPoints" INTEGER NOT NULL DEFAULT 0,
    "account" TEXT NOT NULL,
    "startsAt" TIMESTAMPTZ(3),
    "endsAt" TIMESTAMPTZ(3),
    "data" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "sale_line_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "payment" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "saleId" UUID NOT NULL,
    "openKey" TEXT,
    "means" TEXT,
    "state" TEXT NOT NULL DEFAULT 'open',
    "cents" INTEGER NOT NULL,
    "refundedCents" INTEGER NOT NULL DEFAULT 0,
    "disputedCents" INTEGER NOT NULL DEFAULT 0,
    "currency" TEXT NOT NULL DEFAULT 'eur',
    "feeCents" INTEGER NOT NULL DEFAULT 0,
    "stripeAccount" TEXT,
    "stripeSession" TEXT,
    "stripeIntent" TEXT,
    "stripeCharge" TEXT,
    "stripeInvoice" TEXT,
    "payUrl" TEXT,
    "expiresAt" TIMESTAMPTZ(3),
    "reference" TEXT,
    "receivedOn" TEXT,
    "recordedBy" UUID,
    "ip" TEXT,
    "failure" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "succeededAt" TIMESTAMPTZ(3),
    "checkedAt" TIMESTAMPTZ(3),

    CONSTRAINT "payment_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "refund" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "paymentId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "cents" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "stripeRefund" TEXT,
    "reason" TEXT,
    "requestedBy" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "settledAt" TIMESTAMPTZ(3),

    CONSTRAINT "refund_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "dispute" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "paymentId" UUID NOT NULL,
    "stripeDispute" TEXT NOT NULL,
    "cents" INTEGER NOT NULL,
    "reason" TEXT,
    "state" TEXT NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "dispute_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "subscription" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "personId" UUID,
    "tierId" TEXT NOT NULL,
    "cents" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "stripeAccount" TEXT NOT NULL,
    "stripeCustomer" TEXT,
    "stripeSubscription" TEXT,
    "failures" SMALLINT NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "subscription_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "ledger_entry" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "journal" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "piece" TEXT NOT NULL,
    "pieceDay" TEXT NOT NULL,
    "saleId" UUID,
    "paymentId" UUID,
    "refundId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ledger_entry_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "ledger_line" (
    "tenantId" UUID NOT NULL,
    "entryId" UUID NOT NULL,
    "position" SMALLINT NOT NULL,
    "account" TEXT NOT NULL,
    "accountName" TEXT NOT NULL,
    "auxiliary" TEXT,
    "auxiliaryName" TEXT,
    "debitCents" INTEGER NOT NULL DEFAULT 0,
    "creditCents" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ledger_line_pkey" PRIMARY KEY ("tenantId","entryId","position")
);

-- CreateTable
CREATE TABLE "ledger_closing" (
    "tenantId" UUID NOT NULL,
    "month" TEXT NOT NULL,
    "closedBy" UUID,
    "closedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ledger_closing_pkey" PRIMARY KEY ("tenantId","month")
);

-- CreateTable
CREATE TABLE "piece_counter" (
    "tenantId" UUID NOT NULL,
    "series" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "piece_counter_pkey" PRIMARY KEY ("tenantId","series","year")
);

-- CreateTable
CREATE TABLE "invoice" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "reference" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "saleId" UUID NOT NULL,
    "paymentId" UUID,
    "refundId" UUID,
    "creditOf" UUID,
    "personId" UUID,
    "organisationId" UUID,
    "issuedAt" TIMESTAMPTZ(3) NOT NULL,
    "day" TEXT NOT NULL,
    "buyer" JSONB NOT NULL,
    "seller" JSONB NOT NULL,
    "lines" JSONB NOT NULL,
    "totalCents" INTEGER NOT NULL,
    "vatCents" INTEGER NOT NULL DEFAULT 0,
    "vatMention" TEXT NOT NULL,
    "currency" TEXT NOT NULL DEFAULT 'eur',
    "means" TEXT NOT NULL,
    "ip" TEXT,
    "language" TEXT NOT NULL,

    CONSTRAINT "invoice_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "stripe_event" (
    "tenantId" UUID NOT NULL,
    "account" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stripe_event_pkey" PRIMARY KEY ("tenantId","account","id")
);

-- CreateTable
CREATE TABLE "stock" (
    "tenantId" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "taken" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "stock_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "stock_hold" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "itemId" TEXT NOT NULL,
    "lineId" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'held',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "settledAt" TIMESTAMPTZ(3),

    CONSTRAINT "stock_hold_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "pass_seat" (
    "tenantId" UUID NOT NULL,
    "passId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "pass_seat_pkey" PRIMARY KEY ("tenantId","passId","accountId")
);

-- CreateIndex
CREATE UNIQUE INDEX "stripe_account_tenantId_key" ON "stripe_account"("tenantId");

-- CreateIndex
CREATE INDEX "sale_tenantId_personId_idx" ON "sale"("tenantId", "personId");

-- CreateIndex
CREATE INDEX "sale_tenantId_organisationId_idx" ON "sale"("tenantId", "organisationId");

-- CreateIndex
CREATE INDEX "sale_tenantId_state_createdAt_idx" ON "sale"("tenantId", "state", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "sale_tenantId_key_key" ON "sale"("tenantId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "sale_line_tenantId_saleId_position_key" ON "sale_line"("tenantId", "saleId", "position");

-- CreateIndex
CREATE INDEX "payment_tenantId_saleId_idx" ON "payment"("tenantId", "saleId");

-- CreateIndex
CREATE INDEX "payment_tenantId_state_createdAt_idx" ON "payment"("tenantId", "state", "createdAt");

-- CreateIndex
CREATE INDEX "payment_tenantId_stripeCharge_idx" ON "payment"("tenantId", "stripeCharge");

-- CreateIndex
CREATE UNIQUE INDEX "payment_tenantId_openKey_key" ON "payment"("tenantId", "openKey");

-- CreateIndex
CREATE UNIQUE INDEX "payment_tenantId_stripeSession_key" ON "payment"("tenantId", "stripeSession");

-- CreateIndex
CREATE UNIQUE INDEX "payment_tenantId_stripeIntent_key" ON "payment"("tenantId", "stripeIntent");

-- CreateIndex
CREATE UNIQUE INDEX "payment_tenantId_stripeInvoice_key" ON "payment"("tenantId", "stripeInvoice");

-- CreateIndex
CREATE INDEX "refund_tenantId_paymentId_idx" ON "refund"("tenantId", "paymentId");

-- CreateIndex
CREATE UNIQUE INDEX "refund_tenantId_key_key" ON "refund"("tenantId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "refund_tenantId_stripeRefund_key" ON "refund"("tenantId", "stripeRefund");

-- CreateIndex
CREATE INDEX "dispute_tenantId_paymentId_idx" ON "dispute"("tenantId", "paymentId");

-- CreateIndex
CREATE UNIQUE INDEX "dispute_tenantId_stripeDispute_key" ON "dispute"("tenantId", "stripeDispute");

-- CreateIndex
CREATE INDEX "subscription_tenantId_personId_idx" ON "subscription"("tenantId", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "subscription_tenantId_stripeSubscription_key" ON "subscription"("tenantId", "stripeSubscription");

-- CreateIndex
CREATE INDEX "ledger_entry_tenantId_day_idx" ON "ledger_entry"("tenantId", "day");

-- CreateIndex
CREATE INDEX "ledger_entry_tenantId_saleId_idx" ON "ledger_entry"("tenantId", "saleId");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_entry_tenantId_key_key" ON "ledger_entry"("tenantId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_entry_tenantId_year_number_key" ON "ledger_entry"("tenantId", "year", "number");

-- CreateIndex
CREATE INDEX "ledger_line_tenantId_account_idx" ON "ledger_line"("tenantId", "account");

-- CreateIndex
CREATE INDEX "invoice_tenantId_personId_idx" ON "invoice"("tenantId", "personId");

-- CreateIndex
CREATE INDEX "invoice_tenantId_organisationId_idx" ON "invoice"("tenantId", "organisationId");

-- CreateIndex
CREATE INDEX "invoice_tenantId_saleId_idx" ON "invoice"("tenantId", "saleId");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_tenantId_kind_year_number_key" ON "invoice"("tenantId", "kind", "year", "number");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_tenantId_key_key" ON "invoice"("tenantId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "stock_hold_tenantId_lineId_key" ON "stock_hold"("tenantId", "lineId");

-- CreateIndex
CREATE INDEX "pass_seat_tenantId_accountId_idx" ON "pass_seat"("tenantId", "accountId");

-- CreateIndex
CREATE UNIQUE INDEX "membership_period_tenantId_lineId_key" ON "membership_period"("tenantId", "lineId");

-- CreateIndex
CREATE UNIQUE INDEX "pass_period_tenantId_lineId_key" ON "pass_period"("tenantId", "lineId");

-- AddForeignKey
ALTER TABLE "sale_line" ADD CONSTRAINT "sale_line_tenantId_saleId_fkey" FOREIGN KEY ("tenantId", "saleId") REFERENCES "sale"("tenantId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_tenantId_saleId_fkey" FOREIGN KEY ("tenantId", "saleId") REFERENCES "sale"("tenantId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_tenantId_paymentId_fkey" FOREIGN KEY ("tenantId", "paymentId") REFERENCES "payment"("tenantId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_tenantId_paymentId_fkey" FOREIGN KEY ("tenantId", "paymentId") REFERENCES "payment"("tenantId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_line" ADD CONSTRAINT "ledger_line_tenantId_entryId_fkey" FOREIGN KEY ("tenantId", "entryId") REFERENCES "ledger_entry"("tenantId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_hold" ADD CONSTRAINT "stock_hold_tenantId_lineId_fkey" FOREIGN KEY ("tenantId", "lineId") REFERENCES "sale_line"("tenantId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pass_seat" ADD CONSTRAINT "pass_seat_tenantId_passId_fkey" FOREIGN KEY ("tenantId", "passId") REFERENCES "pass_period"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pass_seat" ADD CONSTRAINT "pass_seat_tenantId_accountId_fkey" FOREIGN KEY ("tenantId", "accountId") REFERENCES "account"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

CALL tenant_wall('sale');
CALL tenant_wall('sale_line');
CALL tenant_wall('payment');
CALL tenant_wall('refund');
CALL tenant_wall('dispute');
CALL tenant_wall('subscription');
CALL tenant_wall('ledger_entry');
CALL tenant_wall('ledger_line');
CALL tenant_wall('ledger_closing');
CALL tenant_wall('piece_counter');
CALL tenant_wall('invoice');
CALL tenant_wall('stripe_event');
CALL tenant_wall('stock');
CALL tenant_wall('stock_hold');
CALL tenant_wall('pass_seat');

-- Which connected account belongs to whom is decided by the operator.
REVOKE INSERT, UPDATE, DELETE ON "stripe_account" FROM alumni_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON "stripe_account" TO alumni_platform;

-- The books are written once. Pieces of accounting stay ten years; only whose they are may follow a merger of two records.
REVOKE UPDATE, DELETE ON "ledger_entry", "ledger_line", "ledger_closing", "invoice", "stripe_event" FROM alumni_app;
GRANT UPDATE ("personId") ON "invoice" TO alumni_app;
REVOKE DELETE ON "sale", "sale_line", "payment", "refund", "dispute", "subscription", "piece_counter", "stock_hold"
  FROM alumni_app;

-- Amounts that cannot be. In triggers, since the schema engine of this line cannot read a table that has a CHECK.
CREATE FUNCTION amounts_can_be() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE piece jsonb := to_jsonb(NEW); fine boolean;
BEGIN
  fine := CASE TG_TABLE_NAME
    WHEN 'sale' THEN (piece->>'refundedCents')::int BETWEEN 0 AND (piece->>'totalCents')::int
    WHEN 'payment' THEN (piece->>'refundedCents')::int BETWEEN 0 AND (piece->>'cents')::int
      AND (piece->>'disputedCents')::int BETWEEN 0 AND (piece->>'cents')::int
    WHEN 'refund' THEN (piece->>'cents')::int > 0
    WHEN 'stock' THEN (piece->>'taken')::int >= 0
    WHEN 'ledger_line' THEN (piece->>'debitCents')::int >= 0 AND (piece->>'creditCents')::int >= 0
      AND ((piece->>'debitCents')::int = 0) <> ((piece->>'creditCents')::int = 0)
    WHEN 'ledger_entry' THEN piece->>'day' ~ '^\d{4}-\d{2}-\d{2}$' AND left(piece->>'day', 4)::int = (piece->>'year')::int
    WHEN 'ledger_closing' THEN piece->>'month' ~ '^\d{4}-\d{2}$'
  END;
  IF fine IS DISTINCT FROM true THEN
    RAISE EXCEPTION 'no such % can be', TG_TABLE_NAME USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['sale', 'payment', 'refund', 'stock', 'ledger_line', 'ledger_entry', 'ledger_closing'] LOOP
    EXECUTE format('CREATE TRIGGER amounts_can_be BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION amounts_can_be()', name);
  END LOOP;
END $$;

-- An entry balances when its transaction commits, and has lines.
CREATE FUNCTION ledger_must_balance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE entry uuid; difference bigint;
BEGIN
  IF TG_TABLE_NAME = 'ledger_entry' THEN entry := NEW."id"; ELSE entry := NEW."entryId"; END IF;
  SELECT sum(l."debitCents") - sum(l."creditCents") INTO difference
    FROM "ledger_line" l WHERE l."tenantId" = NEW."tenantId" AND l."entryId" = entry;
  IF difference IS DISTINCT FROM 0 THEN
    RAISE EXCEPTION 'ledger entry % does not balance', entry USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ledger_entry_balances AFTER INSERT ON "ledger_entry"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_must_balance();
CREATE CONSTRAINT TRIGGER ledger_line_balances AFTER INSERT ON "ledger_line"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_must_balance();

-- Nothing is added to an entry of yesterday, not even what balances.
CREATE FUNCTION ledger_line_is_of_now() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM "ledger_entry" e WHERE e."tenantId" = NEW."tenantId" AND e."id" = NEW."entryId"
    AND e.xmin = pg_current_xact_id()::xid;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'ledger entry % is written already', NEW."entryId" USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ledger_line_is_of_now BEFORE INSERT ON "ledger_line"
  FOR EACH ROW EXECUTE FUNCTION ledger_line_is_of_now();

-- A closed month takes no entry. Closing waits for entries on their way, and entries for a closing.
CREATE FUNCTION ledger_month_is_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended(NEW."tenantId"::text || left(NEW."day", 7), 0));
  PERFORM 1 FROM "ledger_closing" c WHERE c."tenantId" = NEW."tenantId" AND c."month" = left(NEW."day", 7);
  IF FOUND THEN
    RAISE EXCEPTION 'the month % is closed', left(NEW."day", 7) USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ledger_month_is_open BEFORE INSERT ON "ledger_entry"
  FOR EACH ROW EXECUTE FUNCTION ledger_month_is_open();
CREATE FUNCTION ledger_closing_waits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW."tenantId"::text || NEW."month", 0));
  RETURN NEW;
END $$;
CREATE TRIGGER ledger_closing_waits BEFORE INSERT ON "ledger_closing"
  FOR EACH ROW EXECUTE FUNCTION ledger_closing_waits();

-- Numbers follow each other: a counter moves by one, and a piece bears the number that its counter stands at.
CREATE FUNCTION piece_counter_moves_by_one() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (TG_OP = 'INSERT' AND NEW."last" <> 1) OR (TG_OP = 'UPDATE' AND
      (NEW."last" <> OLD."last" + 1 OR (NEW."tenantId", NEW."series", NEW."year") <> (OLD."tenantId", OLD."series", OLD."year"))) THEN
    RAISE EXCEPTION 'the counter of % moves by one', NEW."series" USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER piece_counter_moves_by_one BEFORE INSERT OR UPDATE ON "piece_counter"
  FOR EACH ROW EXECUTE FUNCTION piece_counter_moves_by_one();
CREATE FUNCTION piece_has_the_next_number() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE piece jsonb := to_jsonb(NEW);
BEGIN
  PERFORM 1 FROM "piece_counter" c WHERE c."tenantId" = NEW."tenantId" AND c."year" = NEW."year" AND c."last" = NEW."number"
    AND c."series" = CASE TG_TABLE_NAME WHEN 'ledger_entry' THEN 'ledger' ELSE piece->>'kind' END;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the number % is not the next one', NEW."number" USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ledger_entry_has_the_next_number BEFORE INSERT ON "ledger_entry"
  FOR EACH ROW EXECUTE FUNCTION piece_has_the_next_number();
CREATE TRIGGER invoice_has_the_next_number BEFORE INSERT ON "invoice"
  FOR EACH ROW EXECUTE FUNCTION piece_has_the_next_number();
