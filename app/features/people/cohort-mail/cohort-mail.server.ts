/** `/mail-promo`: mails of members to the people of their year (S9, B18). */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { forbidden, notFound } from '#app/context/refusals.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import {
  addCohortMail,
  changeCohortMail,
  hasOpenMail,
  readCohortMail,
  readCohortMails,
  withdrawCohortMail,
} from '#app/domain/letters/cohort-mails.server.ts'
import { COHORT_LIST, choicesOf, chooseList } from '#app/domain/mail/subscriptions.server.ts'
import { cohortMailIsOpen, cohortToMail } from '#app/policy/cohort-mail.rules.ts'
import { mailWordsIn } from '../groups/mail-words.ts'

/** @throws Response 403 for somebody who has no year, or may not write to it */
function ownCohort(ctx: Ctx): number {
  const cohort = cohortToMail(ctx.ability)
  if (cohort === undefined) throw forbidden()
  return cohort
}

export async function readCohortMailsPage(ctx: Ctx) {
  const cohort = ownCohort(ctx)
  const { tenant, viewer } = ctx
  const { waits, isOn } = await ctx.sql(async (query) => ({
    waits: await hasOpenMail(ctx, query),
    isOn: (await choicesOf(query, tenant.id, viewer.personId!)).get(COHORT_LIST) ?? true,
  }))
  return {
    title: ctx.t('cohort-mail:title'),
    formKey: uuidv7(),
    cohort,
    mails: await readCohortMails(ctx, cohort),
    waits,
    isOn,
    done: ctx.url.searchParams.get('fait'),
  }
}

/** POST `intent` = `mail-on` or `mail-off`: whether one receives mails of one's year. */
export async function chooseCohortMails(ctx: Ctx, form: FormData) {
  ownCohort(ctx)
  const { tenant, viewer, now } = ctx
  const on = form.get('intent') === 'mail-on'
  const choice = { listId: COHORT_LIST, on, source: 'page' as const }
  await ctx.sql((query) => chooseList({ query, tenant, now }, viewer.personId!, choice))
  return redirect(`${href.cohortMails}?fait=${on ? 'on' : 'off'}`, 303)
}

/** @throws Response 404 for a mail that this viewer may not read, as for one that is not there */
export async function readCohortMailPage(ctx: Ctx, id: string) {
  const cohort = ownCohort(ctx)
  const mail = await readCohortMail(ctx, id)
  if (!mail) throw notFound()
  const done = ctx.url.searchParams.get('fait')
  return {
    title: mail.subject,
    formKey: uuidv7(),
    cohort,
    mail,
    isOpen: mail.own && cohortMailIsOpen(mail.state),
    done,
  }
}

/** POST `intent=withdraw`, by its author. */
export async function changeCohortMailPage(ctx: Ctx, id: string, form: FormData) {
  const { mail } = await readCohortMailPage(ctx, id)
  if (!mail.own || form.get('intent') !== 'withdraw') throw forbidden()
  const done = await ctx.sql((query) => withdrawCohortMail(ctx, query, id))
  return redirect(`${href.cohortMail(id)}?fait=${done ? 'withdrawn' : 'gone'}`, 303)
}

/**
 * The form of a new mail, or of one's own that nobody received yet.
 * @throws Response 403 of a mail by somebody else
 */
export async function readCohortMailForm(ctx: Ctx, id: string | undefined) {
  const cohort = ownCohort(ctx)
  const mail = id ? await readCohortMail(ctx, id) : undefined
  if (id && !mail) throw notFound()
  if (mail && !mail.rewrites) throw forbidden()
  return {
    title: ctx.t(mail ? 'groups:write.change' : 'cohort-mail:write'),
    formKey: uuidv7(),
    cohort,
    words: mail ? { subject: mail.subject, text: mail.text } : null,
  }
}

/** POST `subject`, `text`. @throws as {@link readCohortMailForm} */
export async function writeCohortMail(ctx: Ctx, id: string | undefined, form: FormData) {
  const { cohort } = await readCohortMailForm(ctx, id)
  const { typed, errors } = mailWordsIn(form)
  if (Object.keys(errors).length > 0) return data({ errors, typed }, { status: 422 })
  const written = await ctx.sql(async (query) => {
    if (id) return (await changeCohortMail(ctx, query, id, typed)) ? id : 'gone'
    return (await hasOpenMail(ctx, query)) ? 'one' : addCohortMail(ctx, query, cohort, typed)
  })
  if (written === 'one') return redirect(`${href.cohortMails}?fait=one`, 303)
  const done = written === 'gone' ? 'gone' : 'pending'
  return redirect(`${href.cohortMail(id ?? written)}?fait=${done}`, 303)
}
