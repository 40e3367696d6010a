/** Every account that the README and the start of the demo name signs in at its own door, and finds what it is for. */
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { expect, inject, test } from 'vitest'
import type { DemoAccount } from './visit.ts'

const port = inject('sitePort')
const accounts = (JSON.parse(readFileSync('tenants/demo-accounts.json', 'utf8')) as DemoAccount[]).filter(
  ({ door }) => door !== 'operator',
)
const DOORS: Record<string, string> = {
  people: '/connexion',
  recruiters: '/recruteurs/connexion',
  schools: '/ecoles/connexion',
}

interface Answer {
  status: number
  location: string
  cookie: string
}

/** Names below `localhost` are not known to every machine: the host goes in the header. */
function ask(tenant: string, path: string, cookie: string, form?: Record<string, string>): Promise<Answer> {
  const host = `${tenant}.localhost:${port}`
  const body = form && new URLSearchParams(form).toString()
  const type = 'application/x-www-form-urlencoded'
  const headers = { Host: host, Origin: `http://${host}`, Cookie: cookie, ...(body ? { 'Content-Type': type } : {}) }
  return new Promise((done, fail) => {
    const sent = request({ host: '127.0.0.1', port, path, method: body ? 'POST' : 'GET', headers }, (answer) => {
      const { statusCode = 0, headers: got } = answer.resume()
      const cookies = (got['set-cookie'] ?? []).map((one) => one.split(';')[0]!)
      answer.once('end', () => done({ status: statusCode, location: got.location ?? '', cookie: cookies.join('; ') }))
    })
    sent.once('error', fail)
    sent.end(body)
  })
}

const signIn = ({ tenant, door, login, password }: DemoAccount) => ask(tenant, DOORS[door]!, '', { login, password })

test.each(accounts)('$role of $tenant signs in as $login', async (account) => {
  const { status, location, cookie } = await signIn(account)
  expect(status).toBe(302)
  expect(location).not.toContain('/connexion')
  expect((await ask(account.tenant, location, cookie)).status).toBe(200)
})

/** A page of each volunteer's task, and one that is none of theirs. */
const TASKS: Record<string, [own: string, other: string]> = {
  tresorier: ['/admin/paiements', '/admin/a-traiter'],
  moderateur: ['/admin/signalements', '/admin/paiements'],
  webmaster: ['/admin/a-traiter', '/admin/paiements'],
  'responsable-demandes': ['/admin/a-traiter', '/admin/membres'],
}

test.each(accounts.filter(({ role }) => TASKS[role]))(
  '$role of $tenant has their task and no other',
  async (account) => {
    const { cookie } = await signIn(account)
    const [own, other] = TASKS[account.role]!
    expect((await ask(account.tenant, '/admin', cookie)).status).toBe(200)
    expect((await ask(account.tenant, own, cookie)).status).toBe(200)
    expect((await ask(account.tenant, other, cookie)).status).toBe(403)
  },
)
