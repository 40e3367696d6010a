/** Messages that were reported, for the staff: each with at most five before it, and nothing else of what was said. */

import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { countShown } from '#app/context/shown-people.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid } from '#app/db/uuid.ts'
import { disableWithin } from '#app/domain/accounts/accounts.server.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import {
  closeReport,
  holdReport,
  listReports,
  peopleIn,
  type SeenMessage,
  seenWith,
} from '#app/domain/messages/reports.server.ts'
import { visiblePerson } from '#app/domain/search/visible-person.server.ts'
import { whyNotDecideAmong } from '#app/policy/report.rules.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { DECISIONS, type Decision } from '#app/vocabulary/reports.ts'

/** At most so many at a time; the rest comes up as these are decided. */
const SHOWN = 100
const [SHORTEST, LONGEST] = [5, 500]

const unitOf = ({ tenant, now }: Ctx, query: Query) => ({ query, tenant, now })

export async function readMessageQueue(ctx: Ctx, open: boolean) {
  const reports = await ctx.sql((query) => listReports(unitOf(ctx, query), open, SHOWN))
  return reports.map(({ id, reason, at, decidedAt }) => {
    return { id, reason, since: (open ? at : (decidedAt ?? at)).toISOString() }
  })
}

/** A writer, as the staff member may know of them. */
async function writerOf(ctx: Ctx, query: Query, { personId, organisationId }: SeenMessage) {
  if (organisationId) {
    const [row] = await query<RowOf<'organisation', 'name'>>(sql`SELECT "name" FROM "organisation"
      WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${organisationId}`)
    return { name: row?.name ?? null, handle: null }
  }
  const [row] = await query<RowOf<'person', 'handle'>>(sql`SELECT "handle" FROM "person"
    WHERE "tenantId" = ${ctx.tenant.id} AND "id" = ${personId}::uuid`)
  const person = row && (await visiblePerson(ctx, ctx.ability, query, row.handle))
  return { name: person?.name ?? null, handle: person?.handle ?? null }
}

interface Account extends RowOf<'account', 'id'> {
  email: string | null
  disabled: boolean
}

/** The account that wrote: of a person theirs, of a company the one that did. */
async function accountOf(
  { tenant }: Ctx,
  query: Query,
  message: SeenMessage | undefined,
): Promise<Account | undefined> {
  if (!message) return undefined
  const [row] = await query<Account>(sql`SELECT a."id", coalesce(a."email", p."primaryEmail") AS "email",
      a."disabledAt" IS NOT NULL AS "disabled"
    FROM "account" a LEFT JOIN "person" p ON p."tenantId" = ${tenant.id} AND p."id" = a."personId"
    WHERE a."tenantId" = ${tenant.id} AND CASE WHEN ${message.personId}::uuid IS NULL
      THEN a."id" = ${message.accountId}::uuid ELSE a."personId" = ${message.personId}::uuid END`)
  return row
}

/**
 * One report; reading it is written down.
 * @throws Response 404 where there is no such report
 */
export async function readMessageReport(ctx: Ctx, id: string) {
  if (!isUuid(id)) throw notFound()
  const page = await ctx.sql(async (query) => {
    const unit = unitOf(ctx, query)
    const [report] = await listReports(unit, true, 1, id)
    if (!report) throw notFound()
    const seen = report.open ? await seenWith(unit, report) : []
    const reported = seen.find(({ n }) => n === report.n)
    const messages = []
    for (const message of seen) {
      const writer = await writerOf(ctx, query, message)
      messages.push({ n: message.n, text: message.text, at: message.at.toISOString(), ...writer })
    }
    const about = reported?.personId ?? reported?.organisationId
    if (about) await audit(query, ctx, 'message.read', { subjectId: about, detail: { messages: seen.length } })
    const account = await accountOf(ctx, query, reported)
    const { reason, words, by, decider, because, decision } = report
    return {
      title: ctx.t('reports:message.title'),
      ...{ reason, words, by, decider, because, decision: decision as Decision | null, reportedN: report.n },
      at: report.at.toISOString(),
      decidedAt: report.decidedAt?.toISOString() ?? null,
      messages,
      waiting: report.open ? 1 : 0,
      ...{ mayWarn: Boolean(account?.email), disabled: account?.disabled ?? false },
      mayDecide: whyNotDecideAmong(ctx.ability, await peopleIn(unit, report.conversationId)) === undefined,
      done: ctx.url.searchParams.has('fait'),
    }
  })
  await countShown(
    ctx,
    page.messages.flatMap(({ handle }) => (handle ? [{ handle }] : [])),
  )
  return page
}

/** POST `decision` and `because`: in one transaction with its effect. */
export async function decideMessage(ctx: Ctx, id: string, form: FormData) {
  const decision = form.get('decision')
  const because = String(form.get('because') ?? '').trim()
  const typed = { decision: String(decision ?? ''), because }
  const wrong = (error: string) => data({ error, typed }, { status: 422 })
  if (!isUuid(id)) throw notFound()
  if (!isOneOf(DECISIONS, decision)) return wrong('decision')
  if (because.length < SHORTEST || because.length > LONGEST) return wrong('because')
  const fault = await ctx.sql(async (query) => {
    const unit = unitOf(ctx, query)
    const report = await holdReport(unit, id)
    if (!report) return 'gone' as const
    const refused = whyNotDecideAmong(ctx.ability, await peopleIn(unit, report.conversationId))
    if (refused) return refused
    const message = (await seenWith(unit, report)).find(({ n }) => n === report.n)
    const undone = await carryOut(ctx, query, message, { id, decision, because })
    if (undone) return undone
    await closeReport(unit, report, { decision, because, by: ctx.viewer.accountId ?? null })
    const subjectId = message?.personId ?? message?.organisationId ?? report.conversationId
    await audit(query, ctx, `report.${decision}`, { subjectId, detail: { reason: because } })
    return undefined
  })
  if (fault) return data({ error: fault, typed }, { status: fault === 'gone' ? 422 : 403 })
  return redirect(`${href.messageReport(id)}?fait=1`, 303)
}

/** @returns why it cannot be done: `gone` where nobody could be warned or shut out */
async function carryOut(
  ctx: Ctx,
  query: Query,
  message: SeenMessage | undefined,
  { id, decision, because }: { id: string; decision: Decision; because: string },
) {
  if (decision === 'dismissed') return undefined
  const account = await accountOf(ctx, query, message)
  if (decision === 'disabled') return disableWithin(query, ctx, account?.id, because)
  if (!account?.email) return 'gone' as const
  const mail = { key: `reports.warned/${id}`, kind: 'reports.warned', to: account.email, language: 'fr' as const }
  const whose = { accountId: account.id, personId: message?.personId ?? undefined }
  await putMail(query, ctx.tenant.id, { ...mail, ...whose, data: { because } }, ctx.now)
  return undefined
}
