/**
 * A forgotten password [S2]: to an address on file, once, within the hour; else a proof that one reviewer sees and that
 * then is gone.
 */
import { readdirSync } from 'node:fs'
import sharp from 'sharp'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { env } from '#app/context/env.ts'
import { hashPassword } from '#app/context/password.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { issueLink, voidLinks } from '#app/domain/links/links.server.ts'
import type { Letter } from '#app/domain/mail/letter.ts'
import { writeLetter } from '#app/domain/mail/write-letter.tsx'
import { createAccounts, grantRole } from '#app/domain/people/accounts.server.ts'
import { linkLetters } from '#app/domain/requests/links.email.tsx'
import { considerAll, emptyOutbox, linkTo, mailsOf, requestsOf } from '../../factories/outbox.ts'
import { organisationSeat, personSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

useDatabase()

const HOST = 'supmeca.localhost'
const OLD = 'quatre girafes mangent tard'
const NEW = 'sept hérissons traversent la nuit'
const seats: Record<string, Seat> = {}
const people: { id: string; handle: string }[] = []
let accountId = ''
let login = ''

beforeAll(async () => {
  await apply('supmeca', 'isep')
  people.push(
    ...(await addPeople('supmeca', [
      { values: { firstName: 'Noëlle', lastName: 'Perdue', promotion: 1999, primaryEmail: 'noelle@courriel.example' } },
      { values: { firstName: 'Chef', lastName: 'Lead', promotion: 1990, primaryEmail: 'chef@courriel.example' } },
      { values: { firstName: 'Membre', lastName: 'Simple', promotion: 1991, primaryEmail: 'membre@courriel.example' } },
    ])),
  )
  const passwordHash = await hashPassword(OLD)
  const made = await inside('supmeca', async (query, scope) => {
    const accounts = people.slice(0, 2).map(({ id: personId }) => ({ personId, passwordHash }))
    const made = await createAccounts(query, scope, accounts, new Date('2020-01-01'))
    const of = (who: { id: string }) => made.find(({ personId }) => personId === who.id)!
    await grantRole(query, scope, { accountId: of(people[1]!).accountId, role: 'admin' }, new Date('2020-01-01'))
    return of(people[0]!)
  })
  accountId = made.accountId
  login = made.login
  seats.manager = await staffSeat('supmeca', 'manager')
  seats.admin = await staffSeat('supmeca', 'admin')
  seats.member = await personSeat('supmeca', people[2]!.id)
  seats.recruiter = await organisationSeat('supmeca', 'company')
  seats.school = await organisationSeat('supmeca', 'school')
  seats.foreign = await staffSeat('isep', 'admin')
})

beforeEach(() => emptyOutbox('supmeca'))
afterEach(() => setClock(undefined))

let at = Date.now()
/** A quieter hour each time: how often one may ask is tested elsewhere. */
const later = () => {
  at += 2 * 3600_000
  setClock(new Date(at))
}
const forgot = (typed: string, host = HOST) => request(host, '/mot-de-passe-oublie', { form: { login: typed } })
const choose = (path: string, password = NEW, host = HOST) =>
  request(host, path, { form: { newPassword: password, newPasswordAgain: password } })
const signIn = (password: string) => request(HOST, '/connexion', { form: { login, password } })
const recoveryLink = async () => {
  later()
  await forgot(login)
  await considerAll('supmeca')
  return linkTo('supmeca', 'access.recovery', 'noelle@courriel.example')
}

describe('a link to an address on file', () => {
  test.each(['noelle.perdue99', ' Noëlle.PERDUE99 ', 'n.perdue99', 'noelle@courriel.example'])(
    'for whoever types %s',
    async (typed) => {
      later()
      const answer = await forgot(typed)
      expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/mot-de-passe-oublie?envoye=1'])
      await considerAll('supmeca')
      expect((await mailsOf('supmeca')).map(({ kind, to }) => [kind, to])).toEqual([
        ['access.recovery', 'noelle@courriel.example'],
      ])
    },
  )

  test.each(['nobody.nowhere99', 'noelle@ailleurs.example', '', '\u0000', `${'x'.repeat(240)}@a.fr`])(
    'nothing for %j, and the same answer',
    async (typed) => {
      later()
      const answer = await forgot(typed)
      expect(answer.status).toBe(typed.replaceAll('\u0000', '') === '' ? 422 : 303)
      await considerAll('supmeca')
      expect(await mailsOf('supmeca')).toEqual([])
    },
  )

  test('changes the password once; sessions end, nobody is signed in by it, the owner is told', async () => {
    const path = await recoveryLink()
    expect(await (await request(HOST, path)).text()).toContain(login)
    expect((await choose(path, 'court')).status).toBe(422)
    const answers = await Promise.all([choose(path), choose(path)])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 410])
    const done = answers.find(({ status }) => status === 303)!
    expect(done.headers.get('Location')).toBe('/connexion?nouveau=1')
    expect(done.headers.getSetCookie().filter((cookie) => cookie.startsWith('session='))).toEqual([])
    expect((await mailsOf('supmeca', 'account.security')).map(({ to }) => to)).toEqual(['noelle@courriel.example'])
    expect((await signIn(NEW)).status).toBe(302)
    expect((await signIn(OLD)).status).toBe(401)
  })

  test('is over after an hour, belongs to one association, and is void once the password or an address changed', async () => {
    const path = await recoveryLink()
    expect((await choose(path, NEW, 'isep.localhost')).status).toBe(410)
    setClock(new Date(at + 61 * 60_000))
    expect((await request(HOST, path)).status).toBe(410)
    expect((await choose(path)).status).toBe(410)
    const second = await recoveryLink()
    await inside('supmeca', (query, { id }) => voidLinks(query, id, { accountId }))
    expect((await choose(second)).status).toBe(410)
  })

  test('of a closed account is none', async () => {
    const path = await recoveryLink()
    const close = (when: Date | null) =>
      inside('supmeca', (query, { id }) =>
        query(sql`UPDATE "account" SET "disabledAt" = ${when} WHERE "tenantId" = ${id} AND "id" = ${accountId}`),
      )
    await close(new Date())
    expect((await choose(path)).status).toBe(410)
    await emptyOutbox('supmeca')
    later()
    await forgot(login)
    await considerAll('supmeca')
    expect(await mailsOf('supmeca')).toEqual([])
    await close(null)
  })

  test('of another purpose opens nothing here', async () => {
    const secret = await inside('supmeca', (query, { id }) =>
      issueLink(query, id, { purpose: 'emailProof', accountId, data: {} }, new Date(at)),
    )
    setClock(new Date(at))
    for (const page of ['/nouveau-mot-de-passe', '/bienvenue'])
      expect((await choose(`${page}?lien=${secret}`)).status).toBe(410)
  })

  test('names the association’s own host, whatever the request says', async () => {
    const tenant = (await tenantOfSlug('supmeca'))!
    const elsewhere = [
      'X-Forwarded-Host',
      'X-Host',
      'X-Original-Host',
      'X-Forwarded-Server',
      'Forwarded',
      'X-Original-URL',
    ]
    const hosts = [HOST, 'SUPMECA.localhost', 'supmeca.localhost.', 'supmeca.localhost:8080']
    for (const host of hosts) {
      const headers = Object.fromEntries(elsewhere.slice(host === HOST ? 1 : 0).map((name) => [name, 'voleur.example']))
      later()
      await request(host, '/mot-de-passe-oublie', { form: { login }, headers })
      await considerAll('supmeca')
    }
    const mails = await mailsOf('supmeca', 'access.recovery')
    expect(mails.length).toBeGreaterThan(0)
    for (const { id, to, data } of mails) {
      expect(data.path).toMatch(/^\/nouveau-mot-de-passe\?lien=[\w-]{22}$/)
      const letter = linkLetters.find(({ kind }) => kind === 'access.recovery') as unknown as Letter
      const envelope = { id, to, language: 'fr' as const, personId: null, listId: null }
      const written = await writeLetter(tenant, letter, data, envelope)
      const links = [...written.html.matchAll(/href="([^"]+)"/g)].map((match) => new URL(match[1]!).hostname)
      expect(new Set(links)).toEqual(new Set([HOST]))
      expect(written.text).not.toContain('voleur')
    }
  })
})

const picture = () =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: '#204060' } })
    .png()
    .toBuffer()
async function withProof(file: Blob, more: Record<string, string> = {}): Promise<FormData> {
  const form = new FormData()
  const said = {
    firstName: 'Noëlle',
    lastName: 'Perdue',
    promotion: '1999',
    phone: '0612345678',
    email: 'neuve@courriel.example',
  }
  for (const [name, value] of Object.entries({ ...said, ...more })) form.append(name, value)
  form.append('proof', file, 'carte.png')
  return form
}
const papers = () =>
  readdirSync(new URL(env().FILES_URL), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.sealed'),
  )
const waiting = async () =>
  (await requestsOf('supmeca')).filter(({ kind, state }) => kind === 'identity' && state === 'waiting')
const ask = async (form: FormData) => {
  later()
  return request(HOST, '/mot-de-passe-oublie/identite', { form })
}
const decide = (form: Record<string, string>, seat: Seat | undefined = seats.manager) =>
  request(HOST, '/admin/a-traiter?type=identity', { form, cookie: seat?.cookie })

describe('no access to the address any more', () => {
  test('a proof is taken as PDF, JPG or PNG of 2 MB and as nothing else', async () => {
    for (const bytes of ['<svg xmlns="http://www.w3.org/2000/svg"/>', '<html>', 'GIF89a…', ''])
      expect((await ask(await withProof(new Blob([bytes])))).status).toBe(422)
    expect((await ask(await withProof(new Blob([new Uint8Array(2 * 1024 * 1024 + 1)])))).status).toBe(422)
    expect(await waiting()).toEqual([])
  })

  test('only who administers sees it, until the decision takes it away', async () => {
    const before = await mailsOf('supmeca')
    expect((await ask(await withProof(new Blob([new Uint8Array(await picture())])))).status).toBe(303)
    expect(before).toEqual(await mailsOf('supmeca'))
    const [one] = await waiting()
    const path = `/admin/a-traiter/${one!.id}/piece`
    expect(papers()).toHaveLength(1)
    expect((await request(HOST, path)).status).toBe(302)
    for (const role of ['member', 'recruiter', 'school'])
      expect((await request(HOST, path, { cookie: seats[role]!.cookie })).status).toBe(403)
    expect((await request('isep.localhost', path, { cookie: seats.foreign!.cookie })).status).toBe(404)
    const seen = await request(HOST, path, { cookie: seats.manager!.cookie })
    expect([seen.status, seen.headers.get('Content-Type')]).toEqual([200, 'image/jpeg'])
    expect(seen.headers.get('Cache-Control')).toBe('no-store')

    const page = await request(HOST, '/admin/a-traiter?type=identity', { cookie: seats.manager!.cookie })
    expect(await page.text()).toContain('noelle@courriel.example')
    for (const role of ['member', 'recruiter', 'school'])
      expect((await decide({ intent: 'approve', id: one!.id, person: people[0]!.id }, seats[role])).status).toBe(403)
    expect((await decide({ intent: 'approve', id: one!.id, person: people[0]!.id })).status).toBe(303)
    expect((await decide({ intent: 'approve', id: one!.id, person: people[0]!.id })).status).toBe(409)
    expect(papers()).toEqual([])
    expect((await request(HOST, path, { cookie: seats.manager!.cookie })).status).toBe(404)

    const mails = await mailsOf('supmeca')
    expect(mails.map(({ kind, to }) => [kind, to]).sort()).toEqual([
      ['access.decided', 'noelle@courriel.example'],
      ['access.identity', 'neuve@courriel.example'],
    ])
    const link = await linkTo('supmeca', 'access.identity', 'neuve@courriel.example')
    expect((await choose(link, OLD)).status).toBe(303)
    const [account] = await inside('supmeca', (query, { id }) =>
      query(sql`SELECT "email" FROM "account" WHERE "tenantId" = ${id} AND "id" = ${accountId}`),
    )
    expect(account).toEqual({ email: 'neuve@courriel.example' })
    const [person] = await inside('supmeca', (query, { id }) =>
      query(
        sql`SELECT "primaryEmail", "secondaryEmail" FROM "person" WHERE "tenantId" = ${id} AND "id" = ${people[0]!.id}`,
      ),
    )
    expect(person).toEqual({ primaryEmail: 'neuve@courriel.example', secondaryEmail: 'noelle@courriel.example' })
  })

  test('refused with its reason, the paper goes too; without one it stays', async () => {
    await ask(await withProof(new Blob(['%PDF-1.4 x'])))
    const [one] = await waiting()
    const unsaid = await decide({ intent: 'refuse', id: one!.id, reason: 'non' })
    expect(unsaid.status).toBe(422)
    const text = await unsaid.text()
    expect(text).toMatch(/<title[^>]*>Erreur[\s\S]*class="error-summary"/)
    expect(text).toContain(`href="#demande-${one!.id}"`)
    expect(papers()).toHaveLength(1)
    await decide({ intent: 'refuse', id: one!.id, reason: 'Le document est illisible.' })
    expect(papers()).toEqual([])
    expect((await mailsOf('supmeca')).map(({ kind, to }) => [kind, to])).toEqual([
      ['access.refused', 'neuve@courriel.example'],
    ])
  })

  test('the account of who leads is opened by who leads, and one’s own by somebody else', async () => {
    const said = { firstName: 'Chef', lastName: 'Lead', promotion: '1990', email: 'faux@courriel.example' }
    await ask(await withProof(new Blob(['%PDF-1.4 y']), said))
    const [one] = await waiting()
    const approve = { intent: 'approve', id: one!.id, person: people[1]!.id }
    expect((await decide(approve, seats.manager)).status).toBe(403)
    expect(await mailsOf('supmeca')).toEqual([])
    for (const person of ['new', 'x', '018f0000-0000-7000-a000-00000000000b'])
      expect((await decide({ ...approve, person }, seats.admin)).status).toBe(422)
    expect((await decide(approve, seats.admin)).status).toBe(303)
  })
})
