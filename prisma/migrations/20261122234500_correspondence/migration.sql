-- Events of Resend, who receives which list and how (S12), addresses for life (S13, I5).

-- CreateTable
CREATE TABLE "mail_event" (
    "tenantId" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "mailId" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "mail_event_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "list_choice" (
    "tenantId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "listId" TEXT NOT NULL,
    "on" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "source" TEXT NOT NULL,
    CONSTRAINT "list_choice_pkey" PRIMARY KEY ("tenantId","personId","listId")
);

-- CreateTable
CREATE TABLE "correspondence" (
    "tenantId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "correspondence_pkey" PRIMARY KEY ("tenantId","personId")
);

-- CreateTable
CREATE TABLE "lifetime_redirect" (
    "tenantId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "address" TEXT NOT NULL,
    CONSTRAINT "lifetime_redirect_pkey" PRIMARY KEY ("tenantId","personId","address")
);

-- CreateTable
CREATE TABLE "lifetime_alias" (
    "tenantId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "destination" TEXT NOT NULL,
    CONSTRAINT "lifetime_alias_pkey" PRIMARY KEY ("tenantId","personId","address","destination")
);

-- CreateIndex
CREATE INDEX "mail_event_tenantId_mailId_idx" ON "mail_event"("tenantId", "mailId");

-- CreateIndex
CREATE INDEX "list_choice_tenantId_listId_idx" ON "list_choice"("tenantId", "listId");

-- CreateIndex
CREATE INDEX "lifetime_alias_tenantId_address_idx" ON "lifetime_alias"("tenantId", "address");

-- AddForeignKey
ALTER TABLE "list_choice" ADD CONSTRAINT "list_choice_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "correspondence" ADD CONSTRAINT "correspondence_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lifetime_redirect" ADD CONSTRAINT "lifetime_redirect_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lifetime_alias" ADD CONSTRAINT "lifetime_alias_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

CALL tenant_wall('mail_event');
CALL tenant_wall('list_choice');
CALL tenant_wall('correspondence');
CALL tenant_wall('lifetime_redirect');
CALL tenant_wall('lifetime_alias');

-- An event acts once: what was heard stays heard.
REVOKE UPDATE ON "mail_event" FROM alumni_app;

-- Where mail to addresses for life goes. Only to addresses that the person proved and that are not in error; where none of
-- those they chose is left, to the one they prefer (I4). Never outside the association's own domain, never round in a ring,
-- and never to two people.
CREATE FUNCTION refresh_lifetime_aliases(people uuid[]) RETURNS void LANGUAGE sql AS $$
  DELETE FROM "lifetime_alias" WHERE "tenantId" = NULLIF(current_setting('app.tenant', true), '')::uuid
    AND "personId" = ANY(people);
  INSERT INTO "lifetime_alias" ("tenantId", "personId", "address", "destination")
  SELECT l."tenantId", l."personId", lower(l."address"), d."address"
  FROM "person_email" l
  JOIN "tenant" t ON t."id" = l."tenantId"
  JOIN (
    SELECT e."tenantId", e."personId", lower(e."address") AS "address", r."address" IS NOT NULL AS "chosen",
      count(r."address") OVER w AS "choices",
      row_number() OVER (w ORDER BY e."preferred" DESC, e."kind", e."rank", e."id") AS "place"
    FROM "person_email" e
    LEFT JOIN "lifetime_redirect" r ON r."tenantId" = e."tenantId" AND r."personId" = e."personId"
      AND lower(r."address") = lower(e."address")
    WHERE e."tenantId" = NULLIF(current_setting('app.tenant', true), '')::uuid AND e."personId" = ANY(people)
      AND e."kind" <> 'lifetime' AND NOT e."invalid" AND e."verifiedAt" IS NOT NULL
      AND NOT EXISTS (SELECT FROM "tenant" o
        WHERE lower(o."config" -> 'lifetimeMail' ->> 'domain') = split_part(lower(e."address"), '@', 2))
    WINDOW w AS (PARTITION BY e."personId")
  ) d ON d."tenantId" = l."tenantId" AND d."personId" = l."personId"
    AND (d."chosen" OR (d."choices" = 0 AND d."place" = 1))
  WHERE l."tenantId" = NULLIF(current_setting('app.tenant', true), '')::uuid AND l."personId" = ANY(people)
    AND l."kind" = 'lifetime'
    AND split_part(lower(l."address"), '@', 2) = lower(t."config" -> 'lifetimeMail' ->> 'domain')
    AND NOT EXISTS (SELECT FROM "lifetime_alias" a WHERE a."tenantId" = l."tenantId"
      AND a."address" = lower(l."address") AND a."personId" <> l."personId")
  ON CONFLICT DO NOTHING;
$$;

-- The mail server's own way in: across associations, these two columns and nothing else. An index on the address alone,
-- since a mail names no association.
CREATE INDEX "lifetime_alias_address_idx" ON "lifetime_alias"("address");
CREATE POLICY postfix ON "lifetime_alias" FOR SELECT TO alumni_postfix USING (true);
CREATE VIEW "lifetime_mail" WITH (security_invoker = true) AS SELECT "address", "destination" FROM "lifetime_alias";
REVOKE ALL ON "lifetime_mail" FROM alumni_app;
GRANT USAGE ON SCHEMA public TO alumni_postfix;
GRANT SELECT ("address", "destination") ON "lifetime_alias" TO alumni_postfix;
GRANT SELECT ON "lifetime_mail" TO alumni_postfix;
