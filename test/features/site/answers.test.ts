/** What every answer has in common, whatever the page (design §3, §4; rules.md, "Answers"). */
import { beforeAll, expect, test } from 'vitest'
import { applyTenant } from '#app/context/tenant-versions.ts'
import { loadTenantFile } from '#app/tenant/load.ts'
import { queryAs, useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

const database = useDatabase()
const HOST = 'isep.localhost:3000'

beforeAll(async () => {
  const loaded = loadTenantFile('tenants/isep')
  if (!loaded.ok) throw new Error('tenants/isep is not valid')
  await applyTenant({
    config: loaded.config,
    author: 'test',
    diff: '',
    hosts: ['isep.localhost', 'annuaire.isep.example'],
  })
})

test('every page forbids what it does not bring along', async () => {
  const { headers } = await request(HOST, '/')
  const policy = headers.get('Content-Security-Policy')
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toContain('unsafe')
  expect(policy).toContain("frame-ancestors 'none'")
  expect(headers.get('Cache-Control')).toBe('no-store')
  expect(headers.get('ETag')).toBeNull()
  expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
})

test('a page has no script and no style of its own: only files of its host may run', async () => {
  const answer = await request(HOST, '/')
  expect(answer.headers.get('Content-Security-Policy')).toMatch(/script-src 'self'; style-src 'self';/)
  const page = await answer.text()
  expect(page.match(/<script\b[^>]*>/g)).toEqual([expect.stringMatching(/ src="\/assets\/[^"]+"/)])
  expect(page).not.toMatch(/<style\b|\sstyle=/)
})

test('transport security is demanded everywhere but on local hosts', async () => {
  expect((await request(HOST, '/')).headers.get('Strict-Transport-Security')).toBeNull()
  expect((await request('annuaire.isep.example', '/')).headers.get('Strict-Transport-Security')).toMatch(
    /max-age=\d{8}/,
  )
})

test.each([
  ['an unknown host', 'nobody.localhost', {}],
  ['no host', '', {}],
  ['a host that cannot be', 'isep.localhost/../x', {}],
  ['X-Forwarded-Host', 'nobody.localhost', { 'X-Forwarded-Host': 'isep.localhost' }],
])('%s gets a 404 without a word of any association', async (_, host, headers) => {
  const response = await request(host, '/', { headers })
  expect(response.status).toBe(404)
  expect(await response.text()).not.toContain('ISEP')
})

test('a port or a final dot does not change whose host it is', async () => {
  for (const host of ['isep.localhost', 'isep.localhost:8080', 'ISEP.localhost', 'isep.localhost.'])
    expect((await request(host, '/')).status, host).toBe(200)
})

test.each([
  ['no Origin', null],
  ['a sister association', 'http://insa-lyon.localhost:3000'],
  ['another port of the same host', 'http://isep.localhost:4000'],
  ['an opaque origin', 'null'],
])('a form sent from %s is refused', async (_, origin) => {
  const response = await request(HOST, '/affichage', { form: { lang: 'en' }, origin })
  expect(response.status).toBe(403)
  expect(response.headers.getSetCookie()).toEqual([])
})

test('the same form from the page itself is taken', async () => {
  const response = await request(HOST, '/affichage', { form: { lang: 'en', redirectTo: '/?a=1' } })
  expect([response.status, response.headers.get('Location')]).toEqual([302, '/?a=1'])
  const page = await request(HOST, '/', { cookie: response.headers.getSetCookie()[0]!.split(';')[0] })
  expect(await page.text()).toContain('<html lang="en"')
})

test('on a real domain a form must come over TLS', async () => {
  const sent = (origin: string) => request('annuaire.isep.example', '/affichage', { form: { lang: 'en' }, origin })
  expect((await sent('http://annuaire.isep.example')).status).toBe(403)
  expect((await sent('https://annuaire.isep.example')).status).toBe(302)
})

test('nothing of the demo exists without DEMO', async () => {
  for (const path of ['/demo', '/demo/mails', '/demo/paiement/1'])
    expect((await request('localhost:3000', path)).status, path).toBe(404)
})

test('health is told on every host, and migrations that are missing make it ill', async () => {
  for (const host of [HOST, 'localhost', 'nobody.example']) expect((await request(host, '/healthz')).status).toBe(200)
  const rename = (from: string, to: string) =>
    queryAs(database.url('owner'), `UPDATE "_prisma_migrations" SET migration_name = $2 WHERE migration_name = $1`, [
      from,
      to,
    ])
  await rename('20261122190100_tenant_wall', 'x')
  expect((await request(HOST, '/healthz')).status).toBe(503)
  await rename('x', '20261122190100_tenant_wall')
})

test('the proxy is told for which hosts it may ask a certificate', async () => {
  const asked = async (domain: string) => (await request('web:3000', `/tls-ask?domain=${domain}`)).status
  expect(await asked('annuaire.isep.example')).toBe(200)
  expect(await asked('localhost')).toBe(200)
  expect(await asked('somebody.example')).toBe(404)
})

test('an address that leads nowhere is a 404 in the colours of the association', async () => {
  const response = await request(HOST, '/n-existe-pas')
  expect(response.status).toBe(404)
  expect(await response.text()).toContain('ISEP Alumni')
})

test('the style sheet of the colours is kept for good at its own address, and only there', async () => {
  const page = await (await request(HOST, '/')).text()
  const address = /href="(\/theme\.css\?v=[^"]+)"/.exec(page)![1]!
  const kept = async (path: string) => (await request(HOST, path)).headers.get('Cache-Control')
  expect(await kept(address)).toContain('immutable')
  expect(await kept('/theme.css?v=old')).toBe('no-cache')
})

test('the process works as the role app', async () => {
  const [row] = await queryAs<{ current_user: string }>(database.url('app'), 'SELECT current_user')
  expect(row?.current_user).toBe('alumni_app')
})
