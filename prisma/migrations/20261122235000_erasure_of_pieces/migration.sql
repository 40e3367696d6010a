-- Accounting pieces outlive whom they were for: an erasure that is being carried out cuts the reference to the person, the
-- account or the organisation, in tables that the site itself may not change; what was frozen on the piece stays (L123-22).
CREATE FUNCTION forget_owner(request uuid, target text) RETURNS bigint
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
      AND c.table_name = target AND c.is_nullable = 'YES' AND c.column_name IN ('personId', 'organisationId', 'accountId') LOOP
    EXECUTE format('UPDATE public.%1$I SET %2$I = NULL WHERE "tenantId" = $1 AND %2$I = ANY($2)', target, owner)
      USING here, who;
    GET DIAGNOSTICS gone = ROW_COUNT;
    total := total + gone;
  END LOOP;
  RETURN total;
END $$;
REVOKE ALL ON FUNCTION forget_owner(uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_owner(uuid, text) TO alumni_app;

-- The guarded door of the migration "rights", for rows that belong together as well: `link` is the column that names the row of
-- `parent` by whose `clock` they are judged, and a row that others still refer to waits for them.
DROP FUNCTION expire_rows(text, text, timestamptz, integer);
CREATE FUNCTION expire_rows(target text, clock text, before timestamptz, most integer, link text, parent text)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  floor interval := CASE WHEN target IN ('audit_event', 'retention_run', 'security_event') THEN interval '6 months'
    WHEN target = 'stripe_event' THEN interval '6 months' ELSE interval '10 years' END;
  tooold text;
  unused text;
  gone bigint;
BEGIN
  IF has_table_privilege(session_user, format('public.%I', target), 'DELETE') THEN
    RAISE EXCEPTION '% is no append-only table', target;
  END IF;
  tooold := CASE WHEN parent IS NULL THEN format('r.%I < $1', clock)
    ELSE format('EXISTS (SELECT FROM public.%I p WHERE p."tenantId" = r."tenantId" AND p."id" = r.%I AND p.%I < $1)', parent, link, clock) END;
  SELECT coalesce(string_agg(format('AND NOT EXISTS (SELECT FROM %s c WHERE %s)', k.conrelid::regclass,
      (SELECT string_agg(format('c.%I = r.%I', a.attname, f.attname), ' AND ')
        FROM unnest(k.conkey, k.confkey) AS n(here, there)
        JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = n.here
        JOIN pg_attribute f ON f.attrelid = k.confrelid AND f.attnum = n.there)), ' '), '')
    INTO unused FROM pg_constraint k WHERE k.contype = 'f' AND k.confrelid = format('public.%I', target)::regclass
      AND k.confdeltype IN ('a', 'r');
  EXECUTE format('DELETE FROM public.%1$I WHERE ctid IN (SELECT r.ctid FROM public.%1$I r WHERE r."tenantId" = '
    'NULLIF(current_setting(''app.tenant'', true), '''')::uuid AND %2$s %3$s LIMIT $2)', target, tooold, unused)
    USING least(before, now() - floor), most;
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
REVOKE ALL ON FUNCTION expire_rows(text, text, timestamptz, integer, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION expire_rows(text, text, timestamptz, integer, text, text) TO alumni_app;
