-- Each paid place of an order is a row of its own: given back, named, or handed over alone (B12, B13).

-- AlterTable
ALTER TABLE "refund" ADD COLUMN "aims" JSONB NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "event_ticket" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "eventId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "saleId" UUID NOT NULL,
    "lineId" UUID NOT NULL,
    "number" SMALLINT NOT NULL,
    "name" TEXT,
    "goneAt" TIMESTAMPTZ(3),
    "dueCents" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "event_ticket_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateIndex
CREATE INDEX "event_ticket_tenantId_eventId_personId_idx" ON "event_ticket"("tenantId", "eventId", "personId");

-- CreateIndex
CREATE INDEX "event_ticket_tenantId_personId_idx" ON "event_ticket"("tenantId", "personId");

-- CreateIndex
CREATE INDEX "event_ticket_tenantId_saleId_idx" ON "event_ticket"("tenantId", "saleId");

-- AddForeignKey
ALTER TABLE "event_ticket" ADD CONSTRAINT "event_ticket_tenantId_eventId_fkey" FOREIGN KEY ("tenantId", "eventId")
    REFERENCES "event"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "event_ticket" ADD CONSTRAINT "event_ticket_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId")
    REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- Places that were bought before.
INSERT INTO "event_ticket" ("tenantId", "id", "eventId", "personId", "saleId", "lineId", "number")
SELECT r."tenantId", gen_random_uuid(), r."eventId", r."personId", r."saleId", l."id",
    row_number() OVER (PARTITION BY r."tenantId", r."eventId", r."personId" ORDER BY l."position", n)
FROM "event_registration" r
JOIN "sale_line" l ON l."tenantId" = r."tenantId" AND l."saleId" = r."saleId" AND l."kind" = 'ticket'
CROSS JOIN LATERAL generate_series(1, l."quantity") n;

CALL tenant_wall('event_ticket');
