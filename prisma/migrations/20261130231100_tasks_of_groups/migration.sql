-- The tasks of groups in the configurations in force: who keeps records and books keeps groups, who makes contacts joins them, and in a
-- network, which knows no contacts, its people. Run again, it changes nothing.
UPDATE "tenant" t SET "config" = jsonb_set(t."config", '{roles}', (
  SELECT jsonb_object_agg(r.key, jsonb_set(r.value, '{may}', coalesce(r.value->'may', '[]')
      || CASE WHEN r.key IN ('admin', 'manager') AND t."kind" <> 'federation' AND NOT coalesce(r.value->'may', '[]') ? 'groups'
        THEN '["groups"]'::jsonb ELSE '[]'::jsonb END
      || CASE WHEN (coalesce(r.value->'may', '[]') ? 'befriend' OR (t."kind" = 'network' AND r.key IN ('member', 'adherent')))
          AND NOT coalesce(r.value->'may', '[]') ? 'join-groups'
        THEN '["join-groups"]'::jsonb ELSE '[]'::jsonb END))
  FROM jsonb_each(t."config"->'roles') r))
WHERE jsonb_typeof(t."config"->'roles') = 'object';
