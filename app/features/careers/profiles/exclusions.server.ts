/** `/mes-profils/exclusions`: companies, domains and people who must not find one's profiles (C19). */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { forbidden, notFound } from '#app/context/refusals.ts'
import {
  addExclusion,
  employersToExclude,
  exclusionsOf,
  removeExclusion,
} from '#app/domain/profiles/exclusions.server.ts'
import { ownerOf, unitOf } from './own.server.ts'

export async function readExclusions(ctx: Ctx) {
  const personId = ownerOf(ctx)
  const { exclusions, employers } = await ctx.sql(async (query) => ({
    exclusions: await exclusionsOf(unitOf(ctx, query), personId),
    employers: await employersToExclude(unitOf(ctx, query), personId),
  }))
  return { title: ctx.t('profiles:excluded.title'), exclusions, employers, done: ctx.url.searchParams.get('fait') }
}

/** POST `intent`: `add` with `name`, or `remove` with `exclusion`. */
export async function changeExclusions(ctx: Ctx, form: FormData) {
  const personId = ownerOf(ctx)
  const intent = form.get('intent')
  if (intent !== 'add' && intent !== 'remove') throw forbidden()
  const name = String(form.get('name') ?? '').trim()
  const done = await ctx.sql((query) =>
    intent === 'add'
      ? addExclusion(unitOf(ctx, query), personId, name)
      : removeExclusion(unitOf(ctx, query), personId, String(form.get('exclusion') ?? '')),
  )
  if (!done && intent === 'remove') throw notFound()
  if (!done) return data({ name, error: 'name' as const }, { status: 422 })
  return redirect(`${href.profileExclusions}?fait=${intent}`, 303)
}
