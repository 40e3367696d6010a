-- Cutting somebody who is being erased out of the trail, now by whole words: `words` are literal texts of at least four signs,
-- never patterns, and only they leave the words of events about others. Of events about the person themself all details go.
DROP FUNCTION forget_in_audit(uuid, text[]);
CREATE FUNCTION forget_in_audit(request uuid, words text[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  here uuid := NULLIF(current_setting('app.tenant', true), '')::uuid;
  who uuid[];
  named text;
  gone bigint;
BEGIN
  SELECT array_remove(array_agg(DISTINCT x.id), NULL) INTO who FROM erasure_request r
    LEFT JOIN account a ON a."tenantId" = r."tenantId"
      AND (a."personId" = r."personId" OR a."organisationId" = r."organisationId" OR a."id" = r."accountId")
    CROSS JOIN LATERAL unnest(ARRAY[r."personId", r."organisationId", r."accountId", a."id"]) AS x(id)
    WHERE r."tenantId" = here AND r."id" = request AND r."state" = 'erasing';
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
  WHERE e."tenantId" = here AND (e."accountId" = ANY(who) OR e."subjectId" = ANY(who) OR (named IS NOT NULL AND e."detail"::text ~* named));
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
REVOKE ALL ON FUNCTION forget_in_audit(uuid, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_in_audit(uuid, text[]) TO alumni_app;
