-- Besides tables that grew fourfold: an association that the planner has never met. It is thought to have hardly anybody, and a
-- search of its people was planned accordingly (measured: past the five seconds a statement may take, on 1,500 people, until the
-- server's own rounds came by). While it is unknown and the table has grown at all, whoever fills it has the table looked at.
CREATE OR REPLACE FUNCTION refresh_statistics() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE grown text;
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtext('statistics')) THEN RETURN; END IF;
  FOR grown IN
    SELECT c.relname FROM pg_class c
    CROSS JOIN LATERAL (SELECT pg_relation_size(c.oid) / current_setting('block_size')::int AS pages) size
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
      AND c.relname IN ('person', 'diploma', 'company', 'position', 'person_email', 'search_token', 'token_deletion',
        'shared_entry', 'shared_token')
      AND (size.pages > 4 * c.relpages + 4
        OR size.pages > 1.05 * c.relpages + 4 AND NOT EXISTS (
          SELECT FROM pg_stats known WHERE known.schemaname = 'public' AND known.tablename = c.relname
            AND known.attname = 'tenantId' AND current_setting('app.tenant', true) = ANY(known.most_common_vals::text::text[])))
  LOOP
    EXECUTE format('ANALYZE public.%I', grown);
  END LOOP;
END $$;
