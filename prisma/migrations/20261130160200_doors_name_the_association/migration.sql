-- Triggers know their table by an argument: on a distributed database a shard's own name is another. Nor do they read transition tables.
CREATE OR REPLACE FUNCTION amounts_can_be() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE piece jsonb := to_jsonb(NEW); fine boolean;
BEGIN
  fine := CASE TG_ARGV[0]
    WHEN 'sale' THEN (piece->>'refundedCents')::int BETWEEN 0 AND (piece->>'totalCents')::int
    WHEN 'payment' THEN (piece->>'refundedCents')::int BETWEEN 0 AND (piece->>'cents')::int
      AND (piece->>'disputedCents')::int BETWEEN 0 AND (piece->>'cents')::int
    WHEN 'refund' THEN (piece->>'cents')::int > 0
    WHEN 'stock' THEN (piece->>'taken')::int >= 0
    WHEN 'ledger_line' THEN (piece->>'debitCents')::int >= 0 AND (piece->>'creditCents')::int >= 0
      AND ((piece->>'debitCents')::int = 0) <> ((piece->>'creditCents')::int = 0)
    WHEN 'ledger_entry' THEN piece->>'day' ~ '^\d{4}-\d{2}-\d{2}$' AND left(piece->>'day', 4)::int = (piece->>'year')::int
    WHEN 'ledger_closing' THEN piece->>'month' ~ '^\d{4}-\d{2}$'
  END;
  IF fine IS DISTINCT FROM true THEN
    RAISE EXCEPTION 'no such % can be', TG_ARGV[0] USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['sale', 'payment', 'refund', 'stock', 'ledger_line', 'ledger_entry', 'ledger_closing'] LOOP
    EXECUTE format('DROP TRIGGER amounts_can_be ON %I', name);
    EXECUTE format('CREATE TRIGGER amounts_can_be BEFORE INSERT OR UPDATE ON %1$I FOR EACH ROW EXECUTE FUNCTION amounts_can_be(%1$L)', name);
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION ledger_must_balance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE entry uuid; difference bigint;
BEGIN
  IF TG_ARGV[0] = 'ledger_entry' THEN entry := NEW."id"; ELSE entry := NEW."entryId"; END IF;
  SELECT sum(l."debitCents") - sum(l."creditCents") INTO difference
    FROM "ledger_line" l WHERE l."tenantId" = NEW."tenantId" AND l."entryId" = entry;
  IF difference IS DISTINCT FROM 0 THEN
    RAISE EXCEPTION 'ledger entry % does not balance', entry USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
DROP TRIGGER ledger_entry_balances ON "ledger_entry";
CREATE CONSTRAINT TRIGGER ledger_entry_balances AFTER INSERT ON "ledger_entry"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_must_balance('ledger_entry');
DROP TRIGGER ledger_line_balances ON "ledger_line";
CREATE CONSTRAINT TRIGGER ledger_line_balances AFTER INSERT ON "ledger_line"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_must_balance('ledger_line');

CREATE OR REPLACE FUNCTION piece_has_the_next_number() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE piece jsonb := to_jsonb(NEW);
BEGIN
  PERFORM 1 FROM "piece_counter" c WHERE c."tenantId" = NEW."tenantId" AND c."year" = NEW."year" AND c."last" = NEW."number"
    AND c."series" = CASE TG_ARGV[0] WHEN 'ledger_entry' THEN 'ledger' ELSE piece->>'kind' END;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the number % is not the next one', NEW."number" USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER ledger_entry_has_the_next_number ON "ledger_entry";
CREATE TRIGGER ledger_entry_has_the_next_number BEFORE INSERT ON "ledger_entry"
  FOR EACH ROW EXECUTE FUNCTION piece_has_the_next_number('ledger_entry');
DROP TRIGGER invoice_has_the_next_number ON "invoice";
CREATE TRIGGER invoice_has_the_next_number BEFORE INSERT ON "invoice"
  FOR EACH ROW EXECUTE FUNCTION piece_has_the_next_number('invoice');

DROP TRIGGER forget_words ON "person";
CREATE OR REPLACE FUNCTION forget_words() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  DELETE FROM "search_token" t WHERE t."tenantId" = OLD."tenantId" AND t."personId" = OLD."id";
  RETURN NULL;
END $$;
CREATE TRIGGER forget_words AFTER DELETE ON "person" FOR EACH ROW EXECUTE FUNCTION forget_words();

-- Guarded doors take the association as their first argument, so that a distributed database can send the whole call to where its rows
-- are; the argument is no wish: it must be the association that the transaction has set.
CREATE FUNCTION here_is(tenant uuid) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF tenant IS NULL OR tenant IS DISTINCT FROM NULLIF(current_setting('app.tenant', true), '')::uuid THEN
    RAISE EXCEPTION 'the transaction has set another association';
  END IF;
END $$;

DROP FUNCTION expire_rows(text, text, timestamptz, integer, text, text);
CREATE FUNCTION expire_rows(tenant uuid, target text, clock text, before timestamptz, most integer, link text, parent text)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  floor interval := CASE WHEN target IN ('audit_event', 'retention_run', 'security_event') THEN interval '6 months'
    WHEN target = 'stripe_event' THEN interval '6 months' ELSE interval '10 years' END;
  keys text;
  tooold text;
  unused text;
  gone bigint;
BEGIN
  PERFORM here_is(tenant);
  IF has_table_privilege(session_user, format('public.%I', target), 'DELETE') THEN
    RAISE EXCEPTION '% is no append-only table', target;
  END IF;
  SELECT string_agg(format('%%1$s.%I', a.attname), ', ' ORDER BY k.place) INTO keys
    FROM pg_index i CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k(number, place)
    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
    WHERE i.indrelid = format('public.%I', target)::regclass AND i.indisprimary AND a.attname <> 'tenantId';
  tooold := CASE WHEN parent IS NULL THEN format('r.%I < $1', clock)
    ELSE format('EXISTS (SELECT FROM public.%I p WHERE p."tenantId" = $3 AND p."id" = r.%I AND p.%I < $1)', parent, link, clock) END;
  SELECT coalesce(string_agg(format('AND NOT EXISTS (SELECT FROM %s c WHERE %s)', k.conrelid::regclass,
      (SELECT string_agg(CASE f.attname WHEN 'tenantId' THEN format('c.%I = $3', a.attname) ELSE format('c.%I = r.%I', a.attname, f.attname) END, ' AND ')
        FROM unnest(k.conkey, k.confkey) AS n(here, there)
        JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = n.here
        JOIN pg_attribute f ON f.attrelid = k.confrelid AND f.attnum = n.there)), ' '), '')
    INTO unused FROM pg_constraint k WHERE k.contype = 'f' AND k.confrelid = format('public.%I', target)::regclass
      AND k.confdeltype IN ('a', 'r');
  EXECUTE format('DELETE FROM public.%1$I g WHERE g."tenantId" = $3 AND (%2$s) IN (SELECT %3$s FROM public.%1$I r '
    'WHERE r."tenantId" = $3 AND %4$s %5$s LIMIT $2)', target, format(keys, 'g'), format(keys, 'r'), tooold, unused)
    USING least(before, now() - floor), most, tenant;
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
REVOKE ALL ON FUNCTION expire_rows(uuid, text, text, timestamptz, integer, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION expire_rows(uuid, text, text, timestamptz, integer, text, text) TO alumni_app;

DROP FUNCTION forget_in_audit(uuid, text[]);
CREATE FUNCTION forget_in_audit(tenant uuid, request uuid, words text[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  who uuid[];
  named text;
  gone bigint;
BEGIN
  PERFORM here_is(tenant);
  SELECT array_remove(array_agg(DISTINCT x.id), NULL) INTO who FROM erasure_request r
    LEFT JOIN account a ON a."tenantId" = tenant
      AND (a."personId" = r."personId" OR a."organisationId" = r."organisationId" OR a."id" = r."accountId")
    CROSS JOIN LATERAL unnest(ARRAY[r."personId", r."organisationId", r."accountId", a."id"]) AS x(id)
    WHERE r."tenantId" = tenant AND r."id" = request AND r."state" = 'erasing';
  IF who IS NULL THEN RAISE EXCEPTION 'no erasure is being carried out under %', request; END IF;
  IF EXISTS (SELECT FROM unnest(words) AS w WHERE w IS NULL OR char_length(regexp_replace(w, '[[:space:][:punct:]]', '', 'g')) < 4)
    THEN RAISE EXCEPTION 'words of less than four signs name nobody'; END IF;
  -- Every sign that means something in a pattern is taken as it stands.
  SELECT '(?<!\w)(?:' || string_agg(regexp_replace(w, '([][\\.*+?(){}|^$-])', '\\\1', 'g'), '|' ORDER BY char_length(w) DESC) || ')(?!\w)'
    INTO named FROM unnest(words) AS w;
  UPDATE audit_event e SET
    "accountId" = CASE WHEN e."accountId" = ANY(who) THEN NULL ELSE e."accountId" END,
    "detail" = CASE
      WHEN e."subjectId" = ANY(who) THEN '{}'
      WHEN named IS NULL OR jsonb_typeof(e."detail") <> 'object' OR e."detail"::text !~* named THEN e."detail"
      ELSE (SELECT jsonb_object_agg(d.key, CASE
          WHEN jsonb_typeof(d.value) = 'string' THEN to_jsonb(regexp_replace(d.value #>> '{}', named, '…', 'gi'))
          WHEN jsonb_typeof(d.value) IN ('array', 'object') AND d.value::text ~* named THEN 'null'::jsonb
          ELSE d.value END) FROM jsonb_each(e."detail") AS d) END,
    "subjectId" = CASE WHEN e."subjectId" = ANY(who) THEN NULL ELSE e."subjectId" END
  WHERE e."tenantId" = tenant AND (e."accountId" = ANY(who) OR e."subjectId" = ANY(who) OR (named IS NOT NULL AND e."detail"::text ~* named));
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
REVOKE ALL ON FUNCTION forget_in_audit(uuid, uuid, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_in_audit(uuid, uuid, text[]) TO alumni_app;

DROP FUNCTION forget_owner(uuid, text);
CREATE FUNCTION forget_owner(tenant uuid, request uuid, target text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  who uuid[];
  emptied text;
  named text;
  gone bigint;
BEGIN
  PERFORM here_is(tenant);
  SELECT array_remove(array_agg(DISTINCT x.id), NULL) INTO who FROM erasure_request r
    LEFT JOIN account a ON a."tenantId" = tenant
      AND (a."personId" = r."personId" OR a."organisationId" = r."organisationId" OR a."id" = r."accountId")
    CROSS JOIN LATERAL unnest(ARRAY[r."personId", r."organisationId", r."accountId", a."id"]) AS x(id)
    WHERE r."tenantId" = tenant AND r."id" = request AND r."state" = 'erasing';
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
  EXECUTE format('UPDATE public.%I SET %s WHERE "tenantId" = $1 AND (%s)', target, emptied, named) USING tenant, who;
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
REVOKE ALL ON FUNCTION forget_owner(uuid, uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_owner(uuid, uuid, text) TO alumni_app;

DROP FUNCTION forget_origins(timestamptz, integer);
CREATE FUNCTION forget_origins(tenant uuid, before timestamptz, most integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE gone bigint;
BEGIN
  PERFORM here_is(tenant);
  UPDATE public.invoice SET "ip" = NULL WHERE "tenantId" = tenant AND "id" IN (SELECT i."id" FROM public.invoice i
    WHERE i."tenantId" = tenant AND i."ip" IS NOT NULL
      AND i."issuedAt" < least(before, now() - interval '1 month') LIMIT most);
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
REVOKE ALL ON FUNCTION forget_origins(uuid, timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_origins(uuid, timestamptz, integer) TO alumni_app;
