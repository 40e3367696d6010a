-- Holds of visitors are short, and counted by network: a keyed hash, emptied once the hold is over.
ALTER TABLE "stock_hold" ADD COLUMN "expiresAt" TIMESTAMPTZ(3), ADD COLUMN "network" TEXT;
CREATE INDEX "stock_hold_tenantId_state_expiresAt_idx" ON "stock_hold"("tenantId", "state", "expiresAt");
