-- Whom a person shows their values to is always said, if only as "nothing chosen": "none of these choices" holds of no NULL, in SQL
-- and outside it alike, and must not be what hides somebody or shows them.
UPDATE "person" SET "siteChoices" = '{}' WHERE "siteChoices" IS NULL;
UPDATE "person" SET "printChoices" = '{}' WHERE "printChoices" IS NULL;
UPDATE "shared_entry" SET "siteChoices" = '{}' WHERE "siteChoices" IS NULL;

-- AlterTable
ALTER TABLE "person" ALTER COLUMN "siteChoices" SET NOT NULL, ALTER COLUMN "printChoices" SET NOT NULL;
ALTER TABLE "shared_entry" ALTER COLUMN "siteChoices" SET NOT NULL;
