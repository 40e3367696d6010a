/**
 * Beginning to see the site as a role or as a person: judged, written down with its reason, and over by itself after a
 * while.
 */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { forbidden } from '#app/context/refusals.ts'
import { beginStandIn } from '#app/context/stand-in.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { pickPeople } from '#app/domain/search/pick-people.server.ts'
import { visiblePerson } from '#app/domain/search/visible-person.server.ts'
import { maySeeAs, seenRoles } from '#app/policy/stand-in.rules.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'

const SHORTEST_REASON = 5
const LONGEST_REASON = 500

/** @throws Response 403 where the viewer may not */
export async function readSeeAs(ctx: Ctx) {
  if (!maySeeAs(ctx.ability)) throw forbidden()
  return {
    title: ctx.t('admin:seeAs.title'),
    roles: seenRoles(ctx.tenant.config),
    ...(await pickedPerson(ctx)),
    people: ctx.tenant.config.kind !== 'federation',
  }
}

/** Whom the address names, or whom the words typed in it find. */
async function pickedPerson(ctx: Ctx) {
  const [asked = '', typed = ''] = ['personne', 'q'].map((name) => ctx.url.searchParams.get(name)?.trim() ?? '')
  const person = asked ? await ctx.sql((query) => visiblePerson(ctx, ctx.ability, query, asked)) : undefined
  const picked = person ? { handle: person.handle, name: person.name } : null
  return { picked, typed, found: typed && !picked ? await pickPeople(ctx, typed) : null }
}

/**
 * POST `intent` role or person.
 * @returns a redirect to the front page, seen so from then on; or the answers to correct
 */
export async function beginSeeAs(ctx: Ctx, form: FormData) {
  const { sessionId, tenant } = ctx
  if (!maySeeAs(ctx.ability) || !sessionId) throw forbidden()
  const [role, handle] = [form.get('role'), String(form.get('handle') ?? '').trim()]
  const reason = String(form.get('reason') ?? '').trim()
  const wrong = (error: string) => data({ error, typed: { handle, reason, role: String(role ?? '') } }, { status: 422 })
  const hasReason = reason.length >= SHORTEST_REASON && reason.length <= LONGEST_REASON
  if (form.get('intent') !== 'person') {
    if (!isOneOf(seenRoles(tenant.config), role)) return wrong('role')
    if (!hasReason) return wrong('roleReason')
    await ctx.sql(async (query) => {
      await query(beginStandIn(tenant.id, sessionId, { role }, ctx.now))
      await audit(query, ctx, 'site.seen-as', { subjectId: tenant.id, detail: { role, reason } })
    })
    return redirect('/', 303)
  }
  if (!hasReason) return wrong('reason')
  const begun = await ctx.sql(async (query) => {
    const person = await visiblePerson(ctx, ctx.ability, query, handle)
    if (!person) return undefined
    await query(beginStandIn(tenant.id, sessionId, { personId: person.id }, ctx.now))
    await audit(query, ctx, 'site.seen-as', { subjectId: person.id, detail: { reason } })
    return person
  })
  return begun ? redirect(href.profile(begun.handle), 303) : wrong('person')
}
