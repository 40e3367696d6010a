/** `/ma-promo/perdus/:handle`: a member sends an address for a classmate (S7, A16). */
import { data, redirect } from '@remix-run/node'
import { z } from 'zod'
import * as href from '#app/addresses.ts'
import { type Args, type Ctx, open } from '#app/context/open.ts'
import { forbidden, notFound } from '#app/context/refusals.ts'
import { findClassmate } from '#app/domain/lost/classmate.server.ts'
import { putLead } from '#app/domain/lost/put-lead.server.ts'
import { seeksTheLost } from '#app/policy/lost.rules.ts'

/** @throws Response 302 for who is signed out, 403 for who has no record or does not see the list that leads here */
export async function openSender(args: Args): Promise<Ctx> {
  const ctx = await open(args, { needs: 'cohort' })
  if (!seeksTheLost(ctx.ability) || !ctx.viewer.personId) throw forbidden()
  return ctx
}

/** @throws Response 404 for somebody hidden, absent or of another year */
export async function readSending(ctx: Ctx, handle: string) {
  const person = await ctx.sql((query) => findClassmate(ctx, query, handle))
  if (!person) throw notFound()
  return { title: ctx.t('lost:send.title', { name: person.name }), name: person.name }
}

const address = z.email().max(254)

/** Whoever it is about, and whatever becomes of it: one answer. */
export async function sendAddress(ctx: Ctx, handle: string, form: FormData) {
  const typed = String(form.get('address') ?? '').trim()
  const read = address.safeParse(typed)
  if (!read.success) return data({ typed, error: typed ? ('wrong' as const) : ('missing' as const) }, { status: 422 })
  if (!(await putLead(ctx, handle, read.data))) return data({ typed, error: 'enough' as const }, { status: 422 })
  return redirect(`${href.cohort}?onglet=perdus&fait=envoi`, 303)
}
