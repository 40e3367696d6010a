/**
 * What the site is measured against: Node's own http, the same statements by `pg` in the same transactions, and the
 * same page, element for element, streamed by React. No framework, no policy, no language, no session but what the
 * statements read.
 */
import { createServer } from 'node:http'
import pg from 'pg'
import type { ReactNode } from 'react'
import { renderToPipeableStream } from 'react-dom/server'
import type { Recorded, Statement } from './recorded.ts'
import { draw, readPage } from './same-page.ts'

/** What the parent sends first. */
export interface Told {
  url: string
  port: number
  pages: (Recorded & { html: string })[]
}

const named = new Map<string, string>()

/** A name per text: the recorded names are those of another process. */
function nameOf(text: string): string {
  const known = named.get(text) ?? `b${named.size}`
  named.set(text, known)
  return known
}

async function ask(pool: pg.Pool, statements: readonly Statement[]): Promise<number> {
  let rows = 0
  let client: pg.PoolClient | undefined
  for (const { name, text, values } of statements) {
    client ??= await pool.connect()
    const answer = await client.query(name ? { name: nameOf(text), text, values } : text)
    rows += Array.isArray(answer) ? 0 : (answer.rowCount ?? 0)
    if (text !== 'COMMIT') continue
    client.release()
    client = undefined
  }
  return rows
}

process.once('message', ({ url, port, pages }: Told) => {
  const pool = new pg.Pool({ connectionString: url, max: 16 })
  const byPath = new Map(pages.map((page) => [page.path, { ...page, root: readPage(page.html) }]))
  const server = createServer(async (incoming, outgoing) => {
    const page = byPath.get(incoming.url ?? '')
    if (!page) return outgoing.writeHead(404).end()
    await ask(pool, page.statements)
    outgoing.setHeader('Content-Type', 'text/html; charset=utf-8')
    const { pipe } = renderToPipeableStream(draw(page.root) as ReactNode, { onShellReady: () => pipe(outgoing) })
  })
  server.listen(port, () => process.send!('listening'))
})

process.send!('ready')
