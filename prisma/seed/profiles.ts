/** Profiles by purpose of the demo: everybody who has published something looks for it under a pseudonym too (N2). */
import { randomUUID } from 'node:crypto'
import { type BulkTable, insertRows } from '#app/db/bulk.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import type { Scope } from '#app/domain/people/shared-entries.server.ts'
import { columns, JUDGED } from '#app/domain/search/bases.ts'
import { fold } from '#app/i18n/fold.ts'
import { compile } from '#app/policy/ability.ts'
import { type JudgedRow, reveal } from '#app/policy/view.ts'
import { VISITOR } from '#app/policy/viewer.ts'
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

/** Of a record, what its profile repeats. */
const REPEATED = ['speciality', 'promotion', 'homeCity', 'jobTitle', 'company', 'skills'] as const

type Row = JudgedRow & RowOf<'person', 'id' | 'purpose' | 'publishedAt'>
type Shown = { [F in (typeof REPEATED)[number]]: RowOf<'person'>[F] | undefined }

function profileOf(scope: Scope, { id, purpose, publishedAt }: Row, shown: Shown, n: number) {
  const headline = [capital(purpose!), shown.speciality].filter(Boolean).join(' · ')
  const skills = shown.skills ?? []
  const text = skills.length > 0 ? `Ce que je sais faire : ${skills.join(', ')}.` : ''
  return {
    ...{ tenantId: scope.id, id: randomUUID(), personId: id, state: 'published', headline, text, skills },
    at: new Date(`${publishedAt}T09:00:00Z`),
    ...{ purpose: purpose!, pseudonym: `${NAMES[n % NAMES.length]} ${100_000 + ((n * 7919) % 899_981)}` },
    ...{ level: PROFILE_LEVELS[2 + (n % 4)]!, country: shown.homeCity ? 'FR' : null },
    ...{ speciality: shown.speciality ?? null, year: shown.promotion ?? null, town: shown.homeCity ?? null },
    ...{ job: shown.jobTitle ?? null, employer: shown.company ?? null, payWish: n % 3 === 0 ? 30_000 : null },
    folded: fold([purpose, headline, ...skills, text].join(' ')),
  }
}

/** Writes a profile for each record that recruiters may read, as old as it is, out of what they read of it. */
export async function addProfiles(query: Query, scope: Scope): Promise<void> {
  const { config } = scope
  if (!config.publication) return
  const recruiter = compile({ config, viewer: { ...VISITOR, roles: ['recruiter'] } })
  const people =
    await query<Row>(sql`SELECT ${columns([...JUDGED, ...REPEATED, 'pseudonym', 'purpose', 'publishedAt'], 'p')}
    FROM "person" p WHERE p."tenantId" = ${scope.id} AND p."purpose" IS NOT NULL AND p."publishedAt" IS NOT NULL
    ORDER BY p."id"`)
  const rows = people.flatMap((person, n) => {
    const shown = reveal(recruiter, 'Person', person, REPEATED)
    return shown ? [profileOf(scope, person, shown.fields as Shown, n)] : []
  })
  if (rows.length > 0) await query(insertRows(PROFILE, rows))
}
