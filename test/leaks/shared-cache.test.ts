/**
 * A caching proxy stands in front, which keeps whatever RFC 9111 lets it keep: nobody is given what was another's, and
 * what is everybody's does come from it.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { addCanary } from '../factories/canary.ts'
import { addPayments } from '../factories/money-rows.ts'
import { staffSeat } from '../factories/seats.ts'
import { type Answered, type Asked, behind, mayKeep, type Origin, SharedCache } from '../factories/shared-cache.ts'
import { apply, inside, scopeOf } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { listen } from '../setup/socket.ts'
import { fill, siteAddresses } from './site-addresses.ts'

const database = useDatabase()
const SLUGS = ['supmeca', 'ece'] as const
const TAGS = { supmeca: 'qzsupmeca', ece: 'qzece' }
let site: Awaited<ReturnType<typeof listen>>
let origin: Origin
const cookies = new Map<string, string>([['visitor', '']])
/** By association: pages, data, pictures, papers, everything somebody of it could have a link to. */
const paths = new Map<string, string[]>()

beforeAll(async () => {
  await apply(...SLUGS)
  for (const slug of SLUGS) {
    const canary = await addCanary(slug, TAGS[slug])
    cookies.set(`${slug} canary`, canary.cookie)
    const { id: tenantId } = await scopeOf(slug)
    await addPayments({ owner: database.url('owner'), tenantId, personIds: [canary.id], count: 3 })
    const found = await inside(slug, (query) =>
      query<{ id: string }>(sql`SELECT "id" FROM "invoice" WHERE "tenantId" = ${tenantId}`),
    )
    paths.set(slug, await linksOf(canary.handle, found[0]!.id))
    cookies.set(`${slug} manager`, (await staffSeat(slug, 'manager')).cookie)
  }
  site = await listen()
  origin = behind(site.port)
}, 120_000)
afterAll(() => site.close())

async function linksOf(handle: string, id: string): Promise<string[]> {
  const addresses = (await siteAddresses()).filter(({ pattern }) => pattern !== '/deconnexion')
  const all = addresses.flatMap((address) => {
    const path = fill(address, { handle, id, run: id, section: 'identite', zone: 'monde' })
    const data = path === '/' ? '/_root.data' : `${path}.data`
    const last = encodeURIComponent(address.chain.at(-1)!)
    return [path, data, `${data}?_routes=${last}`, `${path}?_data=${last}`]
  })
  return [...new Set([...all, '/annuaire?q=qz', '/annuaire.data?q=qz', '/annuaire/suggestions?q=qz', '/nulle-part'])]
}

const asked = (host: string, path: string, who: string, method?: Asked['method']): Asked => ({
  host,
  path,
  method,
  headers: { ...(cookies.get(who) ? { cookie: cookies.get(who)! } : {}), 'accept-language': 'fr' },
})

/** What may be kept for everybody: files named after their content, the association's colours and sign, the land. */
const EVERYBODYS = /^[\w.-]+(\/assets\/|\/theme\.css|\/logo\.svg|\/annuaire\/carte\/fond\/)/

interface Walk {
  method?: Asked['method']
  among?(path: string): boolean
}

/** On each host the person whom it is about asks for everything first, then staff, a visitor, a stranger's session. */
async function walk(cache: SharedCache, { method, among = () => true }: Walk = {}): Promise<string[]> {
  const leaks: string[] = []
  for (const [slug, other] of [SLUGS, SLUGS.toReversed()] as [string, string][]) {
    for (const who of [`${slug} canary`, `${slug} manager`, 'visitor', `${other} canary`])
      for (const path of paths.get(slug)!.filter(among)) {
        // An old way to ask for data, which the site answers as any other query: once is enough.
        if (path.includes('?_data=') && who !== `${slug} canary`) continue
        // Whose session is another host's is a visitor here, who has asked for the data.
        if (path.includes('.data') && who === `${other} canary`) continue
        const ask = asked(`${slug}.localhost`, path, who, method)
        const answer = await cache.ask(ask, who)
        if (answer.from && !EVERYBODYS.test(`${ask.host}${path}`)) leaks.push(`${path}: ${answer.from}’s to ${who}`)
      }
  }
  return leaks
}

describe('through a cache that keeps what it may', () => {
  test('no answer of one is given to another, over every address, its data, pictures and papers', async () => {
    const cache = new SharedCache(origin)
    expect(paths.get('ece')!.length).toBeGreaterThan(300)
    expect(await walk(cache)).toEqual([])
    expect(cache.addresses().filter((address) => !EVERYBODYS.test(address))).toEqual([])
    expect(cache.headers().filter((headers) => headers['set-cookie'])).toEqual([])
  }, 300_000)

  test('its twin that heeds no word of the site gives away what it kept: the walk does find personal answers', async () => {
    const deaf: Origin = async (ask) => {
      const answer = await origin(ask)
      return { ...answer, headers: { ...answer.headers, 'cache-control': 'public, max-age=600', vary: '' } }
    }
    const personal = ['/photo', '/cv', '/recus/facture/', '/parametres/fiche', '/annuaire?q=qz']
    const leaks = await walk(new SharedCache(deaf), { among: (path) => personal.some((one) => path.includes(one)) })
    for (const found of ['/photo: ', '/cv: ', ...personal.slice(2), '.data'])
      expect(
        leaks.some((leak) => leak.includes(found)),
        found,
      ).toBe(true)
  }, 300_000)

  test('a question about a page (HEAD) fills it with nothing either', async () => {
    const cache = new SharedCache(origin)
    expect(await walk(cache, { method: 'HEAD', among: (path) => !/\.data|_data=/.test(path) })).toEqual([])
    expect(cache.addresses()).toEqual([])
  }, 300_000)

  test('what is everybody’s comes out of it: scripts, fonts, colours, sign and land, each host’s own', async () => {
    const cache = new SharedCache(origin)
    const files = readdirSync(join(inject('buildDirectory'), 'client', 'assets')).slice(0, 40)
    const home = (await origin(asked('supmeca.localhost', '/', 'visitor'))).body.toString()
    const theme = /\/theme\.css\?v=[\w-]+/.exec(home)![0]
    const shared = [...files.map((file) => `/assets/${file}`), theme, '/logo.svg', '/annuaire/carte/fond/monde']
    for (const path of shared) {
      const first = await cache.ask(asked('supmeca.localhost', path, 'supmeca canary'), 'supmeca canary')
      const then = await cache.ask(asked('supmeca.localhost', path, 'visitor'), 'visitor')
      expect([first.status, then.from, then.body.equals(first.body)], path).toEqual([200, 'supmeca canary', true])
      const direct = await origin(asked('supmeca.localhost', path, 'visitor'))
      expect(then.body.equals(direct.body), path).toBe(true)
    }
    const other = await cache.ask(asked('ece.localhost', '/logo.svg', 'visitor'), 'visitor')
    expect(other.from).toBeUndefined()
  })
})

describe('the cache itself', () => {
  const page = (headers: Record<string, string>, status = 200): Answered => ({ status, headers, body: Buffer.from('') })
  const ask = (headers = {}): Asked => ({ host: 'h', path: '/', headers })

  test.each<[string, number | undefined, Asked, Answered]>([
    ['no-store', undefined, ask(), page({ 'cache-control': 'no-store' })],
    ['private', undefined, ask(), page({ 'cache-control': 'private, max-age=60' })],
    ['a page that says nothing', 600, ask(), page({})],
    ['a redirection that says nothing', undefined, ask(), page({}, 302)],
    ['no-cache', 0, ask(), page({ 'cache-control': 'no-cache' })],
    ['s-maxage before max-age', 9, ask(), page({ 'cache-control': 'max-age=5, s-maxage="9"' })],
    ['Authorization', undefined, ask({ authorization: 'x' }), page({ 'cache-control': 'max-age=5' })],
    ['Authorization and public', 5, ask({ authorization: 'x' }), page({ 'cache-control': 'public, max-age=5' })],
    ['Vary: *', undefined, ask(), page({ vary: '*', 'cache-control': 'max-age=5' })],
  ])('%s', (_, seconds, request, answer) => expect(mayKeep(request, answer)).toBe(seconds))

  test('tells requests apart by what Vary names', async () => {
    let drawn = 0
    const cache = new SharedCache(async () => page({ vary: 'Cookie', 'cache-control': 'max-age=60', n: `${++drawn}` }))
    const of = async (cookie: string) => (await cache.ask(ask({ cookie }), cookie)).headers.n
    expect([await of('a'), await of('b'), await of('a'), await of('b')]).toEqual(['1', '2', '1', '2'])
  })

  test('asks anew whether what may not be given unasked still holds', async () => {
    const seen: unknown[] = []
    const cache = new SharedCache(async ({ headers }) => {
      seen.push(headers?.['if-none-match'])
      return page({ 'cache-control': 'no-cache', etag: '"1"' }, headers?.['if-none-match'] ? 304 : 200)
    })
    await cache.ask(ask(), 'a')
    expect((await cache.ask(ask(), 'b')).from).toBe('a')
    expect(seen).toEqual([undefined, '"1"'])
  })
})
