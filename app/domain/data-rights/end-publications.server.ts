/**
 * Published profiles live so long (N2: two years): then what was published goes, and the account stays with its owner.
 */
import type { Tenant } from '#app/context/tenants.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { inTenantSql, SLOW } from '#app/db/transaction.ts'
import { dropFiles, loosen } from '#app/domain/files/loose-files.server.ts'
import { OWN_FIELDS, type PersonSource } from '#app/domain/people/person-source.ts'
import { editPeople } from '#app/domain/people/write-people.server.ts'
import { cutOff, periodOf } from '#app/tenant/retention.ts'
import { choiceCode, readChoiceCode } from '#app/vocabulary/audiences.ts'
import { FIELD_GROUPS, type FieldId } from '#app/vocabulary/fields.ts'

const BATCH = 200

/** @returns what makes up a profile, under the association's identity field, which is the account's. */
function profileFields({ config }: Tenant): FieldId[] {
  const { studies, work, other, publication } = FIELD_GROUPS
  return [...studies, ...work, ...other, ...publication].filter((field) => field !== config.identity.field)
}

/** @returns how many profiles ended */
export async function endPublications(tenant: Tenant, now: Date, signal?: AbortSignal): Promise<number> {
  // Only where the association's papers set a time: elsewhere nothing is published and ends.
  if (tenant.config.keep.publications === undefined) return 0
  const before = cutOff(periodOf(tenant.config.keep, 'publication'), now).toISOString().slice(0, 10)
  let count = 0
  for (let ended = BATCH; ended === BATCH; ) {
    signal?.throwIfAborted()
    ended = await endSome(tenant, before, now)
    count += ended
  }
  return count
}

async function endSome(tenant: Tenant, before: string, now: Date): Promise<number> {
  const fields = profileFields(tenant)
  const { ids, keys } = await inTenantSql(
    tenant.id,
    async (query) => {
      const people = await query<RowOf<'person', 'id'>>(sql`SELECT "id" FROM "person" WHERE "tenantId" = ${tenant.id}
        AND "publishedAt" < ${before} ORDER BY "id" LIMIT ${BATCH} FOR UPDATE`)
      const ids = people.map(({ id }) => id)
      if (ids.length === 0) return { ids, keys: [] }
      await editPeople({ query, tenant }, ids, { from: 'system', now }, (source) => clear(tenant, source, fields))
      await query(sql`DELETE FROM "value_change" WHERE "tenantId" = ${tenant.id} AND "personId" = ANY(${ids}::uuid[])
        AND "field" = ANY(${fields}::text[])`)
      const files = await query<
        RowOf<'stored_file', 'key'>
      >(sql`DELETE FROM "stored_file" WHERE "tenantId" = ${tenant.id}
        AND "personId" = ANY(${ids}::uuid[]) AND "purpose" = 'cv' RETURNING "key"`)
      const keys = files.map(({ key }) => key)
      await loosen(query, tenant.id, keys, now)
      return { ids, keys }
    },
    SLOW,
  )
  await dropFiles(tenant.id, keys)
  return ids.length
}

/** The profile is emptied and nobody is shown it: publishing again opens it again. */
function clear({ config }: Tenant, source: PersonSource, fields: readonly FieldId[]): void {
  for (const field of OWN_FIELDS) if (fields.includes(field)) delete source.own[field]
  source.positions = []
  source.diplomas = []
  const { field } = config.identity
  source.siteChoices = [
    ...source.siteChoices.filter((code) => readChoiceCode(code)?.field !== field),
    choiceCode(field, 'nobody'),
  ]
}
