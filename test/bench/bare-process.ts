/**
 * What the site is measured against: Node's own http, the same statements by `pg` in the same transactions, and a React page
 * of the same size, streamed. No framework, no policy, no language, no session but what the statements read.
 */
import { createServer } from 'node:http'
import pg from 'pg'
import { createElement as h, type ReactNode } from 'react'
import { renderToPipeableStream } from 'react-dom/server'
import type { Recorded, Statement } from './recorded.ts'

/** What the parent sends first. */
export interface Told {
  url: string
  port: number
  pages: (Recorded & { bytes: number })[]
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

function Line({ person }: { person: Recorded['people'][number] }): ReactNode {
  return h(
    'li',
    { 'data-person': person.title },
    h('span', { className: 'avatar', 'aria-hidden': true }, person.title.slice(0, 2)),
    h(
      'div',
      { className: 'row-main' },
      h('a', { href: `/profil/${person.title}`, className: 'row-link' }, h('span', null, person.title)),
      h('div', { className: 'row-note' }, ...person.note.split(' · ').map((part, i) => h('span', { key: i }, part))),
    ),
    h('div', { className: 'row-end' }, h('span', null, person.end)),
  )
}

/** Beside the people, as many bytes as the site's page has: what is around them, and the data that wakes the page. */
function Page({ people, rest }: { people: Recorded['people']; rest: string }): ReactNode {
  return h(
    'html',
    { lang: 'fr' },
    h('head', null, h('meta', { charSet: 'utf-8' }), h('title', null, 'Annuaire')),
    h(
      'body',
      null,
      h('header', null, h('nav', null, h('a', { href: '/annuaire' }, 'Annuaire'))),
      h('main', null, h('ul', { className: 'rows' }, ...people.map((person, i) => h(Line, { person, key: i })))),
      h('script', { type: 'application/json' }, rest),
    ),
  )
}

process.once('message', ({ url, port, pages }: Told) => {
  const pool = new pg.Pool({ connectionString: url, max: 16 })
  const byPath = new Map(pages.map((page) => [page.path, page]))
  const rest = new Map(pages.map((page) => [page.path, 'x'.repeat(Math.max(0, page.bytes - rowBytes(page)))]))
  const server = createServer(async (incoming, outgoing) => {
    const page = byPath.get(incoming.url ?? '')
    if (!page) return outgoing.writeHead(404).end()
    await ask(pool, page.statements)
    outgoing.setHeader('Content-Type', 'text/html; charset=utf-8')
    const { pipe } = renderToPipeableStream(h(Page, { people: page.people, rest: rest.get(page.path)! }), {
      onShellReady: () => pipe(outgoing),
    })
  })
  server.listen(port, () => process.send!('listening'))
})

/** About what the rows and the shell weigh. */
function rowBytes({ people }: Recorded): number {
  return (
    300 + people.reduce((sum, { title, note, end }) => sum + 230 + title.length * 3 + note.length * 1.3 + end.length, 0)
  )
}

process.send!('ready')
