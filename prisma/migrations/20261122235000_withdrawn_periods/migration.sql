-- A period that was taken back (refund, chargeback, the staff) closes at once: no days of grace follow it.

-- AlterTable
ALTER TABLE "membership_period" ADD COLUMN     "withdrawnAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "pass_period" ADD COLUMN     "withdrawnAt" TIMESTAMPTZ(3);
