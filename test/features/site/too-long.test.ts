/** What is longer than its address takes is refused in words; what is damaged is told from it, wherever files come. */
import { once } from 'node:events'
import { request as ask } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bodyLimit } from '#app/server/gate.ts'
import { personSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply, tenantFile } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { listen } from '../../setup/socket.ts'

useDatabase()
const HOST = 'supmeca.localhost'
const MIB = 1024 * 1024
let site: Awaited<ReturnType<typeof listen>>
let admin: Seat
let member: Seat

beforeAll(async () => {
  const joinedByDues = tenantFile('ece')
  joinedByDues.registration = 'dues'
  await apply('supmeca', joinedByDues)
  const [ada] = await addPeople('supmeca', [{ values: { firstName: 'Ada', lastName: 'Long', promotion: 1998 } }])
  member = await personSeat('supmeca', ada!.id)
  admin = await staffSeat('supmeca', 'admin')
  site = await listen()
})
afterAll(() => site.close())

interface Sent {
  body: Buffer
  type?: string
  cookie?: string
  host?: string
  language?: string
  /** In chunks, a body does not say how long it is. */
  chunked?: boolean
}

/** Sends everything before it listens, as browsers do. */
async function post(path: string, sent: Sent): Promise<{ status: number; text: string; type: string }> {
  const { body, type = 'application/x-www-form-urlencoded', cookie, host = HOST, language = 'fr', chunked } = sent
  const headers: Record<string, string> = {
    Host: host,
    Origin: `http://${host}`,
    'Content-Type': type,
    'Accept-Language': language,
    ...(cookie ? { Cookie: cookie } : {}),
    ...(chunked ? { 'Transfer-Encoding': 'chunked' } : { 'Content-Length': String(body.length) }),
  }
  const out = ask({ port: site.port, host: '127.0.0.1', method: 'POST', path, headers, agent: false })
  const heard = once(out, 'response')
  for (let at = 0; at < body.length; at += 65_536)
    if (!out.write(body.subarray(at, at + 65_536))) await once(out, 'drain')
  out.end()
  const [answer] = await heard
  let text = ''
  for await (const part of answer) text += part
  return { status: answer.statusCode, text, type: answer.headers['content-type'] ?? '' }
}

describe('a body that is longer than its address takes', () => {
  const long = Buffer.alloc(2 * MIB, 'a')

  test.each([
    ['that says so', false],
    ['that does not', true],
  ])('%s is answered 413, in the visitor’s language', async (_, chunked) => {
    const french = await post('/connexion', { body: long, chunked })
    expect(french.status).toBe(413)
    expect(french.text).toContain('dépasse la taille permise')
    const english = await post('/connexion', { body: long, chunked, language: 'en' })
    expect([english.status, english.text.includes('<html lang="en"')]).toEqual([413, true])
    expect(english.text).toContain('allowed')
  })

  test('is told to a page that sent it by script in a form it can read', async () => {
    const answer = await post('/connexion.data', { body: long })
    expect(answer.type).toContain('text/x-script')
    expect(answer.text).toContain('too-large')
  })

  test('has its words where there is no association, and where its page takes no form', async () => {
    for (const [path, host] of [
      ['/connexion', 'nobody.localhost'],
      ['/operateur/connexion', 'admin.localhost'],
      ['/annuaire', HOST],
    ] as const) {
      const { status, text } = await post(path, { body: long, host })
      expect(status, path).toBeGreaterThanOrEqual(400)
      expect(status, path).toBeLessThan(500)
      expect(text.length, path).toBeGreaterThan(100)
    }
  })
})

test('a body that nobody reads keeps no browser waiting: it hears its answer once everything is sent', async () => {
  const file = parts('file', Buffer.alloc(9 * MIB, 'x'))
  const began = performance.now()
  const refused = await post('/parametres/fiche?partie=photo', { ...file, cookie: '' })
  expect(refused.status).toBe(302)
  expect(performance.now() - began).toBeLessThan(20_000)
})

test('a connection that never ends its body is let go with the answer', async () => {
  const socket = connect(site.port, '127.0.0.1')
  const head = ['POST /connexion HTTP/1.1', `Host: ${HOST}`, `Origin: http://${HOST}`, 'Transfer-Encoding: chunked']
  socket.write(`${head.join('\r\n')}\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n`)
  const chunk = `10000\r\n${'a'.repeat(65_536)}\r\n`
  let text = ''
  socket.on('data', (part) => (text += part))
  socket.on('error', () => {})
  const gone = new Promise((end) => socket.once('close', end))
  // More than is ever read for nothing.
  for (let i = 0; i < 1_200 && !socket.destroyed; i++)
    if (!socket.write(chunk)) await Promise.race([new Promise((go) => socket.once('drain', go)), gone])
  await gone
  expect(text).toMatch(/^(HTTP\/1\.1 413 |$)/)
})

const HEAD = (name: string) =>
  `--limit\r\nContent-Disposition: form-data; name="${name}"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n`

function parts(name: string, content: Buffer, end = '\r\n--limit--\r\n') {
  const body = Buffer.concat([Buffer.from(HEAD(name)), content, Buffer.from(end)])
  return { body, type: 'multipart/form-data; boundary=limit' }
}

/** Every address that takes a file: who may send one there, and the bytes of file it takes. */
const UPLOADS = [
  { path: '/parametres/fiche?partie=photo', name: 'cv', most: 5 * MIB, who: () => member },
  { path: '/adhesion', name: 'certificate', most: 2 * MIB, who: () => member },
  { path: '/mot-de-passe-oublie/identite', name: 'proof', most: 2 * MIB, who: () => undefined },
  { path: '/inscription', name: 'certificate', most: 2 * MIB, who: () => undefined, host: 'ece.localhost' },
  { path: '/admin/paiements/banque', name: 'file', most: 5 * MIB, who: () => admin },
  { path: '/admin/imports', name: 'file', most: 60 * MIB, who: () => admin },
]

test('messages, documents of groups and articles with pictures take their files', () => {
  const takes = {
    '/messagerie/x': 5,
    '/groupes/x/documents': 5,
    '/groupes/x/articles/nouveau': 20,
    '/groupes/x/articles/y/modifier': 20,
  }
  for (const [path, files] of Object.entries(takes))
    for (const asked of [path, `${path}.data`]) expect(bodyLimit(asked), asked).toBeGreaterThan(files * MIB)
  for (const path of ['/groupes/x', '/groupes/x/articles/y', '/messagerie']) expect(bodyLimit(path), path).toBe(MIB)
})

describe.each(UPLOADS)('$path', ({ path, name, most, who, host = HOST }) => {
  const sent = (content: Buffer, end?: string) =>
    post(path, { ...parts(name, content, end), cookie: who()?.cookie, host })

  test('takes in what its own limit allows', () => {
    for (const asked of [path, `${path}.data`]) expect(bodyLimit(asked)).toBeGreaterThan(most)
    expect(bodyLimit(`${path}x`)).toBeLessThanOrEqual(bodyLimit(path))
  })

  test('a file cut short on its way is damaged: 400, and not too large', async () => {
    const { status, text } = await sent(Buffer.from('%PDF-1.4'), '')
    expect([status, text.includes('incomplet ou abîmé')]).toEqual([400, true])
  })

  test('a file over the limit is too large: 413, with words', async () => {
    const { status, text } = await sent(Buffer.alloc(most + 70 * 1024, '%'))
    expect(status).toBe(413)
    expect(text).toMatch(/trop (lourd|grand|volumineu)|dépasse|Mo\b/)
    expect(text).not.toContain('incomplet ou abîmé')
  })

  test('a small file is neither', async () => {
    const { status } = await sent(Buffer.from('nothing of a paper'))
    expect([302, 303, 422]).toContain(status)
  })
})
