-- Profiles by purpose, who opened them, and who must not find them (I11, N2; C16, C18, C19).

-- CreateTable
CREATE TABLE "career_profile" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "warned" SMALLINT NOT NULL DEFAULT 0,
    "purpose" TEXT NOT NULL,
    "pseudonym" TEXT NOT NULL,
    "headline" TEXT NOT NULL,
    "speciality" TEXT,
    "level" TEXT,
    "year" INTEGER,
    "town" TEXT,
    "country" TEXT,
    "job" TEXT,
    "employer" TEXT,
    "skills" TEXT[],
    "text" TEXT NOT NULL,
    "availableFrom" DATE,
    "payWish" INTEGER,
    "folded" TEXT NOT NULL,
    CONSTRAINT "career_profile_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "career_opening" (
    "tenantId" UUID NOT NULL,
    "profileId" UUID NOT NULL,
    "readerId" UUID NOT NULL,
    "day" DATE NOT NULL,
    "personId" UUID NOT NULL,
    "organisationId" UUID,
    CONSTRAINT "career_opening_pkey" PRIMARY KEY ("tenantId","profileId","readerId","day")
);

-- CreateTable
CREATE TABLE "career_exclusion" (
    "tenantId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "folded" TEXT NOT NULL,
    CONSTRAINT "career_exclusion_pkey" PRIMARY KEY ("tenantId","id")
);

-- AlterTable
ALTER TABLE "conversation_seat" ADD COLUMN "mask" TEXT, ADD COLUMN "profileId" UUID;

-- CreateIndex
CREATE UNIQUE INDEX "career_profile_tenantId_pseudonym_key" ON "career_profile"("tenantId", "pseudonym");

-- CreateIndex
CREATE INDEX "career_profile_tenantId_personId_idx" ON "career_profile"("tenantId", "personId");

-- CreateIndex
CREATE INDEX "career_profile_tenantId_state_at_idx" ON "career_profile"("tenantId", "state", "at");

-- CreateIndex
CREATE INDEX "career_opening_tenantId_personId_day_idx" ON "career_opening"("tenantId", "personId", "day");

-- CreateIndex
CREATE INDEX "career_opening_tenantId_organisationId_idx" ON "career_opening"("tenantId", "organisationId");

-- CreateIndex
CREATE UNIQUE INDEX "career_exclusion_tenantId_personId_kind_folded_key" ON "career_exclusion"("tenantId", "personId", "kind", "folded");

-- AddForeignKey
ALTER TABLE "career_profile" ADD CONSTRAINT "career_profile_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "career_opening" ADD CONSTRAINT "career_opening_tenantId_profileId_fkey" FOREIGN KEY ("tenantId", "profileId") REFERENCES "career_profile"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "career_opening" ADD CONSTRAINT "career_opening_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "career_opening" ADD CONSTRAINT "career_opening_tenantId_organisationId_fkey" FOREIGN KEY ("tenantId", "organisationId") REFERENCES "organisation"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "career_exclusion" ADD CONSTRAINT "career_exclusion_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

CALL tenant_wall('career_profile');
CALL tenant_wall('career_opening');
CALL tenant_wall('career_exclusion');
