-- The task of offers in the configurations in force: who keeps records and books has it (E4, I12). Run again, it changes nothing.
UPDATE "tenant" t SET "config" = jsonb_set(t."config", '{roles}', (
  SELECT jsonb_object_agg(r.key, jsonb_set(r.value, '{may}', coalesce(r.value->'may', '[]')
      || CASE WHEN r.key IN ('admin', 'manager') AND t."kind" <> 'federation' AND NOT coalesce(r.value->'may', '[]') ? 'offers'
        THEN '["offers"]'::jsonb ELSE '[]'::jsonb END))
  FROM jsonb_each(t."config"->'roles') r))
WHERE jsonb_typeof(t."config"->'roles') = 'object';
