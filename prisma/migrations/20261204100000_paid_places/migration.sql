-- Paid places of events: what is sold, and which sale a place stands on (P5, P6, E3).

-- AlterTable
ALTER TABLE "event_registration"
    ADD COLUMN "saleId" UUID,
    ADD COLUMN "refundedAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "event_registration_tenantId_saleId_idx" ON "event_registration"("tenantId", "saleId");

-- CreateTable
CREATE TABLE "event_ticket_type" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "eventId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "cents" INTEGER NOT NULL,
    "memberCents" INTEGER,
    "paidUpCents" INTEGER,
    "paidUpOnly" BOOLEAN NOT NULL DEFAULT false,
    "quota" INTEGER,
    "opensAt" TIMESTAMPTZ(3),
    "closesAt" TIMESTAMPTZ(3),
    "refundDays" SMALLINT,
    "keepCents" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "event_ticket_type_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateIndex
CREATE INDEX "event_ticket_type_tenantId_eventId_idx" ON "event_ticket_type"("tenantId", "eventId");

-- AddForeignKey
ALTER TABLE "event_ticket_type" ADD CONSTRAINT "event_ticket_type_tenantId_eventId_fkey" FOREIGN KEY ("tenantId", "eventId")
    REFERENCES "event"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

CALL tenant_wall('event_ticket_type');
