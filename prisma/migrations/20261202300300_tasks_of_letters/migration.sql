-- The task of letters in the configurations in force: who keeps records has it, where there are people to write to. Run again, it changes nothing.
UPDATE "tenant" t SET "config" = jsonb_set(t."config", '{roles}', (
  SELECT jsonb_object_agg(r.key, jsonb_set(r.value, '{may}', coalesce(r.value->'may', '[]')
      || CASE WHEN r.key IN ('admin', 'manager') AND NOT coalesce(r.value->'may', '[]') ? 'letters'
        THEN '["letters"]'::jsonb ELSE '[]'::jsonb END))
  FROM jsonb_each(t."config"->'roles') r))
WHERE jsonb_typeof(t."config"->'roles') = 'object' AND t."config"->>'kind' <> 'federation';
