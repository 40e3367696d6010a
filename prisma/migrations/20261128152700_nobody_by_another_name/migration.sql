-- Who gave a role was kept as a login, which is a name: it outlived the person. Now as their account, which an erasure cuts off.
ALTER TABLE "role_grant" ADD COLUMN "giver" UUID;
DO $$
DECLARE
  here uuid;
BEGIN
  FOR here IN SELECT "id" FROM "tenant" LOOP
    PERFORM set_config('app.tenant', here::text, true);
    UPDATE "role_grant" g SET "giver" = (SELECT a."id" FROM "account" a
      WHERE a."tenantId" = g."tenantId" AND a."login" = g."grantedBy" AND a."door" = 'people' ORDER BY a."id" LIMIT 1)
      WHERE g."tenantId" = here;
  END LOOP;
  PERFORM set_config('app.tenant', '', true);
END $$;
ALTER TABLE "role_grant" DROP COLUMN "grantedBy";
ALTER TABLE "role_grant" RENAME COLUMN "giver" TO "grantedBy";

-- A report stays when who made it is erased; who it was, and in which words, does not.
ALTER TABLE "person_report" ALTER COLUMN "accountId" DROP NOT NULL;

-- Whatever a column is called, now and in tables to come: an id of who is erased is emptied wherever a row may do without it.
CREATE OR REPLACE FUNCTION forget_owner(request uuid, target text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  here uuid := NULLIF(current_setting('app.tenant', true), '')::uuid;
  who uuid[];
  emptied text;
  named text;
  gone bigint;
BEGIN
  SELECT array_remove(array_agg(DISTINCT x.id), NULL) INTO who FROM erasure_request r
    LEFT JOIN account a ON a."tenantId" = r."tenantId"
      AND (a."personId" = r."personId" OR a."organisationId" = r."organisationId" OR a."id" = r."accountId")
    CROSS JOIN LATERAL unnest(ARRAY[r."personId", r."organisationId", r."accountId", a."id"]) AS x(id)
    WHERE r."tenantId" = here AND r."id" = request AND r."state" = 'erasing';
  IF who IS NULL THEN RAISE EXCEPTION 'no erasure is being carried out under %', request; END IF;
  -- Columns that a foreign key ties to something else than people cannot name one.
  SELECT string_agg(format('%1$I = CASE WHEN %1$I = ANY($2) THEN NULL ELSE %1$I END', c.attname), ', '),
      string_agg(format('%I = ANY($2)', c.attname), ' OR ') INTO emptied, named
    FROM pg_attribute c JOIN pg_class t ON t.oid = c.attrelid
    WHERE t.relnamespace = 'public'::regnamespace AND t.relname = target AND c.attnum > 0 AND NOT c.attisdropped
      AND NOT c.attnotnull AND c.atttypid = 'uuid'::regtype
      AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.contype = 'f' AND k.conrelid = t.oid AND c.attnum = ANY(k.conkey)
        AND k.confrelid NOT IN ('public.person'::regclass, 'public.account'::regclass, 'public.organisation'::regclass));
  IF emptied IS NULL THEN RETURN 0; END IF;
  EXECUTE format('UPDATE public.%I SET %s WHERE "tenantId" = $1 AND (%s)', target, emptied, named) USING here, who;
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
