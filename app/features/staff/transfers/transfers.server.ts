/** `/admin/transmissions`: what may leave, what is being made, what has left (P7). */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { isUuid } from '#app/db/uuid.ts'
import { isReason, reasonText, typedReason } from '#app/domain/audit/reasons.ts'
import { mayHand, recentTransfers, type TransferRun } from '#app/domain/transfers/read-runs.server.ts'
import { beginTransfer, dropTransfer } from '#app/domain/transfers/runs.server.ts'
import { leavesSql } from '#app/domain/transfers/who-leaves.server.ts'
import { type Transfer, transferFields, transferOf, transfersOf } from '#app/policy/transfer.rules.ts'
import { basesIn } from '#app/tenant/processing.schema.ts'

const DONE = ['begun', 'dropped', 'late'] as const

export async function readTransfers(ctx: Ctx) {
  const { tenant, language, url, now } = ctx
  const { files, runs } = await ctx.sql(
    async (query) => ({
      files: await Promise.all(transfersOf(tenant.config).map((one) => announcedFile(query, ctx, one))),
      runs: await recentTransfers(query, tenant.id),
    }),
    { statementTimeout: 30_000 },
  )
  const facts = runs.map((run) => ({
    ...{ id: run.id, state: run.state, reason: run.reason, people: run.people, left: run.left },
    to: transferOf(tenant.config, run.file)?.to[language] ?? run.file,
    at: run.createdAt.toISOString(),
    handedAt: run.handedAt?.toISOString() ?? null,
    mayHand: mayHand(run, now) && transferOf(tenant.config, run.file) !== undefined,
  }))
  return {
    title: ctx.t('transfers:title'),
    done: DONE.find((one) => one === url.searchParams.get('fait')) ?? null,
    files,
    open: facts.filter(isOpen),
    past: facts.filter((run) => !isOpen(run)),
  }
}
export type RunFacts = Awaited<ReturnType<typeof readTransfers>>['open'][number]
export type FileFacts = Awaited<ReturnType<typeof readTransfers>>['files'][number]

const isOpen = ({ state, mayHand: may }: { state: TransferRun['state']; mayHand: boolean }) =>
  state === 'gathering' || may

async function announcedFile(query: Query, { tenant, language }: Ctx, transfer: Transfer) {
  const [row] = await query<{ in: number; all: number }>(sql`
    SELECT (count(*) FILTER (WHERE ${leavesSql(tenant, transfer)}))::int AS "in", count(*)::int AS "all"
    FROM "person" p WHERE p."tenantId" = ${tenant.id}`)
  return {
    id: transfer.file.id,
    to: transfer.to[language],
    what: transfer.what[language],
    bases: basesIn(transfer.basis),
    fields: transferFields(tenant.config, transfer),
    tells: transfer.file.tells,
    in: row?.in ?? 0,
    out: (row?.all ?? 0) - (row?.in ?? 0),
  }
}

/** POST `intent` = `begin` with the `file` and a reason, or `drop` with its `run`. */
export async function changeTransfers(ctx: Ctx, form: FormData) {
  const to = (done: (typeof DONE)[number]) => redirect(`${href.transfers}?fait=${done}`, 303)
  const [intent, file, run] = ['intent', 'file', 'run'].map((name) => String(form.get(name) ?? ''))
  if (intent === 'drop') return to(isUuid(run!) && (await dropTransfer(ctx, run!)) ? 'dropped' : 'late')
  const transfer = transferOf(ctx.tenant.config, file!)
  const typed = { ...typedReason(form), file: file! }
  if (intent !== 'begin' || !transfer) return to('late')
  if (!isReason('people', typed)) return data({ typed }, { status: 422 })
  await beginTransfer(ctx, transfer, reasonText(ctx.t, 'people', typed))
  return to('begun')
}
