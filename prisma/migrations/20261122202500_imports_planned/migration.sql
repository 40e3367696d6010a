-- When a run's decisions were made: an import applied afterwards makes them stale.
-- AlterTable
ALTER TABLE "import_run" ADD COLUMN     "plannedAt" TIMESTAMPTZ(3);

