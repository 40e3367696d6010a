/** `/groupes/proposer`: a member proposes a group, the staff decide (I15). */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { forbidden } from '#app/context/refusals.ts'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { groupSlug } from '#app/domain/groups/group-slug.ts'
import { proposesGroups } from '#app/policy/group.rules.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'

/** Kinds and ways to join that a member may propose; the others are the association's. */
export const PROPOSED_KINDS = ['club', 'regional', 'year'] as const
export const PROPOSED_JOINING = ['open', 'moderated'] as const
export const NAME_LENGTH = 80
export const ABOUT_LENGTH = 1000
/** One person's proposals that may wait at a time. */
const WAITING = 3

export function demandProposer(ctx: Ctx): string {
  if (!proposesGroups(ctx.ability)) throw forbidden()
  return ctx.viewer.personId!
}

export async function propose(ctx: Ctx, form: FormData) {
  const personId = demandProposer(ctx)
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const typed = { name: text('name'), about: text('about'), kind: text('kind'), joining: text('joining') }
  const errors = {
    ...(typed.name.length < 3 || typed.name.length > NAME_LENGTH ? { name: 'name' } : {}),
    ...(typed.about.length < 10 || typed.about.length > ABOUT_LENGTH ? { about: 'about' } : {}),
    ...(isOneOf(PROPOSED_KINDS, typed.kind) ? {} : { kind: 'kind' }),
    ...(isOneOf(PROPOSED_JOINING, typed.joining) ? {} : { joining: 'joining' }),
  } as Partial<Record<keyof typeof typed, string>>
  if (Object.keys(errors).length > 0) return data({ errors, typed }, { status: 422 })
  const kept = await ctx.sql(async (query) => {
    const { tenant, now } = ctx
    await query(sql`SELECT 1 FROM "person" WHERE "tenantId" = ${tenant.id} AND "id" = ${personId} FOR NO KEY UPDATE`)
    const [row] = await query<{ n: number }>(sql`SELECT count(*)::int AS "n" FROM "group"
      WHERE "tenantId" = ${tenant.id} AND "personId" = ${personId} AND "state" = 'proposed'`)
    if (row!.n >= WAITING) return false
    const id = uuidv7(now.getTime())
    await query(sql`INSERT INTO "group"
        ("tenantId", "id", "slug", "name", "kind", "joining", "about", "state", "personId", "createdAt")
      VALUES (${tenant.id}, ${id}, ${groupSlug(typed.name, id)}, ${typed.name}, ${typed.kind}, ${typed.joining},
        ${typed.about}, 'proposed', ${personId}, ${now})`)
    return true
  })
  if (!kept) return data({ errors: { name: 'waiting' } as typeof errors, typed }, { status: 422 })
  return redirect(`${href.groups}?fait=propose`, 303)
}
