-- What a printed file was made of: rules and values of that moment. A file of before knows neither, and is made again.
ALTER TABLE "print_run" ADD COLUMN "rules" TEXT;
ALTER TABLE "print_entry" ADD COLUMN "hash" TEXT NOT NULL DEFAULT '';

-- One edition under way at a time, whoever begins one at the same moment: of two that are, the newer stays.
DO $$
DECLARE
  here uuid;
BEGIN
  FOR here IN SELECT "id" FROM "tenant" LOOP
    PERFORM set_config('app.tenant', here::text, true);
    WITH "over" AS (
      UPDATE "print_run" r SET "state" = 'dropped', "endedAt" = now() WHERE r."tenantId" = here
        AND r."state" IN ('freezing', 'frozen', 'drawing', 'ready') AND EXISTS (SELECT FROM "print_run" o
          WHERE o."tenantId" = here AND o."state" IN ('freezing', 'frozen', 'drawing', 'ready')
            AND (o."createdAt", o."id") > (r."createdAt", r."id"))
        RETURNING r."id", r."fileKey"),
      "entries" AS (DELETE FROM "print_entry" e USING "over" WHERE e."tenantId" = here AND e."runId" = "over"."id"),
      "copies" AS (DELETE FROM "print_copy" c USING "over" WHERE c."tenantId" = here AND c."runId" = "over"."id"
        RETURNING c."fileKey")
    INSERT INTO "loose_file" ("tenantId", "key", "at")
      SELECT here, k."fileKey", now() FROM (SELECT "fileKey" FROM "over" UNION SELECT "fileKey" FROM "copies") k
      WHERE k."fileKey" IS NOT NULL
      ON CONFLICT DO NOTHING;
    UPDATE "print_run" SET "fileKey" = NULL, "ending" = NULL
      WHERE "tenantId" = here AND "state" = 'dropped' AND "fileKey" IS NOT NULL;
  END LOOP;
  PERFORM set_config('app.tenant', '', true);
END $$;
CREATE UNIQUE INDEX "print_run_open" ON "print_run"("tenantId")
  WHERE "state" IN ('freezing', 'frozen', 'drawing', 'ready');
