-- What mentors offer, and requests between two people (C23).

-- CreateTable
CREATE TABLE "mentor_offer" (
    "tenantId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "places" SMALLINT NOT NULL,
    "words" TEXT NOT NULL,
    "queues" BOOLEAN NOT NULL,
    "pausedAt" TIMESTAMPTZ(3),
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "mentor_offer_pkey" PRIMARY KEY ("tenantId","personId")
);

-- CreateTable
CREATE TABLE "mentor_request" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "otherId" UUID NOT NULL,
    "words" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "reached" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "answer" TEXT,
    "thanks" TEXT,
    CONSTRAINT "mentor_request_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateIndex
CREATE INDEX "mentor_request_tenantId_personId_idx" ON "mentor_request"("tenantId", "personId");

-- CreateIndex
CREATE INDEX "mentor_request_tenantId_otherId_state_idx" ON "mentor_request"("tenantId", "otherId", "state");

-- AddForeignKey
ALTER TABLE "mentor_offer" ADD CONSTRAINT "mentor_offer_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "mentor_request" ADD CONSTRAINT "mentor_request_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "mentor_request" ADD CONSTRAINT "mentor_request_tenantId_otherId_fkey" FOREIGN KEY ("tenantId", "otherId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

CALL tenant_wall('mentor_offer');
CALL tenant_wall('mentor_request');
