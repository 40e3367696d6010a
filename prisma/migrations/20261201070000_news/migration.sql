-- News of the association, and addresses that lead on (S3, E7).

-- CreateTable
CREATE TABLE "news" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "lead" TEXT,
    "text" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "byline" TEXT,
    "state" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "visibleFrom" TIMESTAMPTZ(3) NOT NULL,
    "visibleUntil" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "changedAt" TIMESTAMPTZ(3),
    "pictureKey" TEXT,
    "pictureAlt" TEXT,
    "pictureWidth" INTEGER,
    "pictureHeight" INTEGER,
    CONSTRAINT "news_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "former_address" (
    "tenantId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "thingId" UUID NOT NULL,
    CONSTRAINT "former_address_pkey" PRIMARY KEY ("tenantId","kind","slug")
);

-- CreateIndex
CREATE UNIQUE INDEX "news_tenantId_slug_key" ON "news"("tenantId", "slug");

-- CreateIndex
CREATE INDEX "news_tenantId_state_visibleFrom_idx" ON "news"("tenantId", "state", "visibleFrom");

-- CreateIndex
CREATE INDEX "former_address_tenantId_thingId_idx" ON "former_address"("tenantId", "thingId");

CALL tenant_wall('news');
CALL tenant_wall('former_address');
