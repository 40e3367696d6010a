-- What schools receive, each a switch with a forwarding address, and what they are asked (N8, C24).

-- CreateTable
CREATE TABLE "school_service" (
    "tenantId" UUID NOT NULL,
    "schoolId" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "isOn" BOOLEAN NOT NULL,
    "forwardTo" TEXT NOT NULL,
    "provedAt" TIMESTAMPTZ(3),
    "words" TEXT,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "school_service_pkey" PRIMARY KEY ("tenantId","schoolId","kind")
);

-- CreateTable
CREATE TABLE "school_thread" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "schoolId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "course" TEXT,
    "personId" UUID,
    "organisationId" UUID,
    "email" TEXT,
    "name" TEXT NOT NULL,
    "postal" TEXT,
    "language" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "school_thread_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "school_message" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "threadId" UUID NOT NULL,
    "bySchool" BOOLEAN NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "school_message_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateIndex
CREATE INDEX "school_service_tenantId_organisationId_idx" ON "school_service"("tenantId", "organisationId");

-- CreateIndex
CREATE INDEX "school_thread_tenantId_schoolId_lastAt_idx" ON "school_thread"("tenantId", "schoolId", "lastAt");

-- CreateIndex
CREATE INDEX "school_thread_tenantId_personId_idx" ON "school_thread"("tenantId", "personId");

-- CreateIndex
CREATE INDEX "school_thread_tenantId_organisationId_idx" ON "school_thread"("tenantId", "organisationId");

-- CreateIndex
CREATE INDEX "school_message_tenantId_threadId_idx" ON "school_message"("tenantId", "threadId");

-- AddForeignKey
ALTER TABLE "school_service" ADD CONSTRAINT "school_service_tenantId_schoolId_fkey" FOREIGN KEY ("tenantId", "schoolId") REFERENCES "school"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "school_service" ADD CONSTRAINT "school_service_tenantId_organisationId_fkey" FOREIGN KEY ("tenantId", "organisationId") REFERENCES "organisation"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "school_thread" ADD CONSTRAINT "school_thread_tenantId_schoolId_fkey" FOREIGN KEY ("tenantId", "schoolId") REFERENCES "school"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "school_thread" ADD CONSTRAINT "school_thread_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "school_thread" ADD CONSTRAINT "school_thread_tenantId_organisationId_fkey" FOREIGN KEY ("tenantId", "organisationId") REFERENCES "organisation"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "school_message" ADD CONSTRAINT "school_message_tenantId_threadId_fkey" FOREIGN KEY ("tenantId", "threadId") REFERENCES "school_thread"("tenantId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

CALL tenant_wall('school_service');
CALL tenant_wall('school_thread');
CALL tenant_wall('school_message');
