/** The processes themselves: what they refuse to start with, how they answer on a socket, how they stop. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { request as ask, type IncomingMessage, type RequestOptions } from 'node:http'
import { join } from 'node:path'
import { afterEach, beforeAll, expect, inject, test } from 'vitest'
import { applyTenant } from '#app/context/tenant-versions.ts'
import { freePort } from '#app/db/embedded.ts'
import { loadTenantFile } from '#app/tenant/load.ts'
import { queryAs, useDatabase, variablesOf } from '../setup/database.ts'

const database = useDatabase()
let variables: Record<string, string>
let children: ChildProcess[] = []

beforeAll(async () => {
  variables = variablesOf(new URL(database.url('app')).pathname.slice(1))
  const loaded = loadTenantFile('tenants/isep')
  if (!loaded.ok) throw new Error('tenants/isep is not valid')
  await applyTenant({ config: loaded.config, author: 'test', diff: '', hosts: ['isep.localhost'] })
})

afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  children = []
})

interface Started {
  child: ChildProcess
  /** What it has written so far. */
  said: () => string
}

function start(kind: 'web' | 'worker', change: Record<string, string> = {}): Started {
  const child = fork('app/server.ts', [kind], {
    env: { PATH: process.env.PATH, ...variables, NODE_ENV: 'production', LOG_LEVEL: 'info', ...change },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  children.push(child)
  let text = ''
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (part) => (text += part))
  return { child, said: () => text }
}

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return child.exitCode
}

async function ready(started: Started): Promise<Started> {
  const which = await Promise.race([once(started.child, 'message'), once(started.child, 'exit')])
  if (which[0] !== 'ready') throw new Error(started.said())
  return started
}

interface Heard {
  status: number
  headers: IncomingMessage['headers']
  text: string
}

function get(port: number, options: RequestOptions, body?: Buffer): Promise<Heard> {
  return new Promise((done, fail) => {
    const sent = ask({ port, host: '127.0.0.1', headers: { Host: 'isep.localhost' }, ...options }, async (answer) => {
      const parts: Buffer[] = []
      for await (const part of answer) parts.push(part)
      done({ status: answer.statusCode!, headers: answer.headers, text: Buffer.concat(parts).toString() })
    })
    sent.once('error', fail)
    sent.end(body)
  })
}

test.each([
  ['the owner of the tables', () => ({ DATABASE_URL: database.url('owner') }), 'an owner of the tables'],
  ['a missing secret', () => ({ SESSION_SECRET: '' }), 'SESSION_SECRET: is missing'],
  ['a wrong key', () => ({ DATA_KEY: 'short' }), 'DATA_KEY: 32 bytes'],
])('a process does not start with %s, and says so', async (_, change, said) => {
  const started = start('web', change())
  expect(await ended(started.child)).toBe(1)
  await expect.poll(() => started.said()).toContain(said)
  expect(started.said()).not.toContain('postgresql://')
})

test('a role that bypasses the wall is refused even when it owns nothing', async () => {
  const password = new URL(database.url('app')).password
  const superuser = database.url('owner').replace('alumni_owner', 'postgres')
  await queryAs(superuser, `CREATE ROLE careless LOGIN BYPASSRLS PASSWORD '${password}'`)
  const started = start('web', { DATABASE_URL: database.url('app').replace('alumni_app', 'careless') })
  expect(await ended(started.child)).toBe(1)
  await expect.poll(() => started.said()).toContain('the role careless is BYPASSRLS')
  await queryAs(superuser, 'DROP ROLE careless')
})

test('a web process answers, logs without personal data, and lets running requests finish when it stops', async () => {
  const port = await freePort()
  const started = await ready(start('web', { PORT: String(port) }))
  // What it writes travels apart from its word that it is ready.
  await expect.poll(() => started.said()).toContain('"current_user":"alumni_app"')

  const page = await get(port, {
    path: '/?q=secret-name',
    headers: { Host: 'isep.localhost', 'Accept-Encoding': 'gzip' },
  })
  expect([page.status, page.headers['content-encoding']]).toEqual([200, 'gzip'])

  const [script] = readdirSync(join(inject('buildDirectory'), 'client', 'assets')).filter((file) =>
    file.endsWith('.js'),
  )
  const asset = await get(port, { path: `/assets/${script}` })
  expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect((await get(port, { path: '/assets/gone.js' })).status).toBe(404)

  const elsewhere = { Host: 'nobody.localhost', 'X-Forwarded-Host': 'isep.localhost', Forwarded: 'host=isep.localhost' }
  expect((await get(port, { path: '/', headers: elsewhere })).status).toBe(404)

  const large = {
    Host: 'isep.localhost',
    Origin: 'http://isep.localhost',
    'Content-Type': 'application/x-www-form-urlencoded',
  }
  const refused = await get(port, { method: 'POST', path: '/affichage', headers: large }, Buffer.alloc(2_000_000, 'a'))
  expect(refused.status).toBe(413)

  const last = get(port, { path: '/' })
  started.child.kill('SIGTERM')
  expect((await last.catch(() => ({ status: 200 }))).status).toBe(200)
  expect(await ended(started.child)).toBe(0)
  await expect.poll(() => started.said()).toContain('"route":"features/site/home/home.route"')
  expect(started.said()).not.toContain('secret-name')
})

test('a request under way is finished before the process ends', async () => {
  const port = await freePort()
  const started = await ready(start('web', { PORT: String(port) }))
  const headers = {
    Host: 'isep.localhost',
    Origin: 'http://isep.localhost',
    'Content-Type': 'application/x-www-form-urlencoded',
    'Content-Length': '15',
  }
  const answer = new Promise<number>((done, fail) => {
    const sent = ask({ port, host: '127.0.0.1', method: 'POST', path: '/affichage', headers }, (got) =>
      done(got.statusCode!),
    )
    sent.once('error', fail)
    sent.write('lang=en')
    setTimeout(() => started.child.kill('SIGTERM'), 100)
    setTimeout(() => sent.end('&theme=x'), 600)
  })
  expect(await answer).toBe(302)
  expect(await ended(started.child)).toBe(0)
})

test('a site whose database has gone says so in words, and comes back with it', async () => {
  const [port, name] = [await freePort(), 'test_gone']
  const owner = (text: string) => queryAs(database.url('owner').replace(/\/[^/]+$/, '/postgres'), text)
  const away = (on: boolean) => owner(`ALTER DATABASE ${name} ALLOW_CONNECTIONS ${on ? 'false' : 'true'}`)
  await owner(`CREATE DATABASE ${name} TEMPLATE template_alumni`)
  const started = await ready(start('web', { ...variablesOf(name), PORT: String(port), NODE_ENV: 'production' }))
  await away(true)
  const superuser = database.url('owner').replace('alumni_owner', 'postgres')
  await queryAs(superuser, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`)
  await new Promise((later) => setTimeout(later, 1_200))
  const page = await get(port, { path: '/' })
  expect([page.status, page.headers['retry-after']]).toEqual([503, '5'])
  expect(page.text).toContain('Le site reprend son souffle')
  expect((await get(port, { path: '/healthz' })).status).toBe(503)
  await away(false)
  expect((await get(port, { path: '/healthz' })).status).toBe(200)
  started.child.kill('SIGTERM')
  expect(await ended(started.child)).toBe(0)
  await queryAs(superuser, `DROP DATABASE ${name} WITH (FORCE)`)
})

test('a worker starts as the role app and stops at once when it has nothing to do', async () => {
  const started = await ready(start('worker'))
  started.child.kill('SIGINT')
  expect(await ended(started.child)).toBe(0)
})

test('processes end with the one that started them', async () => {
  const started = await ready(start('web', { PORT: String(await freePort()) }))
  started.child.disconnect()
  expect(await ended(started.child)).toBe(0)
})
