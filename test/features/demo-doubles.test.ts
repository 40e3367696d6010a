/** The demo's doubles of third parties: one small process, there in the demo and nowhere else. */
import { fork } from 'node:child_process'
import { getResponse } from 'msw'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Doubles, startDoubles } from '#app/cli/start-doubles.ts'
import { childEnvironment, setEnvironment } from '#app/context/env.ts'
import { resendMailer } from '#app/outside/resend.ts'
import { apply } from '../factories/world.ts'
import { clockDouble } from '../outside/clock.ts'
import { useDatabase, variablesOf } from '../setup/database.ts'
import { request } from '../setup/site.ts'

const database = useDatabase()
let doubles: Doubles

const mail = {
  from: '"Demo" <courriel@alumni.example>',
  to: 'celine@exemple.fr',
  replyTo: 'bonjour@exemple.fr',
  subject: 'Bonjour',
  html: '<html><head></head><body><a href="http://isep.localhost:3000/activation?lien=a&amp;b=c">ici</a></body></html>',
  text: 'ici http://isep.localhost:3000/activation?lien=a&b=c',
  headers: {},
  tags: { tenant: 'isep', mail: 'x' },
}

beforeAll(async () => {
  const base = variablesOf(new URL(database.url('app')).pathname.slice(1))
  setEnvironment({ RESEND_API_KEY: '' })
  doubles = await startDoubles({ ...base, RESEND_API_KEY: '', DEMO: '1', PORT: '1' })
  // The site reads its variables once, at its first page: answers.test.ts is the one without DEMO.
  setEnvironment({ DEMO: '1', DOUBLES_URL: doubles.variables.DOUBLES_URL! })
  await apply('isep')
})
afterAll(() => void doubles.child.kill())

test('mails that the double took are shown, as a page and as data, newest first', async () => {
  const { RESEND_API_KEY, RESEND_BASE_URL } = doubles.variables
  const mailer = resendMailer({ key: RESEND_API_KEY!, baseUrl: RESEND_BASE_URL! })
  const sent = await mailer.send([mail, { ...mail, to: 'jean@exemple.fr', subject: '<b>Second</b>' }], 'key')
  expect(sent.kind).toBe('accepted')
  const answer = await request('localhost', '/demo/mails', { headers: { Accept: 'application/json' } })
  const all = (await answer.json()) as Record<string, unknown>[]
  expect(all.map(({ subject }) => subject)).toEqual(['<b>Second</b>', 'Bonjour'])
  expect(all[1]).toMatchObject({ tenant: 'isep', to: 'celine@exemple.fr', html: mail.html, text: mail.text })
  expect(all[1]!.links).toEqual(['http://isep.localhost:3000/activation?lien=a&b=c'])
  const some = await request('localhost', '/demo/mails?tenant=isep&to=JEAN', {
    headers: { Accept: 'application/json' },
  })
  expect(await some.json()).toHaveLength(1)
  const page = await (await request('localhost', '/demo/mails')).text()
  expect(page).toContain('&#60;b&#62;Second')
  expect(page).not.toContain('<b>Second')
  const body = await (await request('localhost', `/demo/mails/${all[1]!.id}`)).text()
  expect(body).toContain('<base target="_top">')
})

test('the clock is shown, and a time that cannot be read is refused in words', async () => {
  const json = { headers: { Accept: 'application/json' } }
  const told = (await (await request('localhost', '/demo/clock', json)).json()) as { now: string }
  expect(Math.abs(Date.parse(told.now) - Date.now())).toBeLessThan(60_000)
  const refused = await request('localhost', '/demo/clock', { origin: '', form: { at: 'demain' } })
  expect(refused.status).toBe(400)
  expect(await refused.text()).toContain('ne se lit pas')
  const move = vi.fn(async () => {})
  const posted = await getResponse(
    clockDouble({ moveClock: move }).pages,
    new Request('http://localhost/demo/clock', {
      method: 'POST',
      body: new URLSearchParams({ at: '2027-03-28T02:30:00Z' }),
    }),
  )
  expect(posted?.status).toBe(200)
  expect(move).toHaveBeenCalledWith(new Date('2027-03-28T02:30:00Z'))
})

test.each(['/demo/mails', '/demo/paiement/x', '/demo/clock', '/demo'])('%s is on no other host', async (path) => {
  for (const host of ['isep.localhost', 'admin.localhost']) expect((await request(host, path)).status, host).toBe(404)
})

test('without DEMO=1 the process of the doubles does not start', async () => {
  const child = fork('app/cli/demo-doubles.ts', [], { env: childEnvironment({ DEMO: '0' }), stdio: 'ignore' })
  expect(await new Promise((ended) => child.once('exit', ended))).not.toBe(0)
})
