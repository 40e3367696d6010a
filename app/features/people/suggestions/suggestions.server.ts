/** `/suggestions` (S7): people one may know, and « Ne plus proposer ». */
import { redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { type Args, type Ctx, open } from '#app/context/open.ts'
import { forbidden } from '#app/context/refusals.ts'
import { dismissSuggestion } from '#app/domain/suggestions/dismiss.server.ts'
import { findSuggestions } from '#app/domain/suggestions/find-suggestions.server.ts'
import { hasSuggestions } from '#app/policy/suggestion.rules.ts'

/** @throws Response 302 for who is signed out, 403 for who may ask nobody to be a contact */
export async function openSuggested(args: Args): Promise<Ctx> {
  const ctx = await open(args, { needs: 'befriend' })
  if (!hasSuggestions(ctx.ability)) throw forbidden()
  return ctx
}

export async function readSuggestions(ctx: Ctx) {
  return {
    title: ctx.t('suggestions:title'),
    ...(await findSuggestions(ctx)),
    done: ctx.url.searchParams.get('fait') === 'dismiss',
  }
}

export async function changeSuggestions(ctx: Ctx, form: FormData) {
  const isDismissal = form.get('intent') === 'dismiss'
  if (isDismissal) await dismissSuggestion(ctx, ctx.viewer.personId!, String(form.get('personne') ?? ''))
  if (form.get('retour') === 'accueil') return redirect(href.home, 303)
  return redirect(isDismissal ? `${href.suggestions}?fait=dismiss` : href.suggestions, 303)
}
