-- Files of the store that no row names: not yet, or not any more.

-- CreateTable
CREATE TABLE "loose_file" (
    "tenantId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "loose_file_pkey" PRIMARY KEY ("tenantId","key")
);

CALL tenant_wall('loose_file');
