-- What was made of a record (20261204300100) was published by nobody's act, from fields that people may have closed to
-- recruiters one by one: it waits as a draft until its person has looked at the preview (N2). Run again, it changes nothing.
DO $$
DECLARE
  here uuid;
BEGIN
  FOR here IN SELECT "id" FROM "tenant" WHERE "config" ? 'publication' LOOP
    PERFORM set_config('app.tenant', here::text, true);
    UPDATE "career_profile" SET "state" = 'draft'
      WHERE "tenantId" = here AND "state" = 'published' AND "headline" = "purpose" AND "level" IS NULL
        AND "year" IS NULL AND "job" IS NULL AND "employer" IS NULL;
  END LOOP;
  PERFORM set_config('app.tenant', '', true);
END $$;
