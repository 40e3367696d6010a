-- Operators show a second factor too.

-- AlterTable
ALTER TABLE "operator_session" ADD COLUMN     "provedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "operator_factor" (
    "operatorId" UUID NOT NULL,
    "sealed" TEXT NOT NULL,
    "lastStep" INTEGER NOT NULL DEFAULT 0,
    "confirmedAt" TIMESTAMPTZ(3),
    "codes" TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "operator_factor_pkey" PRIMARY KEY ("operatorId")
);
