-- « À Toulouse » is where somebody lives or works: the town of the company's address is among the words of the search, under
-- the number of that address (app/domain/people/search-tokens.ts), for whoever stood here before. Letters as fold.ts writes them.
CREATE FUNCTION pg_temp.towns(address text) RETURNS TABLE (token text) LANGUAGE sql IMMUTABLE AS $$
  SELECT DISTINCT left(w, 80) FROM regexp_split_to_table(lower(regexp_replace(replace(replace(normalize(
    split_part(regexp_replace(regexp_replace(
      CASE WHEN address ~ '\m[0-9]{4,5}\s' THEN regexp_replace(address, '^.*\m[0-9]{4,5}\s+', '')
        ELSE regexp_replace(address, '^.*,', '') END,
      '[\n(]', ',', 'g'), '\mcedex\M', ',', 'gi'), ',', 1),
    NFD), 'œ', 'oe'), 'Œ', 'oe'), '[\u0300-\u036f]', '', 'g')), '[^a-z0-9]+') w WHERE w <> ''
$$;
DO $$
DECLARE
  here uuid;
  number smallint := 42;
BEGIN
  FOR here IN SELECT "id" FROM "tenant" LOOP
    PERFORM set_config('app.tenant', here::text, true);
    INSERT INTO "search_token" ("tenantId", "field", "token", "personId")
      SELECT here, number, t.token, p."id" FROM "person" p, LATERAL pg_temp.towns(p."companyAddress") t
      WHERE p."tenantId" = here AND p."companyAddress" <> '' ON CONFLICT DO NOTHING;
    INSERT INTO "shared_token" ("tenantId", "federationId", "field", "token", "entryId", "sharedFrom", "sharedUntil")
      SELECT here, e."federationId", number, t.token, e."id", e."sharedFrom", e."sharedUntil"
      FROM "shared_entry" e, LATERAL pg_temp.towns(e."fields"->>'companyAddress') t
      WHERE e."tenantId" = here AND e."fields"->>'companyAddress' <> '' ON CONFLICT DO NOTHING;
  END LOOP;
  PERFORM set_config('app.tenant', '', true);
END $$;
