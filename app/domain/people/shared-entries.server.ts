/**
 * What an association shares with its federation, written with the person in one transaction (C3, I16): only contracted
 * columns, only people who agreed. Whether the contract is in force is asked by whoever reads.
 */

import { insertRows } from '#app/db/bulk.ts'
import type { RowOf } from '#app/db/rows.ts'
import { name, sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import { readChoiceCode } from '#app/vocabulary/audiences.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { FIELD_IDS, type FieldId, SECRET_FIELDS } from '#app/vocabulary/fields.ts'
import type { Consents, PersonValues } from './person-source.ts'
import { SHARED_TABLE } from './person-tables.ts'
import { sortNameOf } from './projection.ts'
import { addSharedWords, removeSharedWords, type SharedDates } from './shared-words.server.ts'

/** The association whose people are written. */
export interface Scope {
  id: string
  config: TenantConfig
  federationId: string | null
}

export interface SharedPerson {
  id: string
  handle: string
  values: PersonValues
  siteChoices: readonly number[]
  consents: Pick<Consents, 'federation'>
  listed: boolean
}

/** @returns the columns the association shares; undefined outside a federation. */
export function sharedColumns({ config, federationId }: Scope): FieldId[] | undefined {
  const contract = config.federation?.contract
  if (!contract || !federationId) return undefined
  return FIELD_IDS.filter((field) => contract.columns.includes(field) && !isOneOf(SECRET_FIELDS, field))
}

/** @returns whether the person is in the shared base. */
export function isShared({ config }: Scope, { consents, listed }: Pick<SharedPerson, 'consents' | 'listed'>): boolean {
  return listed && (!config.consents.federation.asked || consents.federation)
}

/**
 * Held until the transaction ends: a contract that changes meanwhile waits, and then dates what is written here too.
 */
export async function sharedDates(
  query: Query,
  { id, federationId }: Pick<Scope, 'id' | 'federationId'>,
): Promise<SharedDates> {
  const [contract] = await query<SharedDates>(sql`
    SELECT "startsAt" AS "sharedFrom", "endsAt" AS "sharedUntil" FROM "federation_contract"
    WHERE "federationId" = ${federationId} AND "tenantId" = ${id} FOR SHARE`)
  return contract ?? { sharedFrom: null, sharedUntil: null }
}

function entryOf(scope: Scope, columns: readonly FieldId[], person: SharedPerson) {
  const values: PersonValues = {}
  for (const field of columns) {
    const value = person.values[field]
    if (value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0)) values[field] = value
  }
  const known = new Set<FieldId>([...columns, scope.config.identity.field])
  return {
    values,
    row: {
      ...{ tenantId: scope.id, id: person.id, federationId: scope.federationId, handle: person.handle, fields: values },
      promotion: values.promotion ?? null,
      siteChoices: person.siteChoices.filter((code) => known.has(readChoiceCode(code)?.field as FieldId)),
      sortName: sortNameOf(scope.config, values),
    },
  }
}

/**
 * Replaces the shared entries of these people; nothing outside a federation.
 * @param fresh true where they are new in the base
 */
export async function writeSharedEntries(
  query: Query,
  scope: Scope,
  people: readonly SharedPerson[],
  fresh = false,
): Promise<void> {
  const columns = sharedColumns(scope)
  if (!columns) return
  if (!fresh)
    await removeSharedEntries(
      query,
      scope.id,
      people.map(({ id }) => id),
    )
  const entries = people.filter((person) => isShared(scope, person)).map((person) => entryOf(scope, columns, person))
  if (entries.length === 0) return
  const dates = await sharedDates(query, scope)
  await query(
    insertRows(
      SHARED_TABLE,
      entries.map(({ row }) => ({ ...row, ...dates })),
    ),
  )
  const words = entries.map(({ row, values }) => ({ id: row.id, values }))
  await addSharedWords(query, { tenantId: scope.id, federationId: scope.federationId, ...dates }, words, columns)
}

/** Takes people out of the shared base, and their words with them. */
export async function removeSharedEntries(query: Query, tenantId: string, ids: readonly string[]): Promise<void> {
  const gone = await query<RowOf<'shared_entry', 'id' | 'federationId'> & { fields: PersonValues }>(sql`
    DELETE FROM "shared_entry" WHERE "tenantId" = ${tenantId} AND "id" = ANY(${[...ids]}::uuid[])
    RETURNING "id", "federationId", "fields"`)
  const words = gone.map(({ id, federationId, fields }) => ({ id, federationId, values: fields }))
  await removeSharedWords(query, tenantId, words)
}

/** @returns whether anything that the shared base holds of a person differs. */
export function sharesDifferently(scope: Scope, before: SharedPerson, after: SharedPerson): boolean {
  const columns = sharedColumns(scope)
  if (!columns) return false
  const shown = (person: SharedPerson) =>
    isShared(scope, person) ? JSON.stringify(entryOf(scope, columns, person).row) : undefined
  return shown(before) !== shown(after)
}

const BATCH = 1000

/**
 * Writes the association's whole part of the shared base anew: after its contract, its question of consent or its
 * identity field changed. Call it with the configuration in force.
 * @returns how many people are shared now
 */
export async function refreshSharedEntries(query: Query, scope: Scope): Promise<number> {
  const before = await query<RowOf<'shared_entry', 'federationId'>>(sql`
    SELECT DISTINCT "federationId" FROM "shared_entry" WHERE "tenantId" = ${scope.id}`)
  const federations = [...before.map((row) => row.federationId), ...(scope.federationId ? [scope.federationId] : [])]
  for (const one of new Set(federations))
    for (const table of [sql`"shared_deletion"`, sql`"shared_token"`, sql`"shared_entry"`])
      await query(sql`DELETE FROM ${table} WHERE "federationId" = ${one} AND "tenantId" = ${scope.id}`)
  const columns = sharedColumns(scope)
  if (!columns) return 0
  const wanted = [...new Set<FieldId>([...columns, scope.config.identity.field])].map((column) => name(column))
  const list = wanted.reduce((all, one) => sql`${all}, ${one}`)
  let count = 0
  for (let last = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = await query<
      PersonValues & { id: string; handle: string; siteChoices: number[]; consentFederation: boolean; listed: boolean }
    >(
      sql`SELECT "id", "handle", "siteChoices", "consentFederation", "listed", ${list} FROM "person"
        WHERE "tenantId" = ${scope.id} AND "id" > ${last} ORDER BY "id" LIMIT ${BATCH}`,
    )
    const people = rows.map(({ id, handle, siteChoices, consentFederation, listed, ...values }) => {
      return { id, handle, values, siteChoices: siteChoices ?? [], consents: { federation: consentFederation }, listed }
    })
    await writeSharedEntries(query, scope, people, true)
    count += people.filter((person) => isShared(scope, person)).length
    if (rows.length < BATCH) return count
    last = rows.at(-1)!.id
  }
}
