/** `/activation` [I2]: what is typed is checked for its form alone, and left for the worker. */
import { redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { type FormAnswer, later, readForm, typedIn } from '#app/context/form-answer.server.ts'
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { activationSchema, namesSchema } from '#app/domain/requests/claims.schema.ts'
import { countForm } from '#app/domain/requests/form-limits.server.ts'
import { putRequest } from '#app/domain/requests/put-request.server.ts'

/**
 * Only the association's own way in exists; who comes by another is shown the right one.
 * @throws Response 302 there; 404 where accounts are the staff's to open
 */
export function wayFor({ tenant }: Ctx, ...ways: readonly ('record' | 'dues' | 'open')[]): void {
  const { registration } = tenant.config
  if (registration === 'staff') throw notFound()
  if (!ways.includes(registration)) throw redirect(registration === 'record' ? href.activation : href.registration)
}

export type ActivationAnswer = { kind: 'done' } | { kind: 'form'; step: 1 | 2; wrong: boolean; form: FormAnswer }

type Errors = Record<string, string[] | null | undefined> | null | undefined

function again(form: FormData, step: 1 | 2, errors: Errors): ActivationAnswer {
  const said = Object.entries(errors ?? {}).filter((pair): pair is [string, string[]] => Boolean(pair[1]?.length))
  return {
    kind: 'form',
    step,
    wrong: said.length > 0,
    form: { typed: typedIn(form), errors: Object.fromEntries(said) },
  }
}

/** POST of either step; the first writes nothing down. */
export async function askActivation(ctx: Ctx, form: FormData): Promise<ActivationAnswer> {
  const names = readForm(form, namesSchema)
  if (names.status !== 'success') return again(form, 1, names.error)
  if (form.get('step') !== '2') return again(form, 2, null)
  const whole = readForm(form, activationSchema)
  if (whole.status !== 'success') return again(form, 2, whole.error)
  const claim = whole.value
  const wait = await countForm(ctx, 'activation', [claim.firstName, claim.lastName, claim.promotion])
  if (wait > 0) return { kind: 'form', step: 2, wrong: true, form: later(form, wait) }
  await putRequest(ctx, { kind: 'activation', door: 'people', claimed: { ...claim }, email: claim.email })
  return { kind: 'done' }
}
