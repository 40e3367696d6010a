import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { toPrisma, toSql } from '#app/db/condition.ts'
import { name, type Sql, sql } from '#app/db/sql.ts'
import { inTenant, inTenantSql } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import type { NewPerson } from '#app/domain/people/new-person.server.ts'
import { sharedRows } from '#app/domain/search/bases.ts'
import { compile } from '#app/policy/ability.ts'
import type { Ability } from '#app/policy/types.ts'
import { type JudgedRow, reveal, whereReadable } from '#app/policy/view.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import { readChoiceCode } from '#app/vocabulary/audiences.ts'
import { FIELD_IDS, type FieldId } from '#app/vocabulary/fields.ts'
import { addPeople, apply, inside, tenantFile } from '../factories/world.ts'
import { IDS, randomChannel, randomChoices, randomConfig, randomViewer } from '../policy/random-policy.ts'
import { useDatabase } from '../setup/database.ts'

const PEOPLE = 300
const NOW = new Date('2026-11-22T12:00:00Z')

useDatabase()

let rows: JudgedRow[] = []
let entries: JudgedRow[] = []
let ids: Map<string, string>

/** Text in every field that takes text: what is empty is neither shown nor hidden. */
const FILLED = FIELD_IDS.filter(
  (field) => !['familyTies', 'otherDiplomas', 'workHistory', 'socialLinks'].includes(field),
)
const VALUES: Partial<Record<FieldId, unknown>> = {
  ...Object.fromEntries(FILLED.map((field) => [field, `${field} value`])),
  promotion: 1998,
  skills: ['Rust'],
  badges: ['donor'],
  canHelp: ['conseil'],
  emailingConsent: true,
  apprenticeship: true,
  acceptsContact: true,
  invalidEmail: false,
}

function somePeople(): NewPerson[] {
  const arbitrary = fc.record({
    site: randomChoices,
    print: randomChoices,
    status: fc.constantFrom('décédé', 'en activité', null),
    consents: fc.record({ school: fc.boolean(), recruiters: fc.boolean(), federation: fc.boolean() }),
  })
  const choices = (codes: number[]) =>
    Object.fromEntries(codes.map((code) => [readChoiceCode(code)!.field, readChoiceCode(code)!.audience]))
  return fc.sample(arbitrary, { numRuns: PEOPLE, seed: 22 }).map(({ site, print, status, consents }, i) => ({
    id: IDS[i] ?? uuidv7(),
    values: { ...VALUES, lastName: `Nom${i}`, status },
    siteChoices: choices(site),
    printChoices: choices(print),
    consents,
  }))
}

const all = (statement: Sql) => inTenantSql(ids.get('insa-lyon')!, (query) => query<JudgedRow>(statement))

beforeAll(async () => {
  ids = await apply('insa', 'insa-lyon', 'insa-rennes')
  await addPeople('insa-lyon', somePeople())
  await addPeople(
    'insa-rennes',
    somePeople().map((person) => ({ ...person, id: uuidv7() })),
  )
  rows = await all(sql`SELECT * FROM "person" p WHERE p."tenantId" = ${ids.get('insa-lyon')!}`)
  const shared = await all(
    sql`SELECT * FROM ${sharedRows(ids.get('insa')!, NOW)} s WHERE s."tenantId" = ${ids.get('insa-rennes')!}`,
  )
  entries = shared.map(({ fields, ...row }) => ({ ...(fields as object), ...row }) as JudgedRow)
})

function shownBy(ability: Ability, type: 'Person' | 'SharedPerson', among: JudgedRow[], field: FieldId): string[] {
  return among
    .filter((row) => reveal(ability, type, { ...row }, [field])?.fields[field] !== undefined)
    .map((row) => String(row.id))
    .sort()
}

const present = (among: JudgedRow[], field: FieldId) =>
  new Set(among.filter((row) => row[field] !== null && row[field] !== undefined).map((row) => String(row.id)))

/** The random rules of some role, as those of a reader whom the contract names. */
function reading(config: TenantConfig): TenantConfig {
  const [rule] = Object.values(config.roles).filter((one) => one.sees.length > 0 && !one.consent)
  const adherent = { ...(rule ?? tenantFile('insa-lyon').roles.adherent!), may: ['federation' as const] }
  return { ...config, identity: tenantFile('insa-lyon').identity, roles: { ...config.roles, adherent } }
}

test('whom somebody shows their values to is never unknown: rows without choices are refused, empty ones are not', async () => {
  for (const column of ['siteChoices', 'printChoices']) {
    const set = (value: Sql) =>
      inside('insa-lyon', (query, { id }) =>
        query(sql`UPDATE "person" SET ${name(column)} = ${value} WHERE "tenantId" = ${id} AND "id" = ${IDS[0]}`),
      )
    await expect(set(sql`NULL`)).rejects.toThrow(/not-null/)
    const before = rows.find((row) => row.id === IDS[0])?.[column]
    await set(sql`'{}'::smallint[]`)
    await set(sql`${before}::smallint[]`)
  }
})

describe('the condition, as SQL and as a Prisma filter, selects exactly the people whose field is shown', () => {
  test('own people, for random rules, viewers, channels and fields', async () => {
    const cases = fc.record({
      config: randomConfig,
      viewer: randomViewer,
      channel: randomChannel,
      fields: fc.subarray(FILLED as FieldId[], { minLength: 3, maxLength: 3 }),
    })
    expect(rows).toHaveLength(PEOPLE)
    let some = 0
    await fc.assert(
      fc.asyncProperty(cases, async ({ config, viewer, channel, fields }) => {
        const ability = compile({ config, viewer, channel })
        for (const field of new Set([...fields, config.identity.field])) {
          const where = whereReadable(ability, 'Person', field)
          const here = present(rows, field)
          const bySql = await all(sql`SELECT p."id" FROM "person" p WHERE ${toSql(where, 'p')}`)
          const byPrisma = await inTenant(ids.get('insa-lyon')!, (tx) =>
            tx.person.findMany({ where: toPrisma(where), select: { id: true } }),
          )
          const shown = shownBy(ability, 'Person', rows, field)
          some += shown.length
          const found = (list: readonly { [column: string]: unknown }[]) =>
            list
              .map((row) => String(row.id))
              .filter((id) => here.has(id))
              .sort()
          expect(found(bySql), `SQL, ${field}`).toEqual(shown)
          expect(found(byPrisma), `Prisma, ${field}`).toEqual(shown)
        }
      }),
      { numRuns: 60 },
    )
    expect(some).toBeGreaterThan(PEOPLE)
  })

  test('people of a sister association, through the contract read in the query', async () => {
    const cases = fc.record({
      config: randomConfig,
      viewer: randomViewer.map((viewer) => ({ ...viewer, roles: ['adherent' as const, ...viewer.roles] })),
      fields: fc.subarray(tenantFile('insa-rennes').federation!.contract.columns, { minLength: 3, maxLength: 3 }),
    })
    expect(entries.length).toBeGreaterThan(PEOPLE / 4)
    let some = 0
    await fc.assert(
      fc.asyncProperty(cases, async ({ config, viewer, fields }) => {
        const sisters = [{ tenantId: ids.get('insa-rennes')!, config: tenantFile('insa-rennes') }]
        const ability = compile({ config: reading(config), viewer, sisters })
        for (const field of fields) {
          const where = toSql(whereReadable(ability, 'SharedPerson', field), 's')
          const here = present(entries, field)
          const bySql = await all(sql`SELECT s."id" FROM ${sharedRows(ids.get('insa')!, NOW)} s WHERE ${where}`)
          const shown = shownBy(ability, 'SharedPerson', entries, field)
          some += shown.length
          expect(
            bySql
              .map((row) => String(row.id))
              .filter((id) => here.has(id))
              .sort(),
            field,
          ).toEqual(shown)
        }
      }),
      { numRuns: 60 },
    )
    expect(some).toBeGreaterThan(PEOPLE)
  })
})
