/** Mentors of the demo: graduates who said that they can be one, with places, and a request to the paid-up member. */
import { duesRows } from '#app/context/in-force.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { createAccounts } from '#app/domain/people/accounts.server.ts'
import type { Scope } from '#app/domain/people/shared-entries.server.ts'
import { writeValues } from '#app/domain/people/write-people.server.ts'

/** Mentors of one association, and what they say in turn. */
const MOST = 8
const WORDS = [
  'Une heure par mois, en visio ou autour d’un café : choix de carrière, premiers postes, négociation.',
  'J’ai changé deux fois de métier ; je parle volontiers de reconversion.',
  'Pour qui pense à une thèse ou en sort.',
  'Relire un dossier, préparer un entretien, prendre du recul.',
]
const REQUEST =
  'Bonjour, je termine mes études l’an prochain et j’hésite entre le conseil et l’industrie. Accepteriez-vous d’en parler avec moi quelques fois ?'

/** @param adherent id of the member who is asked @param member id of the member who asks */
export async function addMentoring(
  query: Query,
  scope: Scope,
  { adherent, member, now }: { adherent: string; member: string; now: Date },
): Promise<void> {
  const mentors = await query<{ id: string }>(sql`SELECT p."id" FROM "person" p WHERE p."tenantId" = ${scope.id}
    AND 'mentorat' = ANY(p."canHelp") AND p."id" IN (SELECT m."personId" FROM ${duesRows(scope.id)} m
      WHERE m."endsAt" IS NULL OR m."endsAt" > ${now}) ORDER BY p."sortName", p."id" LIMIT ${MOST}`)
  const accounts = mentors.map(({ id }) => ({ personId: id, passwordHash: null }))
  if (accounts.length > 0) await createAccounts(query, scope, accounts, now)
  const help = { canHelp: ['conseil', 'mentorat'] }
  await writeValues({ query, tenant: scope }, adherent, help, { from: 'person', source: 'demo', now })
  for (const [i, id] of [adherent, ...mentors.map((one) => one.id)].entries())
    await query(sql`INSERT INTO "mentor_offer" ("tenantId", "personId", "places", "words", "queues", "at")
      VALUES (${scope.id}, ${id}, ${(i % 3) + 1}, ${WORDS[i % WORDS.length]!}, ${i % 2 === 0}, ${now})
      ON CONFLICT ("tenantId", "personId") DO NOTHING`)
  await query(sql`INSERT INTO "mentor_request" ("tenantId", "id", "personId", "otherId", "words", "state", "reached",
      "at", "updatedAt")
    VALUES (${scope.id}, ${uuidv7(now.getTime())}, ${member}, ${adherent}, ${REQUEST}, 'asked', true, ${now}, ${now})`)
}
