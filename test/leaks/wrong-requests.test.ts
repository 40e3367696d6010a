/** Requests that are the visitor's mistake: no address answers any of them with a failure of ours. */
import { beforeAll, expect, test } from 'vitest'
import { useDatabase } from '../setup/database.ts'
import { request, type Sent } from '../setup/site.ts'
import { attackWorld, HOST, type Target } from './attack-world.ts'

useDatabase()
let target: Target

beforeAll(async () => {
  target = await attackWorld()
}, 120_000)

const typed = (type: string | undefined, text: string): Sent => ({
  method: 'POST',
  text,
  headers: type === undefined ? {} : { 'Content-Type': type },
})
const FORM = 'application/x-www-form-urlencoded'
const PARTS = 'multipart/form-data; boundary=limit'
const part = (name: string, value: string) =>
  `--limit\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`

const FIELDS = ['login', 'password', 'email', 'firstName', 'lastName', 'promotion', 'name', 'phone', 'message', 'code']
const everyField = (value: string) => FIELDS.map((name) => `${name}=${value}`).join('&')

const WRONG: Record<string, Sent> = {
  'JSON where a form is due': typed('application/json', '{"login":"a"}'),
  'a body of no type': typed('application/octet-stream', 'login=a'),
  'plain text': typed('text/plain;charset=UTF-8', 'login=a'),
  'percent signs that say nothing': typed(FORM, 'login=%&%zz=%e9&password=%ff%fe'),
  'zero bytes': typed(FORM, everyField('a%00b')),
  'half a surrogate': typed(FORM, everyField('%ed%a0%80')),
  'a very long field': typed(FORM, everyField('é1'.repeat(9000))),
  'parts without a boundary': typed('multipart/form-data', part('login', 'a')),
  'parts that break off': typed(PARTS, part('login', 'a').slice(0, -4)),
  'parts that are none': typed(PARTS, 'login=a'),
  'a part of zero bytes': typed(PARTS, `${part('lo\0gin', 'a\0')}--limit--\r\n`),
  nothing: { method: 'POST' },
}

test.each(Object.entries(WRONG))(
  '%s: every address answers a visitor and a member below 500',
  async (_, sent) => {
    const failed: string[] = []
    for (const cookie of ['', target.seats.adherent.cookie])
      for (const path of target.paths) {
        const { status } = await request(HOST, path, { ...sent, cookie })
        if (status >= 500 && !path.startsWith('/webhooks/')) failed.push(`${status} ${path} ${cookie ? 'member' : ''}`)
      }
    expect(failed).toEqual([])
  },
  180_000,
)

test('what is wrong is said in the words of the visitor’s language, and the same form in order is taken', async () => {
  const send = (sent: Sent, language: string) =>
    request(HOST, '/connexion', { ...sent, headers: { ...sent.headers, 'Accept-Language': language } })
  const json = await send(WRONG['JSON where a form is due']!, 'fr')
  expect([json.status, (await json.text()).includes('attend un formulaire')]).toEqual([415, true])
  const broken = await send(WRONG['parts that break off']!, 'en')
  expect([broken.status, (await broken.text()).includes('incomplete or damaged')]).toEqual([400, true])
  expect((await send(WRONG['zero bytes']!, 'fr')).status).toBe(422)
  const whole = typed(PARTS, `${part('login', 'personne')}${part('password', 'x')}--limit--\r\n`)
  expect((await send(whole, 'fr')).status).toBe(401)
})

test.each([':99999', ':0', ':', ':abc', ':80:80'])('a Host with the port « %s » is misdirected', async (port) => {
  const response = await request(`${HOST}${port}`, '/')
  expect(response.status).toBe(421)
  expect(await response.text()).toContain('Le port de cette adresse')
})

test('hosts that no address can have are unknown', async () => {
  for (const host of ['1.2.3.999', 'xn--a.localhost.x..', '-'])
    expect((await request(host, '/')).status, host).toBe(404)
})
