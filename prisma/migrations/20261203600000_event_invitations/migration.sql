-- Who is invited to an event, and when they are reminded (S14).

-- AlterTable
ALTER TABLE "event"
    ADD COLUMN "inviteAll" BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN "inviteGroups" UUID[] NOT NULL DEFAULT '{}',
    ADD COLUMN "invitesFrom" TIMESTAMPTZ(3),
    ADD COLUMN "remindDays" SMALLINT[] NOT NULL DEFAULT '{}',
    ADD COLUMN "remindedTo" TIMESTAMPTZ(3),
    ADD COLUMN "moves" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "event_invitation" (
    "tenantId" UUID NOT NULL,
    "eventId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "moves" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "event_invitation_pkey" PRIMARY KEY ("tenantId","eventId","personId")
);

-- CreateIndex
CREATE INDEX "event_invitation_tenantId_personId_idx" ON "event_invitation"("tenantId", "personId");

-- AddForeignKey
ALTER TABLE "event_invitation" ADD CONSTRAINT "event_invitation_tenantId_eventId_fkey" FOREIGN KEY ("tenantId", "eventId")
    REFERENCES "event"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "event_invitation" ADD CONSTRAINT "event_invitation_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId")
    REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

CALL tenant_wall('event_invitation');
