-- The log is searched by what was done, and everybody reads when the base they were in was taken away.
CREATE INDEX "audit_event_tenantId_action_at_idx" ON "audit_event"("tenantId", "action", "at");
