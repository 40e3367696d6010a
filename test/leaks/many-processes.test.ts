/** What only real processes show: guesses counted over four of them and over a restart; odd requests on a socket. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { request as ask, type IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hashPassword } from '#app/context/password.ts'
import { freePort } from '#app/db/embedded.ts'
import { sql } from '#app/db/sql.ts'
import { createAccounts } from '#app/domain/people/accounts.server.ts'
import { organisationSeat } from '../factories/seats.ts'
import { addPeople, apply, inside, TRACE } from '../factories/world.ts'
import { useDatabase, variablesOf } from '../setup/database.ts'

const database = useDatabase()
const PASSWORD = 'une phrase assez longue'
const HOST = 'supmeca.localhost'
/** More where the whole attack is wanted (test/bench): here it proves the counting. */
const GUESSES = 40
let login = ''
const sites: { child: ChildProcess; port: number }[] = []

async function startSite(): Promise<{ child: ChildProcess; port: number }> {
  const port = await freePort()
  const variables = variablesOf(new URL(database.url('app')).pathname.slice(1))
  const child = fork('app/server.ts', ['web'], {
    env: { PATH: process.env.PATH, ...variables, NODE_ENV: 'production', PORT: String(port), DATABASE_MAX: '4' },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const site = { child, port }
  sites.push(site)
  await once(child, 'message')
  return site
}

beforeAll(async () => {
  await apply('supmeca')
  const [person] = await addPeople('supmeca', [{ values: { firstName: 'Jean', lastName: 'Aubrac', promotion: 2010 } }])
  const passwordHash = await hashPassword(PASSWORD)
  const [made] = await inside('supmeca', (query, scope) =>
    createAccounts(query, scope, [{ personId: person!.id, passwordHash }], TRACE.now),
  )
  login = made!.login
  await Promise.all([1, 2, 3, 4].map(startSite))
}, 60_000)

afterAll(() => {
  for (const { child } of sites) child.kill('SIGKILL')
})

interface Heard {
  status: number
  headers: IncomingHttpHeaders
}

function signIn(port: number, password: string, headers: Record<string, string> = {}): Promise<Heard> {
  const body = new URLSearchParams({ login, password }).toString()
  const own = { Host: HOST, Origin: `http://${HOST}`, 'Content-Type': 'application/x-www-form-urlencoded' }
  return new Promise((done, fail) => {
    const sent = ask({ port, host: '127.0.0.1', path: '/connexion', method: 'POST', headers: { ...own, ...headers } })
    sent.once('error', fail)
    sent.once('response', (answer) => {
      answer.resume().once('end', () => done({ status: answer.statusCode!, headers: answer.headers }))
    })
    sent.end(body)
  })
}

describe('guesses over four processes', () => {
  test('are counted together, whatever the visitor says of where they come from; the owner’s browser still opens', async () => {
    // The owner's own browser, from a sign-in before.
    const first = await signIn(sites[0]!.port, PASSWORD)
    expect(first.status).toBe(302)
    const device = (first.headers['set-cookie'] ?? []).find((cookie) => cookie.startsWith('device='))!.split(';')[0]!
    const answers = await Promise.all(
      Array.from({ length: GUESSES }, (_, i) =>
        signIn(sites[i % 4]!.port, `faux ${i}`, {
          'X-Forwarded-For': `10.0.${i}.1`,
          'X-Client-Address': `10.1.${i}.1`,
        }),
      ),
    )
    const judged = answers.filter(({ status }) => status === 401)
    expect(judged).toHaveLength(10)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(GUESSES - 10)
    expect(Number(answers.find(({ status }) => status === 429)!.headers['retry-after'])).toBeGreaterThan(30)
    // A process that starts anew has forgotten nothing.
    sites[0]!.child.kill('SIGKILL')
    const fresh = await startSite()
    expect((await signIn(fresh.port, PASSWORD)).status).toBe(429)
    expect((await signIn(fresh.port, PASSWORD, { Cookie: device })).status).toBe(302)
    expect((await signIn(fresh.port, PASSWORD, { Cookie: `device=${'x'.repeat(43)}` })).status).toBe(429)
  }, 60_000)
})

test('a company’s pass opens as many people as were paid for, over four processes at once', async () => {
  const seat = await organisationSeat('supmeca', 'company')
  await inside('supmeca', (query) =>
    query(sql`UPDATE "pass_period" SET "openedInAll" = 3 WHERE "organisationId" = ${seat.organisationId}`),
  )
  const people = await addPeople(
    'supmeca',
    Array.from({ length: 12 }, (_, i) => ({
      values: { firstName: 'Vue', lastName: `Ensemble${'abcdefghijkl'[i]}`, promotion: 1990 },
      siteChoices: { firstName: 'public' as const, lastName: 'public' as const },
    })),
  )
  const open = (port: number, handle: string) =>
    new Promise<number>((done, fail) => {
      const sent = ask({
        port,
        host: '127.0.0.1',
        path: `/profil/${handle}`,
        headers: { Host: HOST, Cookie: seat.cookie },
      })
      sent.once('error', fail)
      sent.once('response', (answer) => answer.resume().once('end', () => done(answer.statusCode!)))
      sent.end()
    })
  // The first process was killed above.
  const alive = sites.filter(({ child }) => child.signalCode === null)
  const answers = await Promise.all(people.map(({ handle }, i) => open(alive[i % alive.length]!.port, handle)))
  expect(answers.filter((status) => status === 200)).toHaveLength(3)
  expect(answers.filter((status) => status === 403)).toHaveLength(9)
})

/** Sends bytes as they stand. @returns the status of the answer */
function raw(text: string): Promise<number> {
  return new Promise((done, fail) => {
    const socket = connect(sites[1]!.port, '127.0.0.1', () => socket.write(text))
    let heard = ''
    socket.on('data', (part) => {
      heard += part
      const status = /^HTTP\/1\.1 (\d{3})/.exec(heard)?.[1]
      if (!status) return
      socket.destroy()
      done(Number(status))
    })
    socket.once('error', fail)
  })
}

test.each([
  ['TRACE', `TRACE /connexion HTTP/1.1\r\nHost: ${HOST}\r\n\r\n`, 405],
  ['a zero byte in a path', `GET /profil/a%00b HTTP/1.1\r\nHost: ${HOST}\r\n\r\n`, 404],
  ['a zero byte in a query', `GET /?q=%00 HTTP/1.1\r\nHost: ${HOST}\r\n\r\n`, 404],
  ['percent signs that say nothing', `GET /profil/%E0%A4%A HTTP/1.1\r\nHost: ${HOST}\r\n\r\n`, 404],
  [
    'a zero byte in a form',
    `POST /connexion HTTP/1.1\r\nHost: ${HOST}\r\nOrigin: http://${HOST}\r\n` +
      'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 30\r\n\r\nlogin=jean%00aubrac&password=x',
    422,
  ],
  [
    'a body in chunks that never says how long it is',
    `POST /connexion HTTP/1.1\r\nHost: ${HOST}\r\nOrigin: http://${HOST}\r\n` +
      'Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n' +
      `login=${'a'.repeat(65530)}`.replace(/^/, '10000\r\n').concat('\r\n').repeat(20),
    413,
  ],
])('%s is refused and breaks nothing', async (_, text, status) => {
  expect(await raw(text)).toBe(status)
})
