/** What is asked of the demo's people: faces, titles, dues that were paid, answers that were given. */
import { env } from '#app/context/env.ts'
import { sql } from '#app/db/sql.ts'
import { priceOf } from '#app/domain/dues/choose-tier.ts'
import { fileStore } from '#app/outside/files.ts'
import { inside, tenantFile } from './world.ts'

const WOMENS = '(Directrice|Maîtresse|Ingénieure|Cheffe|Chercheuse|Acheteuse|Consultante|Fondatrice)'
const MENS = '(Directeur|Maître|Ingénieur|Chef|Chercheur|Acheteur|Consultant|Fondateur)( |$)'

interface PeopleFacts {
  people: number
  /** Men with a woman's title, and the other way round. */
  men: number
  women: number
  /** Women with a woman's title. */
  agreeing: number
  faces: number
  /** Files that the faces lie in. */
  files: number
  /** Faces of people of whom nobody knows which to draw. */
  unfit: number
}

/** @returns how many people have what */
export function peopleFacts(slug: string): Promise<PeopleFacts> {
  return inside(slug, async (query, { id }) => {
    const [row] = await query<PeopleFacts>(sql`SELECT count(*)::int AS "people",
        count(*) FILTER (WHERE p."civility" = 'M.' AND p."jobTitle" ~ ${WOMENS})::int AS "men",
        count(*) FILTER (WHERE p."civility" = 'Mme' AND p."jobTitle" ~ ${MENS})::int AS "women",
        count(*) FILTER (WHERE p."civility" = 'Mme' AND p."jobTitle" ~ ${WOMENS})::int AS "agreeing",
        count(p."photo")::int AS "faces", count(DISTINCT f."key")::int AS "files",
        count(*) FILTER (WHERE p."photo" IS NOT NULL AND p."civility" IS NULL)::int AS "unfit"
      FROM "person" p LEFT JOIN "stored_file" f ON f."tenantId" = ${id} AND f."id"::text = p."photo"
        AND f."personId" = p."id" WHERE p."tenantId" = ${id}`)
    return row!
  })
}

/** @returns the bytes of one photograph */
export async function firstPhoto(slug: string): Promise<Buffer> {
  const [file] = await inside(slug, (query, { id }) =>
    query<{ key: string }>(sql`SELECT "key" FROM "stored_file"
      WHERE "tenantId" = ${id} AND "purpose" = 'photo' LIMIT 1`),
  )
  return Buffer.from(await fileStore(env().FILES_URL).read(file!.key))
}

/** @returns how many run dues that cost something, and how many of those no sale paid for */
export async function paidDues(slug: string): Promise<{ owed: number; unpaid: number }> {
  const { tiers } = tenantFile(slug)
  const rows = await inside(slug, (query, { id }) =>
    query<{ tierId: string; promotion: number | null; startsAt: Date; paid: boolean }>(sql`
      SELECT m."tierId", p."promotion", m."startsAt", m."lineId" IS NOT NULL AS "paid" FROM "membership_period" m
      JOIN "person" p ON p."tenantId" = ${id} AND p."id" = m."personId"
      WHERE m."tenantId" = ${id} AND m."source" = 'demo' AND m."startsAt" <= now() AND m."endsAt" > now()`),
  )
  const costs = rows.filter(({ tierId, promotion, startsAt }) => {
    const years = promotion === null ? null : Math.max(0, startsAt.getUTCFullYear() - promotion)
    return priceOf(tiers.find(({ id }) => id === tierId)!, years).cents > 0
  })
  return { owed: costs.length, unpaid: costs.filter(({ paid }) => !paid).length }
}

/** @returns how many share with their school by an answer of theirs, and how many without */
export function schoolAnswers(slug: string): Promise<{ silent: number; answered: number }> {
  return inside(slug, async (query, { id }) => {
    const [row] = await query<{ silent: number; answered: number }>(sql`SELECT
        count(*) FILTER (WHERE e."given" IS NULL)::int AS "silent", count(*) FILTER (WHERE e."given")::int AS "answered"
      FROM "person" p LEFT JOIN LATERAL (SELECT v."given" FROM "consent_event" v WHERE v."tenantId" = ${id}
        AND v."personId" = p."id" AND v."consent" = 'school' ORDER BY v."at" DESC LIMIT 1) e ON TRUE
      WHERE p."tenantId" = ${id} AND p."consentSchool"`)
    return row!
  })
}
