-- Whoever has published a profile (N2) has it among those by purpose too, as old as it was; the record itself stays as it is.
-- 476: the choice by which a record is published to nobody (app/vocabulary/audiences.ts): then its profile is a draft, as is
-- one with an address, a number or a link in its words: they never go out under a pseudonym.
-- Numbers of pseudonyms are each used once, in an order drawn by lot. Run again, it changes nothing.
DO $$
DECLARE
  here uuid;
BEGIN
  FOR here IN SELECT "id" FROM "tenant" WHERE "config" ? 'publication' LOOP
    PERFORM set_config('app.tenant', here::text, true);
    INSERT INTO "career_profile" ("tenantId", "id", "personId", "state", "at", "purpose", "pseudonym", "headline",
        "speciality", "town", "country", "skills", "text", "folded")
      SELECT here, gen_random_uuid(), p."id", CASE WHEN 476 = ANY(p."siteChoices") OR concat_ws(' ', p."bio", p."speciality", array_to_string(p."skills", ' '))
          ~* '@|https?://|www\.|[0-9]([ ./()-]{0,3}[0-9]){8}' THEN 'draft' ELSE 'published' END,
        (p."publishedAt" || 'T12:00:00Z')::timestamptz, p."purpose",
        (ARRAY['Bouleau', 'Cèdre', 'Comète', 'Érable', 'Genêt', 'Houx', 'Lilas', 'Mélèze', 'Noisetier', 'Tilleul'])[1 + floor(random() * 10)::int]
          || ' ' || (100000 + row_number() OVER (ORDER BY random()) * 7919 % 899981),
        p."purpose", p."speciality", p."homeCity", p."homeCountry", p."skills", coalesce(p."bio", ''),
        lower(concat_ws(' ', p."purpose", array_to_string(p."skills", ' '), p."bio"))
      FROM "person" p
      WHERE p."tenantId" = here AND p."publishedAt" ~ '^\d{4}-\d\d-\d\d$' AND p."purpose" <> ''
        AND (SELECT "config" FROM "tenant" WHERE "id" = here)->'publication'->'purposes' ? p."purpose"
        AND NOT EXISTS (SELECT FROM "career_profile" c WHERE c."tenantId" = here AND c."personId" = p."id")
      ON CONFLICT DO NOTHING;
  END LOOP;
  PERFORM set_config('app.tenant', '', true);
END $$;
