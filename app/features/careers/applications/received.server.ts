/** `/offres/:offer/candidatures` and `/candidatures/:application`: applications, for whose offer it is (C9–C12). */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import type { Query } from '#app/db/transaction.ts'
import { storedAnswer } from '#app/domain/files/stored-answer.server.ts'
import { sendMailsTask } from '#app/domain/mail/send.task.ts'
import { tellApplicant } from '#app/domain/offers/application-mails.server.ts'
import {
  type ApplicationRow,
  answerApplication,
  applicationRow,
  applicationsTo,
  countFileOpening,
  markOpened,
} from '#app/domain/offers/applications.server.ts'
import { type OfferRow, offerRow, wasStopped } from '#app/domain/offers/read-offers.server.ts'
import { readsApplication } from '#app/policy/offer.rules.ts'
import { enqueue } from '#app/tasks/queue.ts'
import { shownOf } from './own.server.ts'

const WORDS_LENGTH = 2_000

/** With what somebody said of it last: applications to an offer that was stopped are not read. */
async function judged(query: Query, tenantId: string, offer: OfferRow | undefined) {
  return offer && { ...offer, stopped: await wasStopped(query, tenantId, offer.id) }
}

export async function readReceived(ctx: Ctx, id: string) {
  const { tenant, ability, t } = ctx
  const { offer, rows } = await ctx.sql(async (query) => {
    const offer = await judged(query, tenant.id, await offerRow(query, tenant.id, id))
    if (!offer || readsApplication(ability, offer) !== 'recruiter') throw notFound()
    const all = await applicationsTo(query, tenant.id, offer.id)
    return { offer, rows: all.filter((row) => readsApplication(ability, offer, row) === 'recruiter') }
  })
  return {
    title: t('applications:received.title'),
    offer: { id: offer.id, title: offer.title, stopped: offer.stopped },
    applications: rows.map((row) => shownOf(row)),
    unanswered: rows.filter(({ state }) => state === 'sent').length,
  }
}

export interface FoundApplication {
  row: ApplicationRow
  offer: OfferRow
  /** Whose offer it is, or who sent it. */
  as: 'recruiter' | 'applicant'
}

/** @throws Response 404 for an application that is neither to this viewer's offer nor their own */
export async function findApplication(ctx: Ctx, query: Query, id: string): Promise<FoundApplication> {
  const { tenant, ability } = ctx
  const row = await applicationRow(query, tenant.id, id)
  const offer = row && (await judged(query, tenant.id, await offerRow(query, tenant.id, row.offerId)))
  const as = offer && readsApplication(ability, offer, row)
  if (!row || !offer || !as) throw notFound()
  return { row, offer, as }
}

export async function readApplication(ctx: Ctx, id: string) {
  const { tenant, now, t, url, standIn } = ctx
  const { row, offer } = await ctx.sql(async (query) => {
    const found = await findApplication(ctx, query, id)
    if (found.as !== 'recruiter') throw notFound()
    if (!standIn) await markOpened({ query, tenant, now }, found.row.id)
    return found
  })
  return {
    title: t('applications:one.title', { name: row.name }),
    offer: { id: offer.id, title: offer.title },
    application: { ...shownOf(row), email: row.email, letter: row.letter, open: row.state === 'sent' },
    done: url.searchParams.get('fait'),
  }
}

/** POST `intent=accepted|refused`, `words`: answered once, by the form of this page alone (C10). */
export async function answer(ctx: Ctx, id: string, form: FormData) {
  const { tenant, now } = ctx
  const words = String(form.get('words') ?? '').trim()
  const state = (['accepted', 'refused'] as const).find((one) => one === form.get('intent'))
  if (!state || words === '' || words.length > WORDS_LENGTH)
    return data({ error: 'words' as const, words }, { status: 422 })
  const done = await ctx.sql(async (query) => {
    const { row, offer, as } = await findApplication(ctx, query, id)
    if (as !== 'recruiter') throw notFound()
    const unit = { query, tenant, now }
    if (!(await answerApplication(unit, row.id, { state, words }))) return 'gone'
    await tellApplicant(unit, { ...row, title: offer.title }, { kind: `application.${state}`, words })
    return 'answered'
  })
  await enqueue(sendMailsTask, { tenantId: tenant.id })
  return redirect(`${href.application(id)}?fait=${done}`, 303)
}

/** The file as it was sent: a download under a neutral name, each opening counted (C12). */
export async function readApplicationFile(ctx: Ctx, id: string): Promise<Response> {
  const { tenant, now, standIn } = ctx
  const key = await ctx.sql(async (query) => {
    const { row, as } = await findApplication(ctx, query, id)
    if (!row.fileKey || standIn) throw notFound()
    if (as === 'recruiter') await countFileOpening({ query, tenant, now }, row.id)
    return row.fileKey
  })
  return storedAnswer(key, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': 'attachment; filename="cv.pdf"',
    'Cache-Control': 'no-store',
  })
}
