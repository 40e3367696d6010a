/** `/profil/:handle/ecrire`: a first message to somebody one can see, or the way to the conversation there is. */

import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { secondsToMidnight } from '#app/calendar/civil-day.ts'
import { abilityOf } from '#app/context/abilities.ts'
import { type Ctx, opensWith } from '#app/context/open.ts'
import { forbidden, notFound } from '#app/context/refusals.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { standingWith } from '#app/domain/messages/between.server.ts'
import { isOpenTo, writeTo } from '#app/domain/messages/write-message.server.ts'
import { columns, JUDGED } from '#app/domain/search/bases.ts'
import { nameOf } from '#app/domain/search/visible-person.server.ts'
import { whyNotWrite } from '#app/policy/message.rules.ts'
import { type JudgedRow, mayEverRead, reveal } from '#app/policy/view.ts'
import { addresseeOf, type Correspondent, fieldsOf, unitOf } from './correspondent.server.ts'
import { faultOf, typedText } from './thread.server.ts'

/** @throws Response 404 for a hidden person as for an absent one; 403 where the viewer reads nobody at all */
async function meet({ ctx }: Correspondent, query: Query, handle: string) {
  demandReader(ctx)
  const fields = fieldsOf(ctx)
  const [row] = await query<JudgedRow & { id: string }>(sql`
    SELECT ${columns([...JUDGED, ...fields], 'p')} FROM "person" p
    WHERE p."tenantId" = ${ctx.tenant.id} AND p."handle" = ${handle.slice(0, 160)}`)
  const person = row && reveal(ctx.ability, 'Person', row, fields)
  if (!row || !person) throw notFound()
  const party = { personId: row.id, organisationId: null }
  return { ...addresseeOf(ctx, row.id, person), party, name: nameOf(ctx, person), handle: person.handle }
}

/** Some roles read nobody but themselves: the answer is then the same for every address. */
function demandReader(ctx: Ctx): void {
  const { personId: _, ...stranger } = ctx.viewer
  const ability = abilityOf(ctx.tenant, stranger, ctx.sisters)
  if (!mayEverRead(ability, 'Person', ability.identity)) throw forbidden(opensWith(ctx))
}

/** @returns the empty form, or why there is none; 302 to the conversation where there is one */
export async function readWrite(one: Correspondent, handle: string) {
  const { ctx, writer } = one
  const page = await ctx.sql(async (query) => {
    const to = await meet(one, query, handle)
    const { found, between } = await standingWith(unitOf(ctx, query), writer, to.party)
    const why = whyNotWrite(ctx.ability, ctx.tenant.config, between, to) ?? null
    const isThere = found !== undefined && isOpenTo(found)
    return { to, why, there: isThere ? found.id : null, isRequest: !between.friend && !found }
  })
  // Where nothing can be written now, what was typed is shown again with the reason.
  if (page.there && !page.why) throw redirect(href.conversation(page.there))
  const { name } = page.to
  return {
    title: ctx.t('messages:write.title', { name }),
    ...{ name, handle: page.to.handle, why: page.why, isRequest: page.isRequest, there: page.there },
    opensWith: page.why === 'role' ? (opensWith(ctx).opensWith ?? null) : null,
  }
}

/**
 * POST `text`: 429 once enough strangers were written to today, with what was typed.
 */
export async function sendFirst(one: Correspondent, handle: string, form: FormData) {
  const { ctx, writer } = one
  const text = typedText(form)
  const fault = faultOf(text)
  const outcome = await ctx.sql(async (query) => {
    const to = await meet(one, query, handle)
    if (fault) return undefined
    return writeTo(unitOf(ctx, query), { ability: ctx.ability, writer }, to, text)
  })
  if (!outcome) return data({ text, error: fault! }, { status: 422 })
  if (!('refused' in outcome)) return redirect(href.conversation(outcome.written.conversationId), 303)
  if (outcome.refused !== 'budget') return data({ text, error: outcome.refused }, { status: 403 })
  const headers = { 'Retry-After': String(secondsToMidnight(ctx.now)) }
  return data({ text, error: outcome.refused }, { status: 429, headers })
}
