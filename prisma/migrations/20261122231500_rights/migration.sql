-- AlterTable
ALTER TABLE "person" ADD COLUMN     "listed" BOOLEAN NOT NULL DEFAULT true;

-- CreateTable
CREATE TABLE "round" (
    "tenantId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "round_pkey" PRIMARY KEY ("tenantId","name")
);

-- CreateTable
CREATE TABLE "data_copy" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "personId" UUID,
    "state" TEXT NOT NULL DEFAULT 'asked',
    "fileKey" TEXT,
    "bytes" INTEGER,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL,
    "readyAt" TIMESTAMPTZ(3),

    CONSTRAINT "data_copy_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "erasure_request" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "personId" UUID,
    "organisationId" UUID,
    "accountId" UUID,
    "state" TEXT NOT NULL DEFAULT 'asked',
    "fileKeys" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "requestedAt" TIMESTAMPTZ(3) NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "doneAt" TIMESTAMPTZ(3),

    CONSTRAINT "erasure_request_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "erased_identity" (
    "tenantId" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "withNumber" BOOLEAN NOT NULL,
    "erasedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "erased_identity_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateTable
CREATE TABLE "retention_run" (
    "tenantId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "counts" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "retention_run_pkey" PRIMARY KEY ("tenantId","id")
);

-- CreateIndex
CREATE INDEX "data_copy_tenantId_accountId_requestedAt_idx" ON "data_copy"("tenantId", "accountId", "requestedAt");

-- CreateIndex
CREATE INDEX "erasure_request_tenantId_state_dueAt_idx" ON "erasure_request"("tenantId", "state", "dueAt");

-- CreateIndex
CREATE INDEX "erasure_request_tenantId_requestedAt_idx" ON "erasure_request"("tenantId", "requestedAt");

-- CreateIndex
CREATE INDEX "retention_run_tenantId_at_idx" ON "retention_run"("tenantId", "at");

-- AddForeignKey
ALTER TABLE "data_copy" ADD CONSTRAINT "data_copy_tenantId_accountId_fkey" FOREIGN KEY ("tenantId", "accountId") REFERENCES "account"("tenantId", "id") ON DELETE CASCADE ON UPDATE CASCADE;


CALL tenant_wall('round');
CALL tenant_wall('data_copy');
CALL tenant_wall('erasure_request');
CALL tenant_wall('erased_identity');
CALL tenant_wall('retention_run');

-- What was deleted, and when, is not to be rewritten.
REVOKE UPDATE, DELETE ON "retention_run" FROM alumni_app;

-- Rows that the site may only add (the audit trail, accounting pieces) leave through this function alone, and never young:
-- whatever it is asked, it deletes no trace of less than six months and no other append-only row of less than ten years.
-- Row level security is forced on the owner too, so it works on the association that the transaction has set.
CREATE FUNCTION expire_rows(target text, clock text, before timestamptz, most integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  floor interval := CASE WHEN target IN ('audit_event', 'retention_run') THEN interval '6 months' ELSE interval '10 years' END;
  gone bigint;
BEGIN
  IF has_table_privilege(session_user, format('public.%I', target), 'DELETE') THEN
    RAISE EXCEPTION '% is no append-only table', target;
  END IF;
  EXECUTE format(
    'DELETE FROM public.%1$I WHERE ctid IN (SELECT ctid FROM public.%1$I WHERE "tenantId" = '
    'NULLIF(current_setting(''app.tenant'', true), '''')::uuid AND %2$I < $1 LIMIT $2)', target, clock)
    USING least(before, now() - floor), most;
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
REVOKE ALL ON FUNCTION expire_rows(text, text, timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION expire_rows(text, text, timestamptz, integer) TO alumni_app;

-- Cuts somebody who is being erased out of the trail: that something happened, when and of what kind stays. Only for a
-- request that is being carried out; `patterns` find free words that name the person.
CREATE FUNCTION forget_in_audit(request uuid, patterns text[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  here uuid := NULLIF(current_setting('app.tenant', true), '')::uuid;
  who uuid[];
  gone bigint;
BEGIN
  SELECT array_remove(array_agg(DISTINCT x.id), NULL) INTO who FROM erasure_request r
    LEFT JOIN account a ON a."tenantId" = r."tenantId"
      AND (a."personId" = r."personId" OR a."organisationId" = r."organisationId" OR a."id" = r."accountId")
    CROSS JOIN LATERAL unnest(ARRAY[r."personId", r."organisationId", r."accountId", a."id"]) AS x(id)
    WHERE r."tenantId" = here AND r."id" = request AND r."state" = 'erasing';
  IF who IS NULL THEN RAISE EXCEPTION 'no erasure is being carried out under %', request; END IF;
  UPDATE audit_event SET
    "accountId" = CASE WHEN "accountId" = ANY(who) THEN NULL ELSE "accountId" END,
    "detail" = CASE WHEN "subjectId" = ANY(who) OR "detail"::text ILIKE ANY(patterns) THEN '{}' ELSE "detail" END,
    "subjectId" = CASE WHEN "subjectId" = ANY(who) THEN NULL ELSE "subjectId" END
  WHERE "tenantId" = here
    AND ("accountId" = ANY(who) OR "subjectId" = ANY(who) OR "detail"::text ILIKE ANY(patterns));
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
REVOKE ALL ON FUNCTION forget_in_audit(uuid, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_in_audit(uuid, text[]) TO alumni_app;
