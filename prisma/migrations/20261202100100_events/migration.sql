-- The agenda: events, who comes, private calendars (S14, E3, I10).

-- CreateTable
CREATE TABLE "event" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "lead" TEXT,
    "text" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "groupId" UUID,
    "state" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "visibleFrom" TIMESTAMPTZ(3) NOT NULL,
    "visibleUntil" TIMESTAMPTZ(3) NOT NULL,
    "cancelledAt" TIMESTAMPTZ(3),
    "startsLocal" TEXT NOT NULL,
    "endsLocal" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "place" TEXT,
    "address" TEXT,
    "city" TEXT,
    "link" TEXT,
    "registration" TEXT NOT NULL,
    "closesAt" TIMESTAMPTZ(3),
    "capacity" INTEGER,
    "guests" SMALLINT NOT NULL DEFAULT 0,
    "questions" JSONB NOT NULL DEFAULT '[]',
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "changedAt" TIMESTAMPTZ(3),
    "pictureKey" TEXT,
    "pictureAlt" TEXT,
    "pictureWidth" INTEGER,
    "pictureHeight" INTEGER,
    CONSTRAINT "event_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "event_registration" (
    "tenantId" UUID NOT NULL,
    "eventId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "seats" SMALLINT NOT NULL,
    "shown" BOOLEAN NOT NULL,
    "answers" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(3) NOT NULL,
    "heldUntil" TIMESTAMPTZ(3),
    "enteredAt" TIMESTAMPTZ(3),
    CONSTRAINT "event_registration_pkey" PRIMARY KEY ("tenantId","eventId","personId")
);

-- CreateTable
CREATE TABLE "calendar_feed" (
    "tenantId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "calendar_feed_pkey" PRIMARY KEY ("tenantId","personId")
);

-- CreateIndex
CREATE UNIQUE INDEX "event_tenantId_slug_key" ON "event"("tenantId", "slug");

-- CreateIndex
CREATE INDEX "event_tenantId_state_startsAt_idx" ON "event"("tenantId", "state", "startsAt");

-- CreateIndex
CREATE INDEX "event_tenantId_groupId_idx" ON "event"("tenantId", "groupId");

-- CreateIndex
CREATE INDEX "event_registration_tenantId_personId_idx" ON "event_registration"("tenantId", "personId");

-- CreateIndex
CREATE INDEX "event_registration_tenantId_state_heldUntil_idx" ON "event_registration"("tenantId", "state", "heldUntil");

-- CreateIndex
CREATE UNIQUE INDEX "calendar_feed_tenantId_hash_key" ON "calendar_feed"("tenantId", "hash");

-- AddForeignKey
ALTER TABLE "event" ADD CONSTRAINT "event_tenantId_groupId_fkey" FOREIGN KEY ("tenantId", "groupId") REFERENCES "group"("tenantId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "event_registration" ADD CONSTRAINT "event_registration_tenantId_eventId_fkey" FOREIGN KEY ("tenantId", "eventId") REFERENCES "event"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "event_registration" ADD CONSTRAINT "event_registration_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

CALL tenant_wall('event');
CALL tenant_wall('event_registration');
CALL tenant_wall('calendar_feed');
