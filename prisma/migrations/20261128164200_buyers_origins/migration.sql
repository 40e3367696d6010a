-- Network addresses of buyers end before the pieces on which they stand: invoices are append-only, so theirs leave by a guarded door of
-- their own, which empties that one column of what is older than a month.
CREATE FUNCTION forget_origins(before timestamptz, most integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE gone bigint;
BEGIN
  UPDATE public.invoice SET "ip" = NULL WHERE ctid IN (SELECT i.ctid FROM public.invoice i
    WHERE i."tenantId" = NULLIF(current_setting('app.tenant', true), '')::uuid AND i."ip" IS NOT NULL
      AND i."issuedAt" < least(before, now() - interval '1 month') LIMIT most);
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
REVOKE ALL ON FUNCTION forget_origins(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_origins(timestamptz, integer) TO alumni_app;
