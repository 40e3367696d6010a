-- Messages (N9): conversations with two seats, what was said, files, reports, and when a person hears of it by mail.

-- CreateTable
CREATE TABLE "conversation" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,
    "messages" INTEGER NOT NULL DEFAULT 0,
    "asked" BOOLEAN NOT NULL,
    "accepted" BOOLEAN NOT NULL,
    "frozenAt" TIMESTAMPTZ(3),

    CONSTRAINT "conversation_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "conversation_seat" (
    "tenantId" UUID NOT NULL,
    "conversationId" UUID NOT NULL,
    "seat" SMALLINT NOT NULL,
    "personId" UUID,
    "organisationId" UUID,
    "state" TEXT NOT NULL,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,
    "lastNumber" INTEGER NOT NULL DEFAULT 0,
    "readTo" INTEGER NOT NULL DEFAULT 0,
    "theirLast" INTEGER NOT NULL DEFAULT 0,
    "toldTo" INTEGER NOT NULL DEFAULT 0,
    "notifyAt" TIMESTAMPTZ(3),
    "mutedAt" TIMESTAMPTZ(3),
    "archivedAt" TIMESTAMPTZ(3),
    "draft" TEXT,

    CONSTRAINT "conversation_seat_pkey" PRIMARY KEY ("tenantId","conversationId","seat")
);

-- CreateTable
CREATE TABLE "message" (
    "tenantId" UUID NOT NULL,
    "conversationId" UUID NOT NULL,
    "n" INTEGER NOT NULL,
    "seat" SMALLINT NOT NULL,
    "personId" UUID,
    "organisationId" UUID,
    "accountId" UUID,
    "text" TEXT NOT NULL,
    "folded" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "withheld" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "message_pkey" PRIMARY KEY ("tenantId","conversationId","n")
);

-- CreateTable
CREATE TABLE "message_file" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "conversationId" UUID NOT NULL,
    "n" INTEGER NOT NULL,
    "personId" UUID,
    "organisationId" UUID,
    "fileKey" TEXT NOT NULL,
    "contentType" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "message_file_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "message_report" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "conversationId" UUID NOT NULL,
    "n" INTEGER NOT NULL,
    "accountId" UUID,
    "reason" TEXT NOT NULL,
    "words" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "open" BOOLEAN DEFAULT true,
    "decision" TEXT,
    "decidedAt" TIMESTAMPTZ(3),
    "decidedBy" UUID,
    "because" TEXT,

    CONSTRAINT "message_report_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "message_setting" (
    "tenantId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "delay" TEXT NOT NULL,
    "withText" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "message_setting_pkey" PRIMARY KEY ("tenantId","personId")
);

-- CreateIndex
CREATE INDEX "conversation_tenantId_lastAt_idx" ON "conversation"("tenantId", "lastAt");

-- CreateIndex
CREATE INDEX "conversation_seat_tenantId_personId_lastAt_conversationId_idx" ON "conversation_seat"("tenantId", "personId", "lastAt", "conversationId");

-- CreateIndex
CREATE INDEX "conversation_seat_tenantId_organisationId_lastAt_conversati_idx" ON "conversation_seat"("tenantId", "organisationId", "lastAt", "conversationId");

-- CreateIndex
CREATE INDEX "message_tenantId_personId_idx" ON "message"("tenantId", "personId");

-- CreateIndex
CREATE INDEX "message_tenantId_organisationId_idx" ON "message"("tenantId", "organisationId");

-- CreateIndex
CREATE INDEX "message_file_tenantId_conversationId_n_idx" ON "message_file"("tenantId", "conversationId", "n");

-- CreateIndex
CREATE INDEX "message_file_tenantId_personId_idx" ON "message_file"("tenantId", "personId");

-- CreateIndex
CREATE INDEX "message_file_tenantId_organisationId_idx" ON "message_file"("tenantId", "organisationId");

-- CreateIndex
CREATE INDEX "message_report_tenantId_accountId_at_idx" ON "message_report"("tenantId", "accountId", "at");

-- CreateIndex
CREATE INDEX "message_report_tenantId_at_idx" ON "message_report"("tenantId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "message_report_tenantId_conversationId_open_key" ON "message_report"("tenantId", "conversationId", "open");

-- AddForeignKey
ALTER TABLE "conversation_seat" ADD CONSTRAINT "conversation_seat_tenantId_conversationId_fkey" FOREIGN KEY ("tenantId", "conversationId") REFERENCES "conversation"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "conversation_seat" ADD CONSTRAINT "conversation_seat_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "conversation_seat" ADD CONSTRAINT "conversation_seat_tenantId_organisationId_fkey" FOREIGN KEY ("tenantId", "organisationId") REFERENCES "organisation"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_tenantId_conversationId_fkey" FOREIGN KEY ("tenantId", "conversationId") REFERENCES "conversation"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_tenantId_organisationId_fkey" FOREIGN KEY ("tenantId", "organisationId") REFERENCES "organisation"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "message_file" ADD CONSTRAINT "message_file_tenantId_conversationId_fkey" FOREIGN KEY ("tenantId", "conversationId") REFERENCES "conversation"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "message_file" ADD CONSTRAINT "message_file_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "message_file" ADD CONSTRAINT "message_file_tenantId_organisationId_fkey" FOREIGN KEY ("tenantId", "organisationId") REFERENCES "organisation"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "message_report" ADD CONSTRAINT "message_report_tenantId_conversationId_fkey" FOREIGN KEY ("tenantId", "conversationId") REFERENCES "conversation"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "message_setting" ADD CONSTRAINT "message_setting_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- Unread conversations of a person or an organisation: counted at every request (context/viewer.ts).
CREATE INDEX "conversation_seat_unread_person" ON "conversation_seat"("tenantId", "personId")
  WHERE "theirLast" > "readTo";
CREATE INDEX "conversation_seat_unread_organisation" ON "conversation_seat"("tenantId", "organisationId")
  WHERE "theirLast" > "readTo";
-- What waits for a yes and what was put away: few of many, counted on each page of messages.
CREATE INDEX "conversation_seat_request" ON "conversation_seat"("tenantId", "personId") WHERE "state" = 'request';
CREATE INDEX "conversation_seat_archived" ON "conversation_seat"("tenantId", "personId") WHERE "archivedAt" IS NOT NULL;
-- Mails that are due (domain/messages/unread.task.ts).
CREATE INDEX "conversation_seat_due" ON "conversation_seat"("tenantId", "notifyAt") WHERE "notifyAt" IS NOT NULL;

CALL tenant_wall('conversation');
CALL tenant_wall('conversation_seat');
CALL tenant_wall('message');
CALL tenant_wall('message_file');
CALL tenant_wall('message_report');
CALL tenant_wall('message_setting');
