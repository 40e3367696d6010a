-- Events that repeat (S14, B9): dates of one series are events of their own that share its id.

-- AlterTable
ALTER TABLE "event" ADD COLUMN "seriesId" UUID,
ADD COLUMN "seriesRule" TEXT,
ADD COLUMN "seriesApart" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE INDEX "event_tenantId_seriesId_idx" ON "event"("tenantId", "seriesId");
