/** Open registration [N1, P5] and joining [E1]: forms that write a request down and answer everybody alike. */

import { later, readForm, tooLong } from '#app/context/form-answer.server.ts'
import type { Ctx } from '#app/context/open.ts'
import { readUpload } from '#app/domain/files/upload.server.ts'
import { companySchema, joiningSchema, memberSchema, schoolSchema } from '#app/domain/requests/claims.schema.ts'
import { countForm } from '#app/domain/requests/form-limits.server.ts'
import { isMissing, judgePaper, PAPER_BYTES, withPaper } from '#app/domain/requests/papers.server.ts'
import { putRequest } from '#app/domain/requests/put-request.server.ts'
import { payToJoin } from '#app/domain/sales/joining-sale.server.ts'
import type { Door } from '#app/vocabulary/roles.ts'
import { type Asked, formAgain } from './forgotten.server.ts'

/** Where everybody may have an account: nothing is written of them before their address is proven. */
export async function askAccount(ctx: Ctx, form: FormData): Promise<Asked> {
  const read = readForm(form, memberSchema)
  const byPseudonym = ctx.tenant.config.identity.field === 'pseudonym'
  const missing = byPseudonym && !String(form.get('pseudonym') ?? '').trim() ? { pseudonym: ['required'] } : {}
  if (read.status !== 'success' || 'pseudonym' in missing)
    return { kind: 'form', form: formAgain(form, { ...(read.status === 'success' ? {} : read.error), ...missing }) }
  const claim = read.value
  const wait = await countForm(ctx, 'registration people', [claim.email])
  if (wait > 0) return { kind: 'form', form: later(form, wait) }
  await putRequest(ctx, { kind: 'registration', door: 'people', claimed: { ...claim }, email: claim.email })
  return { kind: 'done' }
}

export interface TierChoice {
  id: string
  name: string
  cents: number
  proof: boolean
}

/** @returns what one may join by, in the page's language. */
export function tierChoices({ tenant, language }: Ctx): TierChoice[] {
  return tenant.config.tiers.map(({ id, name, cents, proof }) => ({
    id,
    name: name[language],
    cents,
    proof: Boolean(proof),
  }))
}

/**
 * Where one joins by dues [E1]: the form and the certificate; dues at once or when the staff have seen both, as the
 * rule says.
 */
export async function askToJoin(ctx: Ctx, request: Request): Promise<Asked> {
  const form = await readUpload(request, PAPER_BYTES)
  if (!form) return { kind: 'form', form: tooLong('certificate', 'fileLarge') }
  const read = readForm(form, joiningSchema)
  const tier = ctx.tenant.config.tiers.find(({ id }) => id === form.get('tier'))
  const wrong = {
    ...(tier ? {} : { tier: ['choice'] }),
    ...(tier?.proof && isMissing(form.get('certificate')) ? { certificate: ['noFile'] } : {}),
  }
  if (read.status !== 'success' || Object.keys(wrong).length > 0)
    return { kind: 'form', form: formAgain(form, { ...(read.status === 'success' ? {} : read.error), ...wrong }) }
  const claim = read.value
  // Counted before a picture is unpacked: that is the dear part.
  const wait = await countForm(ctx, 'joining', [claim.firstName, claim.lastName, claim.promotion])
  if (wait > 0) return { kind: 'form', form: later(form, wait) }
  const paper = tier?.proof ? await judgePaper(form.get('certificate'), ctx.tenant.id) : undefined
  if (paper && 'error' in paper) return { kind: 'form', form: formAgain(form, { certificate: [paper.error] }) }
  const joining = { kind: 'joining' as const, door: 'people' as const, claimed: { ...claim }, email: claim.email }
  const id = paper
    ? await withPaper(ctx, paper, (file) => putRequest(ctx, { ...joining, file }))
    : await putRequest(ctx, joining)
  const to = await payToJoin(ctx, id, claim, tier!)
  return to ? { kind: 'done', to } : { kind: 'done' }
}

/** Companies and schools, on every association that has a door for them. */
export async function askOrganisation(ctx: Ctx, door: Exclude<Door, 'people'>, form: FormData): Promise<Asked> {
  const read = readForm(form, door === 'recruiters' ? companySchema : schoolSchema)
  if (read.status !== 'success') return { kind: 'form', form: formAgain(form, read.error) }
  const claim = read.value
  const wait = await countForm(ctx, `registration ${door}`, [claim.email])
  if (wait > 0) return { kind: 'form', form: later(form, wait) }
  await putRequest(ctx, { kind: 'registration', door, claimed: { ...claim }, email: claim.email })
  return { kind: 'done' }
}
