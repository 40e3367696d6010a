-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "tenant" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "config" JSONB NOT NULL,
    "federationId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "releasedAt" TIMESTAMPTZ(3),

    CONSTRAINT "tenant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "domain" (
    "host" TEXT NOT NULL,
    "tenantId" UUID NOT NULL,
    "canonical" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "domain_pkey" PRIMARY KEY ("host")
);

-- CreateTable
CREATE TABLE "operator" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "passwordHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "operator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "operator_session" (
    "id" TEXT NOT NULL,
    "operatorId" UUID NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "operator_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tenant_version" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "author" TEXT NOT NULL,
    "appliedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "config" JSONB NOT NULL,
    "diff" TEXT NOT NULL,

    CONSTRAINT "tenant_version_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "person" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "handle" TEXT NOT NULL,
    "civility" TEXT,
    "firstName" TEXT,
    "lastName" TEXT,
    "diplomaName" TEXT,
    "birthDate" TEXT,
    "birthPlace" TEXT,
    "photo" TEXT,
    "status" TEXT,
    "primaryEmail" TEXT,
    "secondaryEmail" TEXT,
    "workEmail" TEXT,
    "lifetimeEmail" TEXT,
    "mobilePhone" TEXT,
    "homePhone" TEXT,
    "workPhone" TEXT,
    "mailingAddressChoice" TEXT,
    "emailingConsent" BOOLEAN,
    "invalidEmail" BOOLEAN,
    "promotion" INTEGER,
    "diploma" TEXT,
    "programme" TEXT,
    "speciality" TEXT,
    "level" TEXT,
    "apprenticeship" BOOLEAN,
    "diplomaState" TEXT,
    "prepCycle" TEXT,
    "engineeringCycle" TEXT,
    "labellis" TEXT,
    "otherDiplomas" JSONB,
    "schoolActivities" TEXT,
    "alumniActivities" TEXT,
    "studentNumber" TEXT,
    "diplomaNumber" TEXT,
    "registrationNumber" TEXT,
    "iesfCode" TEXT,
    "homeAddress" TEXT,
    "homePostcode" TEXT,
    "homeCity" TEXT,
    "homeCountry" TEXT,
    "secondHome" TEXT,
    "homeLat" DOUBLE PRECISION,
    "homeLon" DOUBLE PRECISION,
    "company" TEXT,
    "companyAddress" TEXT,
    "companySiret" TEXT,
    "companyNaf" TEXT,
    "workField" TEXT,
    "workLevel" TEXT,
    "jobTitle" TEXT,
    "jobStart" TEXT,
    "skills" TEXT[],
    "workHistory" JSONB,
    "workLat" DOUBLE PRECISION,
    "workLon" DOUBLE PRECISION,
    "socialLinks" JSONB,
    "familyTies" JSONB,
    "bio" TEXT,
    "hobbies" TEXT,
    "cv" TEXT,
    "badges" TEXT[],
    "acceptsContact" BOOLEAN,
    "remarks" TEXT,
    "pseudonym" TEXT,
    "purpose" TEXT,
    "publishedAt" TEXT,
    "siteChoices" SMALLINT[],
    "printChoices" SMALLINT[],
    "consentSchool" BOOLEAN NOT NULL DEFAULT false,
    "consentRecruiters" BOOLEAN NOT NULL DEFAULT false,
    "consentFederation" BOOLEAN NOT NULL DEFAULT true,
    "sortName" TEXT NOT NULL DEFAULT '',
    "provenance" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "diploma" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "rank" SMALLINT NOT NULL DEFAULT 0,
    "diploma" TEXT,
    "programme" TEXT,
    "speciality" TEXT,
    "promotion" INTEGER,
    "level" TEXT,
    "apprenticeship" BOOLEAN,
    "diplomaState" TEXT,
    "school" TEXT,
    "diplomaNumber" TEXT,
    "registrationNumber" TEXT,
    "session" TEXT,

    CONSTRAINT "diploma_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "company" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "folded" TEXT NOT NULL,
    "siret" TEXT,
    "naf" TEXT,
    "address" TEXT,
    "city" TEXT,
    "country" TEXT,

    CONSTRAINT "company_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "position" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "companyId" UUID,
    "jobTitle" TEXT,
    "workField" TEXT,
    "workLevel" TEXT,
    "phone" TEXT,
    "email" TEXT,
    "city" TEXT,
    "country" TEXT,
    "startedOn" TEXT,
    "endedOn" TEXT,

    CONSTRAINT "position_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "person_email" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "rank" SMALLINT NOT NULL DEFAULT 0,
    "address" TEXT NOT NULL,
    "folded" TEXT NOT NULL,
    "preferred" BOOLEAN NOT NULL DEFAULT false,
    "invalid" BOOLEAN NOT NULL DEFAULT false,
    "verifiedAt" TIMESTAMPTZ(3),

    CONSTRAINT "person_email_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "family_tie" (
    "tenantId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "otherId" UUID NOT NULL,
    "kind" TEXT NOT NULL,

    CONSTRAINT "family_tie_pkey" PRIMARY KEY ("tenantId","personId","otherId")
);

-- CreateTable
CREATE TABLE "stored_file" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "personId" UUID,
    "purpose" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "contentType" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stored_file_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "friendship" (
    "tenantId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "friendId" UUID NOT NULL,
    "acceptedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "friendship_pkey" PRIMARY KEY ("tenantId","personId","friendId")
);

-- CreateTable
CREATE TABLE "search_token" (
    "tenantId" UUID NOT NULL,
    "field" SMALLINT NOT NULL,
    "token" TEXT NOT NULL,
    "personId" UUID NOT NULL,

    CONSTRAINT "search_token_pkey" PRIMARY KEY ("tenantId","field","token","personId")
);

-- CreateTable
CREATE TABLE "token_deletion" (
    "tenantId" UUID NOT NULL,
    "deletion" TEXT NOT NULL,
    "token" TEXT NOT NULL,

    CONSTRAINT "token_deletion_pkey" PRIMARY KEY ("tenantId","deletion","token")
);

-- CreateTable
CREATE TABLE "organisation" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "siret" TEXT,
    "country" TEXT,
    "contactName" TEXT,
    "phone" TEXT,
    "about" TEXT,
    "validatedAt" TIMESTAMPTZ(3),
    "completedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "account" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "door" TEXT NOT NULL,
    "login" TEXT NOT NULL,
    "personId" UUID,
    "organisationId" UUID,
    "email" TEXT,
    "passwordHash" TEXT,
    "disabledAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastLoginAt" TIMESTAMPTZ(3),

    CONSTRAINT "account_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "account_login" (
    "tenantId" UUID NOT NULL,
    "door" TEXT NOT NULL,
    "login" TEXT NOT NULL,
    "accountId" UUID NOT NULL,
    "kind" TEXT NOT NULL,

    CONSTRAINT "account_login_pkey" PRIMARY KEY ("tenantId","door","login","accountId")
);

-- CreateTable
CREATE TABLE "session" (
    "tenantId" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "accountId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "login_attempt" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "login_attempt_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "role_grant" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endsAt" TIMESTAMPTZ(3),
    "grantedBy" TEXT NOT NULL,

    CONSTRAINT "role_grant_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "membership_period" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "tierId" TEXT NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3),
    "source" TEXT NOT NULL,

    CONSTRAINT "membership_period_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "pass_period" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "pass_period_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "profile_opening" (
    "tenantId" UUID NOT NULL,
    "openerId" UUID NOT NULL,
    "day" DATE NOT NULL,
    "personId" UUID NOT NULL,

    CONSTRAINT "profile_opening_pkey" PRIMARY KEY ("tenantId","openerId","day","personId")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "accountId" UUID,
    "action" TEXT NOT NULL,
    "subjectId" UUID,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "value_change" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "field" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "from" TEXT NOT NULL,
    "accountId" UUID,
    "runId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "value_change_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "federation_member" (
    "federationId" UUID NOT NULL,
    "tenantId" UUID NOT NULL,

    CONSTRAINT "federation_member_pkey" PRIMARY KEY ("federationId","tenantId")
);

-- CreateTable
CREATE TABLE "federation_contract" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "federationId" UUID NOT NULL,
    "columns" TEXT[],
    "readers" TEXT[],
    "federationReaders" TEXT[],
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3),

    CONSTRAINT "federation_contract_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "shared_entry" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "federationId" UUID NOT NULL,
    "handle" TEXT NOT NULL,
    "fields" JSONB NOT NULL,
    "promotion" INTEGER,
    "siteChoices" SMALLINT[],
    "sortName" TEXT NOT NULL,

    CONSTRAINT "shared_entry_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "shared_token" (
    "tenantId" UUID NOT NULL,
    "federationId" UUID NOT NULL,
    "field" SMALLINT NOT NULL,
    "token" TEXT NOT NULL,
    "entryId" UUID NOT NULL,

    CONSTRAINT "shared_token_pkey" PRIMARY KEY ("tenantId","federationId","field","token","entryId")
);

-- CreateIndex
CREATE UNIQUE INDEX "tenant_slug_key" ON "tenant"("slug");

-- CreateIndex
CREATE INDEX "domain_tenantId_idx" ON "domain"("tenantId");

-- CreateIndex
CREATE UNIQUE INDEX "operator_email_key" ON "operator"("email");

-- CreateIndex
CREATE UNIQUE INDEX "tenant_version_tenantId_number_key" ON "tenant_version"("tenantId", "number");

-- CreateIndex
CREATE INDEX "person_tenantId_sortName_id_idx" ON "person"("tenantId", "sortName", "id");

-- CreateIndex
CREATE INDEX "person_tenantId_promotion_sortName_id_idx" ON "person"("tenantId", "promotion", "sortName", "id");

-- CreateIndex
CREATE INDEX "person_tenantId_studentNumber_idx" ON "person"("tenantId", "studentNumber");

-- CreateIndex
CREATE UNIQUE INDEX "person_tenantId_handle_key" ON "person"("tenantId", "handle");

-- CreateIndex
CREATE INDEX "diploma_tenantId_personId_idx" ON "diploma"("tenantId", "personId");

-- CreateIndex
CREATE INDEX "company_tenantId_folded_idx" ON "company"("tenantId", "folded");

-- CreateIndex
CREATE INDEX "position_tenantId_personId_idx" ON "position"("tenantId", "personId");

-- CreateIndex
CREATE INDEX "position_tenantId_companyId_idx" ON "position"("tenantId", "companyId");

-- CreateIndex
CREATE INDEX "person_email_tenantId_personId_idx" ON "person_email"("tenantId", "personId");

-- CreateIndex
CREATE INDEX "person_email_tenantId_folded_idx" ON "person_email"("tenantId", "folded");

-- CreateIndex
CREATE INDEX "family_tie_tenantId_otherId_idx" ON "family_tie"("tenantId", "otherId");

-- CreateIndex
CREATE INDEX "stored_file_tenantId_personId_idx" ON "stored_file"("tenantId", "personId");

-- CreateIndex
CREATE INDEX "friendship_tenantId_friendId_idx" ON "friendship"("tenantId", "friendId");

-- CreateIndex
CREATE INDEX "search_token_tenantId_personId_idx" ON "search_token"("tenantId", "personId");

-- CreateIndex
CREATE INDEX "token_deletion_tenantId_token_idx" ON "token_deletion"("tenantId", "token");

-- CreateIndex
CREATE INDEX "account_tenantId_organisationId_idx" ON "account"("tenantId", "organisationId");

-- CreateIndex
CREATE UNIQUE INDEX "account_tenantId_personId_key" ON "account"("tenantId", "personId");

-- CreateIndex
CREATE INDEX "account_login_tenantId_accountId_idx" ON "account_login"("tenantId", "accountId");

-- CreateIndex
CREATE INDEX "session_tenantId_accountId_idx" ON "session"("tenantId", "accountId");

-- CreateIndex
CREATE INDEX "login_attempt_tenantId_key_at_idx" ON "login_attempt"("tenantId", "key", "at");

-- CreateIndex
CREATE INDEX "role_grant_tenantId_accountId_idx" ON "role_grant"("tenantId", "accountId");

-- CreateIndex
CREATE INDEX "membership_period_tenantId_personId_startsAt_idx" ON "membership_period"("tenantId", "personId", "startsAt");

-- CreateIndex
CREATE INDEX "pass_period_tenantId_organisationId_startsAt_idx" ON "pass_period"("tenantId", "organisationId", "startsAt");

-- CreateIndex
CREATE INDEX "audit_event_tenantId_at_idx" ON "audit_event"("tenantId", "at");

-- CreateIndex
CREATE INDEX "audit_event_tenantId_subjectId_idx" ON "audit_event"("tenantId", "subjectId");

-- CreateIndex
CREATE INDEX "value_change_tenantId_personId_at_idx" ON "value_change"("tenantId", "personId", "at");

-- CreateIndex
CREATE INDEX "value_change_tenantId_runId_idx" ON "value_change"("tenantId", "runId");

-- CreateIndex
CREATE INDEX "federation_contract_federationId_idx" ON "federation_contract"("federationId");

-- CreateIndex
CREATE INDEX "shared_entry_federationId_sortName_tenantId_id_idx" ON "shared_entry"("federationId", "sortName", "tenantId", "id");

-- CreateIndex
CREATE INDEX "shared_token_federationId_field_token_idx" ON "shared_token"("federationId", "field", "token");

-- AddForeignKey
ALTER TABLE "domain" ADD CONSTRAINT "domain_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "diploma" ADD CONSTRAINT "diploma_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "position" ADD CONSTRAINT "position_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "position" ADD CONSTRAINT "position_tenantId_companyId_fkey" FOREIGN KEY ("tenantId", "companyId") REFERENCES "company"("tenantId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_email" ADD CONSTRAINT "person_email_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "family_tie" ADD CONSTRAINT "family_tie_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "family_tie" ADD CONSTRAINT "family_tie_tenantId_otherId_fkey" FOREIGN KEY ("tenantId", "otherId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "friendship" ADD CONSTRAINT "friendship_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "friendship" ADD CONSTRAINT "friendship_tenantId_friendId_fkey" FOREIGN KEY ("tenantId", "friendId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "search_token" ADD CONSTRAINT "search_token_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_tenantId_organisationId_fkey" FOREIGN KEY ("tenantId", "organisationId") REFERENCES "organisation"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_login" ADD CONSTRAINT "account_login_tenantId_accountId_fkey" FOREIGN KEY ("tenantId", "accountId") REFERENCES "account"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_tenantId_accountId_fkey" FOREIGN KEY ("tenantId", "accountId") REFERENCES "account"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_tenantId_accountId_fkey" FOREIGN KEY ("tenantId", "accountId") REFERENCES "account"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership_period" ADD CONSTRAINT "membership_period_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pass_period" ADD CONSTRAINT "pass_period_tenantId_organisationId_fkey" FOREIGN KEY ("tenantId", "organisationId") REFERENCES "organisation"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "value_change" ADD CONSTRAINT "value_change_tenantId_personId_fkey" FOREIGN KEY ("tenantId", "personId") REFERENCES "person"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Order and ranges of folded text: byte order, so that an index serves prefixes and sorts (the schema diff cannot see collations; the catalogue test does).
ALTER TABLE "person" ALTER COLUMN "sortName" TYPE TEXT COLLATE "C", ALTER COLUMN "handle" TYPE TEXT COLLATE "C";
ALTER TABLE "company" ALTER COLUMN "folded" TYPE TEXT COLLATE "C";
ALTER TABLE "person_email" ALTER COLUMN "folded" TYPE TEXT COLLATE "C";
ALTER TABLE "search_token" ALTER COLUMN "token" TYPE TEXT COLLATE "C";
ALTER TABLE "token_deletion" ALTER COLUMN "token" TYPE TEXT COLLATE "C", ALTER COLUMN "deletion" TYPE TEXT COLLATE "C";
ALTER TABLE "account_login" ALTER COLUMN "login" TYPE TEXT COLLATE "C";
ALTER TABLE "shared_entry" ALTER COLUMN "sortName" TYPE TEXT COLLATE "C", ALTER COLUMN "handle" TYPE TEXT COLLATE "C";
ALTER TABLE "shared_token" ALTER COLUMN "token" TYPE TEXT COLLATE "C";

-- One owner of each assigned login and each door (S1, I1).
CREATE UNIQUE INDEX "account_login_assigned_key" ON "account_login" ("tenantId", "door", "login") WHERE "kind" = 'assigned';
