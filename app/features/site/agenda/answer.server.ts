/**
 * `/invitation/:token`: who is invited answers out of the mail, without signing in (B7). The link says
 * who they are for this event alone: what they may read and take is asked of the policy as ever, and no code for the
 * door is shown here.
 */
import { abilityOf } from '#app/context/abilities.ts'
import { closedAccountSql, deceasedSql } from '#app/context/in-force.ts'
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { readPersonViewer } from '#app/context/viewer.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import {
  answerPath,
  INVITATION_ANSWERS,
  type InvitationAnswer,
  readAnswerLink,
} from '#app/domain/events/answer-link.ts'
import { SETTLED } from '#app/domain/events/register.server.ts'
import { answersByMail } from '#app/policy/event.rules.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { changeRegistration, readRegistration } from './registration.server.ts'

interface Asked {
  /** The request, as whom the link names. */
  as: Ctx
  personId: string
  event: Pick<RowOf<'event'>, 'id' | 'slug'>
}

async function mayAnswer({ tenant, sql: run }: Ctx, personId: string): Promise<boolean> {
  const [person] = await run((query) =>
    query<{ isClosed: boolean; isDeceased: boolean }>(sql`SELECT ${deceasedSql(tenant.config)} AS "isDeceased",
        ${closedAccountSql(tenant.id)} AS "isClosed"
      FROM "person" p WHERE p."tenantId" = ${tenant.id} AND p."id" = ${personId}`),
  )
  return person !== undefined && answersByMail(person)
}

/** @throws Response 404 for a link that is not ours, or of somebody who is gone or whose account was closed */
async function askedBy(ctx: Ctx, token: string): Promise<Asked> {
  const { tenant, now, sisters } = ctx
  const link = readAnswerLink(tenant.id, token)
  if (!link) throw notFound()
  const [event] = await ctx.sql((query) =>
    query<RowOf<'event', 'id' | 'slug'>>(sql`SELECT "id", "slug" FROM "event"
      WHERE "tenantId" = ${tenant.id} AND "id" = ${link.eventId}`),
  )
  const looking = event && (await readPersonViewer(tenant, link.personId, now))
  if (!event || !looking || !(await mayAnswer(ctx, link.personId))) throw notFound()
  const { viewer } = looking
  const ability = abilityOf(tenant, viewer, sisters)
  const as = { ...ctx, viewer, ability, account: undefined, sessionId: undefined, standIn: undefined }
  return { as: { ...as, holder: undefined } as Ctx, personId: link.personId, event }
}

/**
 * A mail is passed on: who follows its link learns whether the person comes or waits, and nothing that they said.
 * @param said the link of the mail that was followed: a yes until somebody says no
 */
export async function readAnswer(ctx: Ctx, token: string, said: InvitationAnswer) {
  const { as, personId, event } = await askedBy(ctx, token)
  const page = await readRegistration(as, event.slug)
  const { title, slug, startsLocal, endsLocal, zone, guests, place, free, registers, sells, questions, outcome } = page
  const other = said === 'yes' ? 'no' : 'yes'
  return {
    ...{ title, slug, startsLocal, endsLocal, zone, guests, free, registers, sells, questions, outcome, said },
    ...{ seats: 1, shown: false, answers: {} },
    place: place === 'withdrawn' ? ('none' as const) : place,
    settled: SETTLED.find((one) => one === place) ?? null,
    other: answerPath(ctx.tenant.id, { eventId: event.id, personId }, other),
    heading: ctx.t(`agenda:answer.${said}`, { title }),
  }
}

const INTENTS: Record<InvitationAnswer, string> = { yes: 'register', no: 'decline' }

/**
 * POST `answer`: `yes`, `no`; or `intent` as on the registration's own page: `register`, `wait`, `decline`.
 * Opening the page changes nothing, whatever a mail scanner does.
 */
export async function sendAnswer(ctx: Ctx, token: string, form: FormData) {
  const { as, event } = await askedBy(ctx, token)
  const answer = form.get('answer')
  if (isOneOf(INVITATION_ANSWERS, answer)) form.set('intent', INTENTS[answer])
  return changeRegistration(as, event.slug, form, { here: ctx.url.pathname, keeps: true })
}
