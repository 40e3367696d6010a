-- Whoever wrote, matched, issued or decided something for the association and then has themselves erased is cut from it as well:
-- the row stays, without the id of an account that is gone.
CREATE OR REPLACE FUNCTION forget_owner(request uuid, target text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  here uuid := NULLIF(current_setting('app.tenant', true), '')::uuid;
  who uuid[];
  owner text;
  gone bigint;
  total bigint := 0;
BEGIN
  SELECT array_remove(array_agg(DISTINCT x.id), NULL) INTO who FROM erasure_request r
    LEFT JOIN account a ON a."tenantId" = r."tenantId"
      AND (a."personId" = r."personId" OR a."organisationId" = r."organisationId" OR a."id" = r."accountId")
    CROSS JOIN LATERAL unnest(ARRAY[r."personId", r."organisationId", r."accountId", a."id"]) AS x(id)
    WHERE r."tenantId" = here AND r."id" = request AND r."state" = 'erasing';
  IF who IS NULL THEN RAISE EXCEPTION 'no erasure is being carried out under %', request; END IF;
  FOR owner IN SELECT c.column_name FROM information_schema.columns c WHERE c.table_schema = 'public'
      AND c.table_name = target AND c.is_nullable = 'YES' AND c.data_type = 'uuid' AND c.column_name IN ('personId', 'organisationId', 'accountId',
        'issuedBy', 'settledBy', 'recordedBy', 'requestedBy', 'closedBy', 'undoneBy', 'decidedBy') LOOP
    EXECUTE format('UPDATE public.%1$I SET %2$I = NULL WHERE "tenantId" = $1 AND %2$I = ANY($2)', target, owner)
      USING here, who;
    GET DIAGNOSTICS gone = ROW_COUNT;
    total := total + gone;
  END LOOP;
  RETURN total;
END $$;
