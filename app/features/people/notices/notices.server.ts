/** `/notifications`: what concerns whoever signed in, newest first, each as far as they may read it now (A11, A24). */

import { redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { type Args, type Ctx, open } from '#app/context/open.ts'
import { MOST_PAGES, pageIn } from '#app/context/page-in.ts'
import { countShown } from '#app/context/shown-people.ts'
import { sql } from '#app/db/sql.ts'
import { isUuid, uuidv7 } from '#app/db/uuid.ts'
import { markSeen } from '#app/domain/notices/mark-seen.server.ts'
import { countNotices, type NoticeReader, readNotices } from '#app/domain/notices/read-notices.server.ts'

const NOTICE_ROWS = 20
/** Nobody counts further (look.md). */
const COUNTED = 1000

/** @throws Response 302 for who is signed out */
export async function openReader(args: Args): Promise<{ ctx: Ctx; reader: NoticeReader }> {
  const ctx = await open(args, { needs: 'account' })
  return { ctx, reader: { ...ctx, accountId: ctx.account!.accountId } }
}

const ALL = sql`TRUE`
const UNREAD = sql`u."seenAt" IS NULL`

export async function readNoticesPage({ ctx, reader }: Awaited<ReturnType<typeof openReader>>) {
  const page = pageIn(ctx.url)
  const offset = (page - 1) * NOTICE_ROWS
  const { rows, total, unread } = await ctx.sql(async (query) => ({
    rows: await readNotices(reader, query, ALL, { limit: NOTICE_ROWS + 1, offset }),
    total: await countNotices(reader, query, ALL, COUNTED + 1),
    unread: await countNotices(reader, query, UNREAD, 1),
  }))
  const shown = rows.slice(0, NOTICE_ROWS)
  await countShown(
    ctx,
    shown.flatMap(({ who }) => who ?? []),
  )
  const at = (to: number) => `${href.notices}?page=${to}`
  return {
    title: ctx.t('notices:title'),
    formKey: uuidv7(),
    notices: shown,
    ...{ total: Math.min(total, COUNTED), more: total > COUNTED, anyUnread: unread > 0, page },
    previous: page > 1 ? at(page - 1) : null,
    next: rows.length > NOTICE_ROWS && page < MOST_PAGES ? at(page + 1) : null,
    done: ctx.url.searchParams.get('fait'),
  }
}

/** POST `intent`: `all`, or `one` with `kind`, `subject` and `place`. */
export async function markNotices({ ctx, reader }: Awaited<ReturnType<typeof openReader>>, form: FormData) {
  const [kind, subject, place] = ['kind', 'subject', 'place'].map((name) => String(form.get(name) ?? ''))
  const one = form.get('intent') === 'one'
  if (one && !(isUuid(subject!) && isUuid(place!))) return redirect(href.notices, 303)
  const which = one
    ? sql`u."kind" = ${kind} AND u."subjectId" = ${subject}::uuid AND u."placeId" = ${place}::uuid`
    : ALL
  await ctx.sql((query) => markSeen({ query, tenant: ctx.tenant, now: ctx.now }, reader.accountId, which))
  return redirect(`${href.notices}?fait=${one ? 'one' : 'all'}`, 303)
}
