/**
 * A form is carried out once, however often it is sent from the page it stood on: double click, ten at once, the back
 * button. The key is the page's, the rest of the hash is who sent what to where: another content is another form. What
 * did not succeed may be sent again.
 */
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ActionFunction, redirect } from '@remix-run/node'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { isUuid } from '#app/db/uuid.ts'
import { type Ctx, open } from './open.ts'
import { keyedHash } from './origin.ts'
import { sentForm } from './sent-form.ts'

/** Larger bodies are files, which have guards of their own: they are not held in memory a second time. */
const MOST_BYTES = 1024 * 1024
export const ASK_EVERY = 60
/** Milliseconds that a second post waits for the outcome of the first. */
export const LONGEST_WAIT = 15_000

type Args = Parameters<ActionFunction>[0]

/** @param action what is to be done once per key and content */
export async function onlyOnce(args: Args, action: ActionFunction): Promise<unknown> {
  const form = await smallForm(args.request)
  const key = form?.get('form-key')
  if (!form || !isUuid(key)) return action(args)
  // The form that looks with other eyes, sent twice: the second is still the holder's, whoever is looked as by then.
  const ctx = await open(args, { asOneself: true })
  const accountId = ctx.account?.accountId
  if (!accountId) return action(args)
  const { pathname, search } = ctx.url
  const id = keyedHash(`form ${ctx.tenant.id} ${accountId} ${pathname}${search} ${await digestOf(form)}`)
  const until = Date.now() + LONGEST_WAIT
  while (!(await claim(ctx, id, accountId))) {
    const location = await outcomeOf(ctx, id)
    if (location) return redirect(location, 303)
    // Its process is slow or gone: the page itself says how things stand.
    if (Date.now() > until) return redirect(pathname + search, 303)
    await sleep(ASK_EVERY)
  }
  return carryOut(ctx, id, () => action(args))
}

/**
 * @returns a copy of the form; undefined for a longer body, whatever length it says, and for what is no form: the
 * action answers it
 */
export async function smallForm(request: Request): Promise<FormData | undefined> {
  if (Number(request.headers.get('Content-Length') ?? 0) > MOST_BYTES) return undefined
  let left = MOST_BYTES
  const counted = request.clone().body?.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(part, controller) {
        left -= part.byteLength
        if (left < 0) controller.error(new Error('longer than a form of the administration'))
        else controller.enqueue(part)
      },
    }),
  )
  return counted ? sentForm(request, counted).catch(() => undefined) : undefined
}

async function carryOut(ctx: Ctx, id: string, work: () => unknown): Promise<unknown> {
  try {
    const result = await work()
    await settle(ctx, id, whereTo(result, ctx.url))
    return result
  } catch (thrown) {
    await settle(ctx, id, thrown instanceof Response ? whereTo(thrown, ctx.url) : undefined)
    throw thrown
  }
}

/** Headers of an answer to a form that only shows something: the same form may be sent again. */
export const NOTHING_DONE = { 'X-Nothing-Done': '1' } as const

/** @returns where later posts are led; undefined where nothing was done */
function whereTo(result: unknown, { pathname, search }: URL): string | undefined {
  const init = result instanceof Response ? result : (result as { init?: ResponseInit | null } | null)?.init
  const headers = new Headers(init?.headers)
  if ((init?.status ?? 200) >= 400 || headers.has('X-Nothing-Done')) return undefined
  return headers.get('Location') ?? pathname + search
}

/** @returns what tells this content from every other, in base64url */
export async function digestOf(form: FormData): Promise<string> {
  const hash = createHash('sha256')
  for (const [name, value] of form) {
    hash.update(`${name.length} ${name} `)
    if (typeof value === 'string') hash.update(`${value.length} ${value} `)
    else hash.update(`${value.name.length} ${value.name} ${value.size} `).update(await value.bytes())
  }
  return hash.digest('base64url')
}

async function claim({ sql: run, tenant, now }: Ctx, id: string, accountId: string): Promise<boolean> {
  const made = await run((query) =>
    query(sql`INSERT INTO "form_post" ("tenantId", "id", "accountId", "at")
      VALUES (${tenant.id}, ${id}, ${accountId}, ${now})
      ON CONFLICT ("tenantId", "id") DO NOTHING RETURNING 1`),
  )
  return made.length > 0
}

async function outcomeOf({ sql: run, tenant }: Ctx, id: string): Promise<string | null | undefined> {
  const [row] = await run((query) =>
    query<RowOf<'form_post', 'location'>>(
      sql`SELECT "location" FROM "form_post" WHERE "tenantId" = ${tenant.id} AND "id" = ${id}`,
    ),
  )
  return row?.location
}

/** Also where the visitor has left meanwhile: the next post is told what this one did. */
async function settle({ sql: run, tenant }: Ctx, id: string, location: string | undefined): Promise<void> {
  const own = sql`"tenantId" = ${tenant.id} AND "id" = ${id}`
  await run(
    (query) =>
      query(
        location
          ? sql`UPDATE "form_post" SET "location" = ${location} WHERE ${own}`
          : sql`DELETE FROM "form_post" WHERE ${own}`,
      ),
    { signal: undefined },
  )
}
