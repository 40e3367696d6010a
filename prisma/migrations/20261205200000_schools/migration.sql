-- Schools, their courses, and who says that a generic page is theirs (N3).

-- CreateTable
CREATE TABLE "school" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "organisationId" UUID,
    "slug" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "website" TEXT,
    "links" TEXT[],
    "street" TEXT,
    "postcode" TEXT,
    "city" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "fields" TEXT[],
    "logoKey" TEXT,
    "waiting" JSONB,
    "because" TEXT,
    "folded" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "school_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "school_course" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "schoolId" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "months" INTEGER,
    "rhythm" TEXT NOT NULL,
    "periods" TEXT,
    "city" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "link" TEXT,
    "text" TEXT NOT NULL,
    "waiting" JSONB,
    "because" TEXT,
    "folded" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "school_course_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "school_claim" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "schoolId" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "words" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "because" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "school_claim_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "school_tenantId_slug_key" ON "school"("tenantId", "slug");

-- CreateIndex
CREATE UNIQUE INDEX "school_tenantId_organisationId_key" ON "school"("tenantId", "organisationId");

-- CreateIndex
CREATE UNIQUE INDEX "school_course_tenantId_slug_key" ON "school_course"("tenantId", "slug");

-- CreateIndex
CREATE INDEX "school_course_tenantId_schoolId_idx" ON "school_course"("tenantId", "schoolId");

-- CreateIndex
CREATE INDEX "school_course_tenantId_organisationId_idx" ON "school_course"("tenantId", "organisationId");

-- CreateIndex
CREATE UNIQUE INDEX "school_claim_tenantId_schoolId_organisationId_key" ON "school_claim"("tenantId", "schoolId", "organisationId");

-- CreateIndex
CREATE INDEX "school_claim_tenantId_organisationId_idx" ON "school_claim"("tenantId", "organisationId");

-- AddForeignKey
ALTER TABLE "school" ADD CONSTRAINT "school_tenantId_organisationId_fkey" FOREIGN KEY ("tenantId", "organisationId") REFERENCES "organisation"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "school_course" ADD CONSTRAINT "school_course_tenantId_schoolId_fkey" FOREIGN KEY ("tenantId", "schoolId") REFERENCES "school"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "school_course" ADD CONSTRAINT "school_course_tenantId_organisationId_fkey" FOREIGN KEY ("tenantId", "organisationId") REFERENCES "organisation"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "school_claim" ADD CONSTRAINT "school_claim_tenantId_schoolId_fkey" FOREIGN KEY ("tenantId", "schoolId") REFERENCES "school"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "school_claim" ADD CONSTRAINT "school_claim_tenantId_organisationId_fkey" FOREIGN KEY ("tenantId", "organisationId") REFERENCES "organisation"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

CALL tenant_wall('school');
CALL tenant_wall('school_course');
CALL tenant_wall('school_claim');
