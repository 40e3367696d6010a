-- Second factors, sessions that end when they lie unused, guesses counted by where they come from.

-- AlterTable
ALTER TABLE "login_attempt" ADD COLUMN "known" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "network" TEXT NOT NULL DEFAULT '',
ADD COLUMN "origin" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "session" ADD COLUMN "device" TEXT,
ADD COLUMN "idleFor" INTEGER,
ADD COLUMN "provedAt" TIMESTAMPTZ(3),
ADD COLUMN "remembered" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "seenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateTable
CREATE TABLE "totp_secret" (
    "tenantId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "sealed" TEXT NOT NULL,
    "lastStep" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "confirmedAt" TIMESTAMPTZ(3),

    CONSTRAINT "totp_secret_pkey" PRIMARY KEY ("tenantId","accountId")
);

-- CreateTable
CREATE TABLE "passkey" (
    "tenantId" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "accountId" UUID NOT NULL,
    "publicKey" TEXT NOT NULL,
    "counter" BIGINT NOT NULL DEFAULT 0,
    "transports" TEXT[],
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "lastUsedAt" TIMESTAMPTZ(3),

    CONSTRAINT "passkey_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "recovery_code" (
    "tenantId" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "accountId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "passkey_challenge" (
    "tenantId" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "challenge" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "passkey_challenge_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "known_origin" (
    "tenantId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "known_origin_pkey" PRIMARY KEY ("tenantId","accountId","id")
);

-- CreateTable
CREATE TABLE "security_event" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "device" TEXT,

    CONSTRAINT "security_event_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "operator_attempt" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "network" TEXT NOT NULL,
    "known" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "operator_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "passkey_tenantId_accountId_idx" ON "passkey"("tenantId", "accountId");

-- CreateIndex
CREATE INDEX "recovery_code_tenantId_accountId_idx" ON "recovery_code"("tenantId", "accountId");

-- CreateIndex
CREATE INDEX "passkey_challenge_tenantId_expiresAt_idx" ON "passkey_challenge"("tenantId", "expiresAt");

-- CreateIndex
CREATE INDEX "known_origin_tenantId_seenAt_idx" ON "known_origin"("tenantId", "seenAt");

-- CreateIndex
CREATE INDEX "security_event_tenantId_accountId_id_idx" ON "security_event"("tenantId", "accountId", "id");

-- CreateIndex
CREATE INDEX "operator_attempt_key_at_idx" ON "operator_attempt"("key", "at");

-- CreateIndex
CREATE INDEX "operator_attempt_network_at_idx" ON "operator_attempt"("network", "at");

-- CreateIndex
CREATE INDEX "login_attempt_tenantId_network_at_idx" ON "login_attempt"("tenantId", "network", "at");

-- AddForeignKey
ALTER TABLE "totp_secret" ADD CONSTRAINT "totp_secret_tenantId_accountId_fkey" FOREIGN KEY ("tenantId", "accountId") REFERENCES "account"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "passkey" ADD CONSTRAINT "passkey_tenantId_accountId_fkey" FOREIGN KEY ("tenantId", "accountId") REFERENCES "account"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_tenantId_accountId_fkey" FOREIGN KEY ("tenantId", "accountId") REFERENCES "account"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "known_origin" ADD CONSTRAINT "known_origin_tenantId_accountId_fkey" FOREIGN KEY ("tenantId", "accountId") REFERENCES "account"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "security_event" ADD CONSTRAINT "security_event_tenantId_accountId_fkey" FOREIGN KEY ("tenantId", "accountId") REFERENCES "account"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;


CALL tenant_wall('totp_secret');
CALL tenant_wall('passkey');
CALL tenant_wall('recovery_code');
CALL tenant_wall('passkey_challenge');
CALL tenant_wall('known_origin');
CALL tenant_wall('security_event');

-- Told as it was; rows go when their time is over.
REVOKE UPDATE ON "security_event" FROM alumni_app;
