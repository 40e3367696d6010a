/**
 * `/mot-de-passe-oublie` [S2], step by step: a link to an address on file, or a proof of identity for a human to see.
 */

import { type FormAnswer, later, readForm, tooLong, typedIn } from '#app/context/form-answer.server.ts'
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { doorsOf } from '#app/domain/accounts/doors.ts'
import { readUpload } from '#app/domain/files/upload.server.ts'
import { entitySchema, identitySchema, recoverySchema } from '#app/domain/requests/claims.schema.ts'
import { countForm } from '#app/domain/requests/form-limits.server.ts'
import { isMissing, judgePaper, PAPER_BYTES, withPaper } from '#app/domain/requests/papers.server.ts'
import { putRequest } from '#app/domain/requests/put-request.server.ts'
import type { Door } from '#app/vocabulary/roles.ts'

/** @throws Response 404 for a base of accounts that the association has not */
export function needDoor({ tenant }: Ctx, door: Door): void {
  if (!doorsOf(tenant.config).some((one) => one.door === door)) throw notFound()
}

/** Elsewhere nobody's record says who they are: a federation has none, its people write to it. */
export const byProof = ({ tenant }: Ctx, door: Door): boolean =>
  door !== 'people' || tenant.config.kind !== 'federation'

/** `to`: a page to go on from, where it is not the one that says a letter follows. */
export type Asked = { kind: 'done'; to?: string } | { kind: 'form'; form: FormAnswer } | { kind: 'identity' }

/** What a form that does not hold is answered: everything typed, and the keys of what is wrong. */
export function formAgain(
  form: FormData,
  errors: Record<string, string[] | null | undefined> | null | undefined,
): FormAnswer {
  const said = Object.entries(errors ?? {}).filter((pair): pair is [string, string[]] => Boolean(pair[1]?.length))
  return { typed: typedIn(form), errors: Object.fromEntries(said) }
}

/** POST of the first step: what is typed is archived, whoever it names; the worker sees who that is [S2]. */
export async function askRecovery(ctx: Ctx, door: Door, form: FormData): Promise<Asked> {
  if (form.get('access') === 'lost' && byProof(ctx, door)) return { kind: 'identity' }
  const read = readForm(form, recoverySchema)
  if (read.status !== 'success') return { kind: 'form', form: formAgain(form, read.error) }
  const { login } = read.value
  const wait = await countForm(ctx, `recovery ${door}`, [login], 'none')
  if (wait > 0) return { kind: 'form', form: later(form, wait) }
  await putRequest(ctx, { kind: 'recovery', door, claimed: { login } })
  return { kind: 'done' }
}

/** POST of the proof: sealed, seen by the reviewer alone, gone with the decision [S2]. */
export async function askWithProof(ctx: Ctx, door: Door, request: Request): Promise<Asked> {
  const form = await readUpload(request, PAPER_BYTES)
  if (!form) return { kind: 'form', form: tooLong('proof', 'fileLarge') }
  const read = door === 'people' ? readForm(form, identitySchema) : readForm(form, entitySchema)
  if (read.status !== 'success') {
    const missing = isMissing(form.get('proof')) ? { proof: ['noFile'] } : {}
    return { kind: 'form', form: formAgain(form, { ...read.error, ...missing }) }
  }
  const claim = read.value
  // Counted before a picture is unpacked: that is the dear part.
  const named = 'name' in claim ? [claim.name] : [claim.firstName, claim.lastName, claim.promotion]
  const wait = await countForm(ctx, door === 'people' ? 'identity' : `identity ${door}`, named)
  if (wait > 0) return { kind: 'form', form: later(form, wait) }
  const paper = await judgePaper(form.get('proof'), ctx.tenant.id)
  if ('error' in paper) return { kind: 'form', form: formAgain(form, { proof: [paper.error] }) }
  const kind = door === 'people' ? 'identity' : 'entity'
  await withPaper(ctx, paper, (file) =>
    putRequest(ctx, { kind, door, claimed: { ...claim }, email: claim.email, file }),
  )
  return { kind: 'done' }
}
