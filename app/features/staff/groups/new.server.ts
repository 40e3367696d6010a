/** `/admin/groupes/nouveau`: a group that the staff make: class, club, year, correspondents of a country (I17). */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { findGroups } from '#app/domain/groups/find-groups.server.ts'
import { groupSlug } from '#app/domain/groups/group-slug.ts'
import { fold } from '#app/i18n/fold.ts'
import { GROUP_KINDS } from '#app/tenant/groups.schema.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'

/** Who may come in; by address alone where the association's file says which addresses. */
const MADE_JOINING = ['open', 'moderated', 'staff'] as const
const NAME_LENGTH = 80
const ABOUT_LENGTH = 1000

export function readNewGroup(ctx: Ctx) {
  return {
    title: ctx.t('groups:desk.new'),
    formKey: uuidv7(),
    kinds: [...GROUP_KINDS],
    joining: [...MADE_JOINING],
  }
}

/** POST `name`, `about`, `kind`, `joining`; leads on to the page where its leaders are named. */
export async function makeGroup(ctx: Ctx, form: FormData) {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const typed = { name: text('name'), about: text('about'), kind: text('kind'), joining: text('joining') }
  const errors: Record<string, string> = {
    ...(typed.name.length < 3 || typed.name.length > NAME_LENGTH ? { name: 'name' } : {}),
    ...(typed.about.length > ABOUT_LENGTH ? { about: 'aboutLong' } : {}),
    ...(isOneOf(GROUP_KINDS, typed.kind) ? {} : { kind: 'kind' }),
    ...(isOneOf(MADE_JOINING, typed.joining) ? {} : { joining: 'joining' }),
  }
  if (Object.keys(errors).length > 0) return data({ errors, typed }, { status: 422 })
  const { tenant, now } = ctx
  const id = uuidv7(now.getTime())
  const slug = groupSlug(typed.name, id)
  const isTaken = await ctx.sql(async (query) => {
    // One of that name is there: a form that was sent twice, or two groups that nobody could tell apart.
    const groups = await findGroups(ctx, query)
    if (groups.some(({ name }) => fold(name) === fold(typed.name))) return true
    await query(sql`INSERT INTO "group" ("tenantId", "id", "slug", "name", "kind", "joining", "about", "state",
        "createdAt", "decidedAt")
      VALUES (${tenant.id}, ${id}, ${slug}, ${typed.name}, ${typed.kind}, ${typed.joining}, ${typed.about || null},
        'open', ${now}, ${now})`)
    await audit(query, ctx, 'group.made', { subjectId: id, detail: { group: slug } })
    return false
  })
  if (isTaken) return data({ errors: { name: 'taken' } as typeof errors, typed }, { status: 422 })
  return redirect(`${href.manageGroup(slug)}?fait=made`, 303)
}
