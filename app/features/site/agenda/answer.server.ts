/**
 * `/evenements/:event/reponse/:token`: who is invited answers out of the mail, without signing in (B7). The link says
 * who they are for this event alone: what they may read and take is asked of the policy as ever, and no code for the
 * door is shown here.
 */
import { abilityOf } from '#app/context/abilities.ts'
import { deceasedSql } from '#app/context/in-force.ts'
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { readPersonViewer } from '#app/context/viewer.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { type AnswerLink, answerPath, readAnswerLink } from '#app/domain/events/answer-link.ts'
import { answersByMail } from '#app/policy/event.rules.ts'
import { changeRegistration, readRegistration } from './registration.server.ts'

interface Asked {
  /** The request, as whom the link names. */
  as: Ctx
  link: AnswerLink
  eventId: string
}

async function mayAnswer({ tenant, sql: run }: Ctx, personId: string): Promise<boolean> {
  const [person] = await run((query) =>
    query<{ isClosed: boolean; isDeceased: boolean }>(sql`SELECT ${deceasedSql(tenant.config)} AS "isDeceased",
        EXISTS (SELECT FROM "account" x WHERE x."tenantId" = ${tenant.id} AND x."personId" = p."id"
          AND x."disabledAt" IS NOT NULL) AS "isClosed"
      FROM "person" p WHERE p."tenantId" = ${tenant.id} AND p."id" = ${personId}`),
  )
  return person !== undefined && answersByMail(person)
}

/** @throws Response 404 for a link that is not ours, or of somebody who is gone or whose account was closed */
async function askedBy(ctx: Ctx, slug: string, token: string): Promise<Asked> {
  const { tenant, now, sisters } = ctx
  const [row] = await ctx.sql((query) =>
    query<RowOf<'event', 'id'>>(sql`SELECT "id" FROM "event" WHERE "tenantId" = ${tenant.id} AND "slug" = ${slug}`),
  )
  const link = row && readAnswerLink({ tenantId: tenant.id, eventId: row.id }, token)
  const looking = link && (await readPersonViewer(tenant, link.personId, now))
  if (!row || !link || !looking || !(await mayAnswer(ctx, link.personId))) throw notFound()
  const { viewer } = looking
  const ability = abilityOf(tenant, viewer, sisters)
  const as = { ...ctx, viewer, ability, account: undefined, sessionId: undefined, standIn: undefined }
  return { as: { ...as, holder: undefined } as Ctx, link, eventId: row.id }
}

export async function readAnswer(ctx: Ctx, slug: string, token: string) {
  const { as, link, eventId } = await askedBy(ctx, slug, token)
  const { entry: _, heading: _heading, ...page } = await readRegistration(as, slug)
  const answer = link.answer === 'oui' ? 'non' : 'oui'
  const place = { tenantId: ctx.tenant.id, eventId }
  return {
    ...page,
    said: link.answer,
    other: answerPath(place, slug, { answer, personId: link.personId }),
    heading: ctx.t(`agenda:answer.${link.answer}`, { title: page.title }),
  }
}

/** POST `intent`: `register`, `wait`, `decline`. Opening the page changes nothing, whatever a mail scanner does. */
export async function sendAnswer(ctx: Ctx, slug: string, token: string, form: FormData) {
  const { as } = await askedBy(ctx, slug, token)
  return changeRegistration(as, slug, form, ctx.url.pathname)
}
