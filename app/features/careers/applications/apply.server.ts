/** `/offres/:offer/postuler`: one click with the kept CV, a few words if one likes (E4, I11; C9, C11, C12). */
import { data, redirect } from '@remix-run/node'
import { z } from 'zod'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { forbidden } from '#app/context/refusals.ts'
import { typedFields } from '#app/context/sent-form.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { keepFile } from '#app/domain/files/loose-files.server.ts'
import { readStored } from '#app/domain/files/read-stored.server.ts'
import { provedAddresses } from '#app/domain/mail/proved-addresses.server.ts'
import { sendMailsTask } from '#app/domain/mail/send.task.ts'
import { apply, roomIn } from '#app/domain/offers/applications.server.ts'
import { findOffer, type OfferRow, ruled } from '#app/domain/offers/read-offers.server.ts'
import { appliesHere } from '#app/policy/offer.rules.ts'
import { enqueue } from '#app/tasks/queue.ts'

const LETTER_LENGTH = 5_000
const SHORT = 120

const SCHEMA = z.object({
  name: z
    .string()
    .min(1)
    .max(SHORT)
    .regex(/^[^\r\n]*$/),
  email: z.email().max(254),
  letter: z.string().max(LETTER_LENGTH),
})
type ApplyField = keyof z.infer<typeof SCHEMA>

/** @throws Response 404 for an offer that the viewer does not read, 403 for one to which they do not apply here */
async function find(ctx: Ctx, query: Query, id: string, lock: 'lock' | 'look' = 'look'): Promise<OfferRow> {
  const offer = await findOffer(ctx, query, id, lock)
  if (offer.applyUrl || !appliesHere(ctx.ability, ruled(offer), ctx.now)) throw forbidden()
  return offer
}

/** The CV that the person keeps on their own record. */
async function keptCv({ tenant, viewer }: Ctx, query: Query): Promise<string | undefined> {
  const [row] = await query<RowOf<'stored_file', 'id'>>(sql`SELECT "id" FROM "stored_file"
    WHERE "tenantId" = ${tenant.id} AND "personId" = ${viewer.personId ?? null}::uuid AND "purpose" = 'cv'
    ORDER BY "createdAt" DESC, "id" DESC LIMIT 1`)
  return row?.id
}

export async function readApply(ctx: Ctx, id: string) {
  const { tenant, account, viewer, t } = ctx
  return ctx.sql(async (query) => {
    const offer = await find(ctx, query, id)
    const room = await roomIn(query, tenant.id, offer, { personId: viewer.personId })
    const [address] = await provedAddresses({ query, tenant }, account ? [account.accountId] : [])
    return {
      title: t('applications:apply.title'),
      formKey: uuidv7(),
      offer: { id: offer.id, title: offer.title, company: offer.company },
      state: room.applied ? ('already' as const) : room.full ? ('full' as const) : ('open' as const),
      cv: (await keptCv(ctx, query)) !== undefined,
      typed: { name: account?.name ?? '', email: address?.to ?? '', letter: '' },
    }
  })
}

/** POST `name`, `email`, `letter`, `cv`: stored with its mail in one transaction, before anything leaves (C9). */
export async function sendApplication(ctx: Ctx, id: string, form: FormData) {
  const typed = typedFields(form, ['name', 'email', 'letter'])
  const read = SCHEMA.safeParse(typed)
  if (!read.success) {
    const errors = Object.fromEntries(read.error.issues.map(({ path }) => [path[0] as ApplyField, String(path[0])]))
    return data({ typed, errors: errors as Partial<Record<ApplyField, string>> }, { status: 422 })
  }
  const cvId = await ctx.sql(async (query) => {
    await find(ctx, query, id)
    return form.get('cv') ? keptCv(ctx, query) : undefined
  })
  const cv = cvId === undefined ? undefined : await readStored(ctx, cvId, 'cv')
  const { tenant, now, viewer } = ctx
  const store = (fileKey: string | null) =>
    ctx.sql(async (query) => {
      const offer = await find(ctx, query, id, 'lock')
      // Where it is not stored, the file that was kept is swept with the other loose ones.
      return apply({ query, tenant, now }, offer, viewer.personId!, { ...read.data, fileKey })
    })
  const outcome = cv
    ? await keepFile(
        tenant.id,
        cv.bytes,
        { folder: 'application', extension: 'pdf', contentType: 'application/pdf' },
        store,
      )
    : await store(null)
  if (outcome === 'full') return redirect(href.applyTo(id), 303)
  await enqueue(sendMailsTask, { tenantId: tenant.id })
  return redirect(`${href.ownApplications}?fait=${outcome}`, 303)
}
