/** Writing what staff typed about a person: all of it or nothing, and never over somebody else's change. */
import type { Ctx } from '#app/context/open.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { tellImportantChanges } from '#app/domain/mail/tell-changes.server.ts'
import { insertPeople, writeValues } from '#app/domain/people/write-people.server.ts'
import { lockedFields } from '#app/policy/staff.rules.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'
import { type ReadMember, readMemberForm } from './member-form.ts'
import type { StaffPerson } from './staff-person.server.ts'
import { addressesOf, tellMovedAddresses } from './tell-moved-addresses.server.ts'

export type Saved =
  | { kind: 'saved'; changed: readonly FieldId[] }
  | { kind: 'faults'; faults: ReadMember['faults'] }
  /** Somebody else was faster; the fields they changed. */
  | { kind: 'conflict'; changed: readonly FieldId[] }

/** @param form the record's form, with the `version` it was filled from */
export async function saveMember(ctx: Ctx, staff: StaffPerson, form: FormData): Promise<Saved> {
  const locked = lockedFields(ctx.viewer, staff.roles)
  const { changes, faults } = readMemberForm(form, staff.person.fields, ctx.tenant.config, locked)
  if (Object.keys(faults).length > 0) return { kind: 'faults', faults }
  const from = new Date(String(form.get('version') ?? ''))
  return ctx.sql(
    async (query) => {
      const [row] = await query<RowOf<'person', 'updatedAt'>>(sql`
        SELECT "updatedAt" FROM "person" WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${staff.id} FOR UPDATE`)
      if (row?.updatedAt.getTime() !== from.getTime()) {
        const since = Number.isNaN(from.getTime()) ? ctx.now : from
        const rows = await query<{ field: FieldId }>(sql`
          SELECT DISTINCT "field" FROM "value_change"
          WHERE "tenantId" = ${ctx.tenant.id} AND "personId" = ${staff.id} AND "at" > ${since}`)
        return { kind: 'conflict', changed: rows.map(({ field }) => field) }
      }
      const trace = { from: 'staff' as const, now: ctx.now, accountId: ctx.viewer.accountId }
      const addresses = await addressesOf(query, ctx.tenant.id, [staff.id])
      const changed = (await writeValues({ query, tenant: ctx.tenant }, staff.id, changes, trace)) ?? []
      if (changed.length > 0)
        await audit(query, ctx, 'person.changed', { subjectId: staff.id, detail: { fields: changed } })
      await tellImportantChanges(query, ctx.tenant.id, { personId: staff.id, changed, by: 'staff' }, ctx.now)
      await tellMovedAddresses(query, ctx, staff.id, { before: addresses })
      return { kind: 'saved', changed }
    },
    { statementTimeout: 15_000 },
  )
}

/** @returns the address of somebody new, or what is wrong with what was typed */
export async function createMember(ctx: Ctx, form: FormData): Promise<{ handle: string } | ReadMember['faults']> {
  const { changes, faults } = readMemberForm(form, {}, ctx.tenant.config)
  const { field } = ctx.tenant.config.identity
  if (changes[field] === undefined) faults[field] = 'required'
  if (Object.keys(faults).length > 0) return faults
  return ctx.sql(async (query) => {
    const trace = { from: 'staff' as const, now: ctx.now, accountId: ctx.viewer.accountId }
    const [made] = await insertPeople(query, ctx.tenant, [{ values: changes }], trace)
    await audit(query, ctx, 'person.created', { subjectId: made!.id })
    return { handle: made!.handle }
  })
}
