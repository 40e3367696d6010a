-- `administer` becomes the tasks that it stood for, in the configurations in force: managers and administrators keep exactly
-- today's rights (P4). Versions gone by stay as they were applied; their page shows the differences written down at the time.
UPDATE "tenant" t SET "config" = jsonb_set(t."config", '{roles}', (
  SELECT jsonb_object_agg(r.key, CASE WHEN r.value->'may' ? 'administer' THEN jsonb_set(r.value, '{may}',
      ((r.value->'may') - 'administer')
      || '["people", "accounts", "team", "requests", "moderation", "organisations", "rules", "see-as", "imports", "bulk"]'::jsonb
      || '["privacy-desk", "audit"]'::jsonb
      || CASE WHEN r.key IN ('admin', 'federation-admin') THEN '["roles"]'::jsonb ELSE '[]'::jsonb END)
    ELSE r.value END)
  FROM jsonb_each(t."config"->'roles') r))
WHERE jsonb_path_exists(t."config", '$.roles.*.may[*] ? (@ == "administer")');
