-- Figures of each month (S16).

-- CreateTable
CREATE TABLE "figure_month" (
    "tenantId" UUID NOT NULL,
    "month" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "figure_month_pkey" PRIMARY KEY ("tenantId","month")
);

CALL tenant_wall('figure_month');
