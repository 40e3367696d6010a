-- Every page of a group asks who leads it, a few among 80,000 rows, and counts its people up to a thousand: from the
-- index alone, in the order in which people are read.
CREATE INDEX "group_member_leads" ON "group_member"("tenantId", "groupId") WHERE "leads";
CREATE INDEX "group_member_in" ON "group_member"("tenantId", "groupId", "personId") WHERE "state" = 'member';
