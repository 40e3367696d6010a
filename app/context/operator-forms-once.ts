/**
 * An operator's form is carried out once: a second click is answered as the first was, whole. A code is taken once and
 * recovery codes are shown once; without this, who clicks twice would read « wrong code » and never see them. Who sent
 * it is told by the session, or by the key of the sign-in page; what did not succeed may be sent again.
 */

import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ActionFunction, data, redirect } from '@remix-run/node'
import type { RowOf } from '#app/db/rows.ts'
import { decryptSecret, encryptSecret } from '#app/db/secret.ts'
import { sql } from '#app/db/sql.ts'
import { outsideTenants } from '#app/db/transaction.ts'
import { isUuid } from '#app/db/uuid.ts'
import { ASK_EVERY, digestOf, LONGEST_WAIT, smallForm } from './forms-once.ts'
import { openOperator } from './operator.ts'
import { keyedHash } from './origin.ts'

/** Seconds for which an outcome is told again: a double click takes no longer, and what it holds goes soon. */
const TOLD_AGAIN = 60

type Args = Parameters<ActionFunction>[0]

/** What an action answered, as it is kept. */
interface Outcome {
  status: number
  headers: [string, string][]
  /** Of an action that answers with its page. */
  data?: unknown
}

/** @param action what is to be done once per session and content */
export async function operatorOnce(args: Args, action: ActionFunction): Promise<unknown> {
  const form = await smallForm(args.request)
  const { sessionId, url, now } = await openOperator(args)
  if (!form || !(sessionId || isUuid(form.get('form-key')))) return action(args)
  const what = `${sessionId ?? ''} ${url.pathname}${url.search} ${await digestOf(form)}`
  const post: Post = {
    id: keyedHash(`operator-form ${what}`),
    // Whoever reads the table alone opens nothing: the content, a code or a password among it, is part of the key.
    key: createHash('sha256')
      .update(`operator-outcome ${keyedHash(what)} ${what}`)
      .digest('base64'),
    now,
  }
  const until = Date.now() + LONGEST_WAIT
  while (!(await claim(post))) {
    const outcome = await outcomeOf(post)
    if (outcome) return answered(outcome)
    // Its process is slow or gone: the page itself says how things stand.
    if (Date.now() > until) return redirect(url.pathname + url.search, 303)
    await sleep(ASK_EVERY)
  }
  return carryOut(post, () => action(args))
}

interface Post {
  id: string
  /** Opens its outcome: 32 bytes in base64. */
  key: string
  now: Date
}

async function carryOut(post: Post, work: () => unknown): Promise<unknown> {
  try {
    const result = await work()
    await settle(post, outcomeIn(result))
    return result
  } catch (thrown) {
    await settle(post, thrown instanceof Response ? outcomeIn(thrown) : undefined)
    throw thrown
  }
}

/** @returns undefined where nothing was done */
function outcomeIn(result: unknown): Outcome | undefined {
  const isResponse = result instanceof Response
  const wrapped = result as { data?: unknown; init?: ResponseInit | null }
  const { status = 200, headers } = isResponse ? result : (wrapped.init ?? {})
  if (status >= 400) return undefined
  return { status, headers: [...new Headers(headers)], ...(isResponse ? {} : { data: wrapped.data }) }
}

const answered = ({ status, headers, data: said }: Outcome): unknown =>
  said === undefined ? new Response(null, { status, headers }) : data(said, { status, headers })

const overBy = (now: Date) => new Date(now.getTime() - TOLD_AGAIN * 1000)

/** One statement, which holds the row for no longer than itself; an outcome that is over is one's to replace. */
async function claim({ id, now }: Post): Promise<boolean> {
  const made = await outsideTenants((query) =>
    query(
      sql`INSERT INTO "operator_form_post" ("id", "at") VALUES (${id}, ${now})
        ON CONFLICT ("id") DO UPDATE SET "at" = EXCLUDED."at", "outcome" = NULL
          WHERE "operator_form_post"."at" < ${overBy(now)} RETURNING 1`,
      { last: true },
    ),
  )
  return made.length > 0
}

async function outcomeOf({ id, key }: Post): Promise<Outcome | undefined> {
  const [row] = await outsideTenants((query) =>
    query<RowOf<'operator_form_post', 'outcome'>>(sql`SELECT "outcome" FROM "operator_form_post" WHERE "id" = ${id}`),
  )
  return row?.outcome ? (JSON.parse(decryptSecret(key, row.outcome, id)) as Outcome) : undefined
}

/** Others' outcomes that are over go along, those that nobody else is clearing away: two never wait for each other. */
async function settle({ id, key, now }: Post, outcome: Outcome | undefined): Promise<void> {
  await outsideTenants(async (query) => {
    await query(sql`DELETE FROM "operator_form_post" WHERE "id" IN (
      SELECT p."id" FROM "operator_form_post" p WHERE p."at" < ${overBy(now)} FOR UPDATE SKIP LOCKED)`)
    await query(
      outcome
        ? sql`UPDATE "operator_form_post" SET "outcome" = ${encryptSecret(key, JSON.stringify(outcome), id)}
            WHERE "id" = ${id}`
        : sql`DELETE FROM "operator_form_post" WHERE "id" = ${id}`,
    )
  })
}
