-- Promotional codes of an event; how often one was used is counted from the tickets themselves (issue 14, P6).

-- CreateTable
CREATE TABLE "event_code" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "eventId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "percent" SMALLINT,
    "cents" INTEGER,
    "most" INTEGER,
    "perBuyer" SMALLINT,
    "opensAt" TIMESTAMPTZ(3),
    "closesAt" TIMESTAMPTZ(3),
    "types" UUID[] NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "stoppedAt" TIMESTAMPTZ(3),
    CONSTRAINT "event_code_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "event_code_tenantId_eventId_code_key" ON "event_code"("tenantId", "eventId", "code");

-- AddForeignKey
ALTER TABLE "event_code" ADD CONSTRAINT "event_code_tenantId_eventId_fkey" FOREIGN KEY ("tenantId", "eventId")
    REFERENCES "event"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

CALL tenant_wall('event_code');
