/**
 * The very statements a page sends, heard on the connection while the application's own use-cases run in this process.
 */
import pg from 'pg'
import { type Ctx, open } from '#app/context/open.ts'
import { readQuery } from '#app/features/people/directory/search.schema.ts'
import { searchDirectory } from '#app/features/people/directory/search.server.ts'
import { readProfile } from '#app/features/people/profile/profile.server.ts'

export interface Statement {
  /** Prepared under this name; BEGIN and COMMIT have none. */
  name?: string
  text: string
  values?: unknown[]
}

export interface Recorded {
  path: string
  statements: Statement[]
}

type Ear = (statement: Statement) => void
let ear: Ear | undefined
const send = pg.Client.prototype.query

pg.Client.prototype.query = function heard(this: pg.Client, ...args: unknown[]) {
  const [first] = args as [string | pg.QueryConfig]
  if (ear && typeof first === 'string') ear({ text: first })
  else if (ear && first && typeof first === 'object' && 'text' in first)
    ear({ name: first.name, text: first.text, values: first.values as unknown[] })
  return (send as (...all: unknown[]) => unknown).apply(this, args)
} as typeof send

/** Does what the page's loader does. */
export async function work(ctx: Ctx): Promise<unknown> {
  const { pathname, searchParams } = ctx.url
  if (pathname.startsWith('/profil/')) return readProfile(ctx, decodeURIComponent(pathname.slice('/profil/'.length)))
  const read = readQuery(searchParams)
  if (!read.ok) throw new Error(`not an address of the directory: ${ctx.url}`)
  return searchDirectory(ctx, read.query)
}

/**
 * @param host of the association
 * @param cookie of a signed-in visitor
 * @param path the page's address
 */
export async function record(host: string, cookie: string, path: string): Promise<Recorded> {
  const request = () => new Request(`http://${host}${path}`, { headers: { Host: host, Cookie: cookie } })
  // Once unheard: which association lives on the host is asked once a second, whatever the pages.
  await open({ request: request() })
  const statements: Statement[] = []
  ear = (statement) => statements.push(statement)
  try {
    await work(await open({ request: request() }, { needs: 'search' }))
    return { path, statements }
  } finally {
    ear = undefined
  }
}
