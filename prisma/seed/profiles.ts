/** Profiles by purpose of the demo: everybody who has published something looks for it under a pseudonym too (N2). */
import { randomUUID } from 'node:crypto'
import { type BulkTable, insertRows } from '#app/db/bulk.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { hiddenCode } from '#app/domain/people/publication.ts'
import type { Scope } from '#app/domain/people/shared-entries.server.ts'
import { fold } from '#app/i18n/fold.ts'
import { PROFILE_LEVELS } from '#app/vocabulary/profiles.ts'

const PROFILE: BulkTable = {
  name: 'career_profile',
  columns: {
    ...{ tenantId: 'uuid', id: 'uuid', personId: 'uuid', state: 'text', at: 'timestamptz', purpose: 'text' },
    ...{ pseudonym: 'text', headline: 'text', speciality: 'text', level: 'text', year: 'integer', town: 'text' },
    ...{ country: 'text', job: 'text', employer: 'text', skills: 'text[]', text: 'text', payWish: 'integer' },
    folded: 'text',
  },
  key: ['tenantId', 'id'],
}

const NAMES = ['Bouleau', 'Cèdre', 'Comète', 'Érable', 'Genêt', 'Houx', 'Lilas', 'Mélèze', 'Noisetier', 'Tilleul']

const capital = (word: string) => word.charAt(0).toLocaleUpperCase('fr') + word.slice(1)

type Published = RowOf<
  'person',
  'id' | 'purpose' | 'publishedAt' | 'speciality' | 'promotion' | 'homeCity' | 'jobTitle' | 'company' | 'skills'
>

function profileOf(scope: Scope, person: Published, n: number) {
  const headline = [capital(person.purpose!), person.speciality].filter(Boolean).join(' · ')
  const text = person.skills.length > 0 ? `Ce que je sais faire : ${person.skills.join(', ')}.` : ''
  return {
    ...{ tenantId: scope.id, id: randomUUID(), personId: person.id, state: 'published', headline, text },
    at: new Date(`${person.publishedAt}T09:00:00Z`),
    ...{ purpose: person.purpose!, pseudonym: `${NAMES[n % NAMES.length]} ${100_000 + ((n * 7919) % 899_981)}` },
    ...{ speciality: person.speciality, level: PROFILE_LEVELS[2 + (n % 4)]!, year: person.promotion },
    ...{ town: person.homeCity, country: 'FR', job: person.jobTitle, employer: person.company },
    ...{ skills: person.skills, payWish: n % 3 === 0 ? 30_000 : null },
    folded: fold([person.purpose, headline, ...person.skills, text].join(' ')),
  }
}

/** Writes a profile for each record that is published, as old as it is. */
export async function addProfiles(query: Query, scope: Scope): Promise<void> {
  if (!scope.config.publication) return
  const people =
    await query<Published>(sql`SELECT "id", "purpose", "publishedAt", "speciality", "promotion", "homeCity",
      "jobTitle", "company", "skills"
    FROM "person" WHERE "tenantId" = ${scope.id} AND "purpose" IS NOT NULL AND "publishedAt" IS NOT NULL
      AND NOT ${hiddenCode(scope.config)} = ANY("siteChoices") ORDER BY "id"`)
  const rows = people.map((person, n) => profileOf(scope, person, n))
  if (rows.length > 0) await query(insertRows(PROFILE, rows))
}
