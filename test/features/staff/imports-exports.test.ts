/** An export of the directory, imported at once, changes nobody: in every format and every association. */
import { writeFile } from 'node:fs/promises'
import { beforeAll, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { extractPeople } from '#app/features/staff/exports/extraction.server.ts'
import { FILE_KINDS } from '#app/features/staff/exports/extraction-files.server.ts'
import { importFile } from '#app/features/staff/imports/import-file.server.ts'
import type { Decision } from '#app/features/staff/imports/import-plan.ts'
import { ctxFor } from '../../factories/ctx.ts'
import { tempFile } from '../../factories/workbooks.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'

useDatabase()

const SLUGS = ['isep', 'ece', 'supmeca', 'insa-lyon', 'sepro']
/** What people and staff write that an import would write otherwise, or has none of. */
const ODD = [
  { status: 'en activité', diplomaState: 'Diplômé', promotion: 1998, civility: 'Mme', birthDate: '1975-02-01' },
  { status: 'DCD', promotion: 1955, birthDate: '1932', birthPlace: 'SÈTE', homeCity: 'saint denis' },
  { homePostcode: '1000', homeCity: 'Ville', homeCountry: 'Belgium', mobilePhone: '+32475123456' },
  { mobilePhone: '06 12 34', homePhone: '+33145678901', studentNumber: '0012345', registrationNumber: 'R-7' },
  {
    skills: ['Droit, fiscalité', 'C++'],
    jobTitle: '=Directrice',
    company: '+33 Conseil',
    remarks: 'Deux\nlignes ; "x"',
  },
  {
    skills: ['Droit, fiscalité'],
    hobbies: '@voile',
    bio: 'n/a',
    homeAddress: '1 rue X\nBât. B',
    secondHome: '2 rue Y',
  },
  { primaryEmail: 'a.b@exemple.test', secondaryEmail: 'c@exemple.test', workEmail: 'd@exemple.test' },
  { emailingConsent: false, apprenticeship: true, acceptsContact: false, programme: 'Ingénieur', level: 'A3' },
  { diplomaState: 'Bavière', promotion: 2001, birthDate: '1999-05-04', jobStart: '2020-09', workField: 'Énergie' },
  { diplomaName: 'O’Brien-Lévy', promotion: 2020, lifetimeEmail: 'x.y@alumni.test', invalidEmail: true },
]

beforeAll(async () => {
  await apply('insa')
  for (const slug of SLUGS) {
    await apply(slug)
    await addPeople(slug, [
      ...ODD.map((values, i) => ({ values: { firstName: `Zoé ${i}`, lastName: `DE LA TOUR${i}`, ...values } })),
      // Homonyms without a number or a year, whom nothing but their handle tells apart.
      ...['a', 'b'].map(() => ({ values: { firstName: 'Jean', lastName: 'Martin' } })),
      ...['a', 'b'].map((hobbies) => ({ values: { firstName: 'Jean', lastName: 'Petit', promotion: 2001, hobbies } })),
      { values: { firstName: '†', lastName: '(de) MARTIN?', promotion: 1950 } },
      { values: { lastName: 'Total' } },
      { values: { firstName: 'Édité le' } },
      { values: {} },
      ...Array.from({ length: 40 }, (_, i) => ({
        values: { firstName: 'Foule', lastName: `Nom${i}`, promotion: 2000 },
      })),
    ])
    // A second diploma: an export names the first.
    await inside(slug, (query, { id }) =>
      query(sql`INSERT INTO "diploma" ("tenantId", "id", "personId", "rank", "promotion", "programme")
        SELECT ${id}, gen_random_uuid(), p."id", 1, 2015, 'MS' FROM "person" p
        WHERE p."tenantId" = ${id} AND p."lastName" = 'Nom7' RETURNING 1`),
    )
  }
})

test.each(SLUGS.flatMap((slug) => (['people.csv', 'people.xlsx'] as const).map((name) => [slug, name] as const)))(
  '%s, %s',
  async (slug, name) => {
    const ctx = await ctxFor(slug, 'admin')
    const path = tempFile(`${slug}-${name}`, '')
    await writeFile(
      path,
      FILE_KINDS[name].write({ tenant: slug, at: ctx.now, chosen: null, speaker: ctx }, extractPeople(ctx)),
    )
    const decisions: Decision[] = []
    const { counts } = await importFile({
      ...{ scope: ctx.tenant, path, fileName: name, dryRun: true },
      onPlanned: async (runId) => {
        const rows = await inside(slug, (query, { id }) =>
          query<{ body: Decision }>(
            sql`SELECT "body" FROM "import_decision" WHERE "tenantId" = ${id} AND "runId" = ${runId}`,
          ),
        )
        decisions.push(...rows.map(({ body }) => body))
      },
    })
    const changes = decisions.filter(
      (one) => one.kind !== 'update' || one.changes.length || one.conflicts.length || one.added || one.repeats,
    )
    expect(changes).toEqual([])
    const [all] = await inside(slug, (query, { id }) =>
      query<{ n: number }>(sql`SELECT count(*)::int AS n FROM "person" WHERE "tenantId" = ${id}`),
    )
    expect(counts).toMatchObject({ created: 0, updated: 0, refused: 0, doubtful: 0, merged: 0, unchanged: all!.n })
  },
)
