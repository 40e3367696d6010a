/** Groups of the federation in the demo (I16): people of each association, and what two of them write. */
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { type Scope, sharedDates } from '#app/domain/people/shared-entries.server.ts'
import { fileGroupId } from '#app/tenant/groups.ts'

const DAY = 86_400_000
/** Ids of groups in the federation's file; one that it has no more leaves rows that nobody reads. */
const SLUGS = ['energie', 'international'] as const
const PEOPLE = 8
const WORDS: Record<(typeof SLUGS)[number], { title: string; text: string }> = {
  energie: {
    title: 'Qui travaille sur la chaleur renouvelable ?',
    text: 'Nous préparons une visite de chaufferie biomasse au printemps, ouverte à toutes les promotions des six écoles. Dites ici si vous venez, ou si votre entreprise peut accueillir un groupe.',
  },
  international: {
    title: 'Partir en famille : vos conseils',
    text: 'École, logement, conjoint : rassemblons ici ce que chacune et chacun a appris en s’installant à l’étranger.',
  },
}

/** The paid-up member of each association and some others join; the member writes in one of the groups. */
export async function addCommonGroups(query: Query, scope: Scope, adherentId: string, now: Date): Promise<void> {
  const { id, federationId } = scope
  if (!federationId || scope.config.kind === 'federation') return
  const { sharedFrom, sharedUntil } = await sharedDates(query, scope)
  for (const slug of SLUGS) {
    const groupId = fileGroupId(federationId, slug)
    await query(sql`INSERT INTO "shared_place" ("tenantId", "federationId", "groupId", "personId", "at", "sharedFrom",
        "sharedUntil")
      SELECT ${id}::uuid, ${federationId}::uuid, ${groupId}::uuid, e."id", ${now}::timestamptz,
        ${sharedFrom}::timestamptz, ${sharedUntil}::timestamptz
      FROM (SELECT e."id" FROM "shared_entry" e WHERE e."federationId" = ${federationId} AND e."tenantId" = ${id}
        ORDER BY e."id" = ${adherentId} DESC, md5(e."handle" || ${slug}) LIMIT ${PEOPLE}) e
      ON CONFLICT DO NOTHING`)
  }
  // Associations take turns, so that no two say the same.
  const slug = SLUGS.find((_, i) => ['insa-lyon', 'insa-rennes'][i] === scope.config.slug)
  if (!slug) return
  const at = new Date(now.getTime() - 6 * DAY)
  await query(sql`INSERT INTO "shared_post" ("tenantId", "federationId", "id", "groupId", "personId", "title", "text",
      "createdAt", "sharedFrom", "sharedUntil")
    VALUES (${id}, ${federationId}, ${uuidv7(at.getTime())}, ${fileGroupId(federationId, slug)}, ${adherentId},
      ${WORDS[slug].title}, ${WORDS[slug].text}, ${at}, ${sharedFrom}, ${sharedUntil})`)
}
