-- Words of people: the foreign key looked each of twenty words per person up again, two fifths of what adding somebody costs
-- (test/bench/README.md). There is one way that writes words (app/features/people/persist-people.server.ts), with the person's row
-- written or locked in the same transaction; so only the other half of the key is kept: who goes takes their words along.
ALTER TABLE "search_token" DROP CONSTRAINT "search_token_tenantId_personId_fkey";

CREATE FUNCTION forget_words() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  DELETE FROM "search_token" t USING gone WHERE t."tenantId" = gone."tenantId" AND t."personId" = gone."id";
  RETURN NULL;
END $$;

CREATE TRIGGER forget_words AFTER DELETE ON "person" REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION forget_words();

-- Which associations the planner has met was asked of pg_stats, which says nothing of tables whose rows are walled off from their
-- own owner: every batch of an import had all tables looked at (a third of its time). Now the planner itself is asked how many
-- people it expects; an association is unknown where that is less than a quarter of those who are there, counted to 2,000.
CREATE OR REPLACE FUNCTION refresh_statistics() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  grown text;
  plan json;
  there bigint;
  unknown boolean;
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtext('statistics')) THEN RETURN; END IF;
  EXECUTE 'EXPLAIN (FORMAT JSON) SELECT FROM public."person"' INTO plan;
  SELECT count(*) INTO there FROM (SELECT FROM public."person" LIMIT 2000) few;
  unknown := 4 * (plan -> 0 -> 'Plan' ->> 'Plan Rows')::numeric < there;
  FOR grown IN
    SELECT c.relname FROM pg_class c
    CROSS JOIN LATERAL (SELECT pg_relation_size(c.oid) / current_setting('block_size')::int AS pages) size
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
      AND c.relname IN ('person', 'diploma', 'company', 'position', 'person_email', 'search_token', 'token_deletion',
        'shared_entry', 'shared_token')
      AND (size.pages > 4 * c.relpages + 4 OR unknown AND size.pages > c.relpages)
  LOOP
    EXECUTE format('ANALYZE public.%I', grown);
  END LOOP;
END $$;
