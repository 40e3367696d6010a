/**
 * A company or a school that no longer reads mail at its address [S2, N1]: a proof, one reviewer, a new address that is
 * the login.
 */
import { readdirSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { env } from '#app/context/env.ts'
import { hashPassword } from '#app/context/password.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { eraseSubject } from '#app/domain/data-rights/erase-subject.server.ts'
import { createOrganisation } from '#app/domain/people/accounts.server.ts'
import { emptyOutbox, linkTo, mailsOf, requestsOf } from '../../factories/outbox.ts'
import { organisationSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

useDatabase()
const SLUG = 'sepro'
const HOST = 'sepro.localhost'
const OLD = 'quatre girafes mangent tard'
const NEW = 'sept hérissons traversent la nuit'
let manager: Seat
let foreign: Seat
const made: Record<string, { accountId: string; email: string }> = {}

beforeAll(async () => {
  await apply(SLUG, 'isep')
  manager = await staffSeat(SLUG, 'manager')
  foreign = await staffSeat('isep', 'admin')
  const passwordHash = await hashPassword(OLD)
  for (const [kind, name] of [
    ['company', 'Chantiers de l’Odet'],
    ['school', 'Lycée de l’Odet'],
  ] as const) {
    const email = `${kind}@odet.example`
    await inside(SLUG, async (query, scope) => {
      const account = await createOrganisation(query, scope, { kind, name, email }, new Date('2020-01-01'))
      await query(sql`UPDATE "account" SET "passwordHash" = ${passwordHash}
        WHERE "tenantId" = ${scope.id} AND "id" = ${account!.accountId}`)
      made[kind] = { accountId: account!.accountId, email }
    })
  }
})

let count = 0
function proof(name: string, email: string, bytes: BlobPart = '%PDF-1.4 kbis', more: Record<string, string> = {}) {
  const form = new FormData()
  const said = { name, contactName: 'Anne Le Gall', phone: '02 98 00 00 00', email, ...more }
  for (const [key, value] of Object.entries(said)) form.set(key, value)
  form.set('proof', new Blob([bytes]), 'kbis.pdf')
  count++
  return form
}
const ask = (door: string, form: FormData) => request(HOST, `/${door}/mot-de-passe-oublie/identite`, { form })
const waiting = async () =>
  (await requestsOf(SLUG)).filter(({ kind, state }) => kind === 'entity' && state === 'waiting')
const decide = (form: Record<string, string>, seat = manager, host = HOST) =>
  request(host, '/admin/a-traiter?type=entity', { form, cookie: seat.cookie })
const papers = () =>
  readdirSync(new URL(env().FILES_URL), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.sealed'),
  )
const signIn = (door: string, login: string, password: string) =>
  request(HOST, `/${door}/connexion`, { form: { login, password } })

describe.each([
  ['company', 'recruteurs', 'Chantiers de l’Odet'],
  ['school', 'ecoles', 'LYCEE DE L ODET'],
])('%s', (kind, door, name) => {
  test('the way there is offered, and each step answers alike whoever exists', async () => {
    const step = await request(HOST, `/${door}/mot-de-passe-oublie`, { form: { login: 'x@y.example', access: 'lost' } })
    expect([step.status, step.headers.get('Location')]).toEqual([303, `/${door}/mot-de-passe-oublie/identite`])
    expect((await request(HOST, `/${door}/mot-de-passe-oublie/identite`)).status).toBe(200)
    const answers = []
    for (const who of [name, 'Personne du Tout']) {
      const answer = await ask(door, proof(who, `neuve${count}@odet.example`))
      answers.push([answer.status, answer.headers.get('Location'), (await answer.text()).length])
    }
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]![0]).toBe(303)
    expect(await mailsOf(SLUG)).toEqual([])
    for (const { id } of await waiting()) await decide({ intent: 'refuse', id, reason: 'Rien ne concorde ici.' })
    expect(papers()).toEqual([])
    await emptyOutbox(SLUG)
  })

  test('what is no proof is refused, and what says too much is not taken', async () => {
    for (const bytes of ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'GIF89a…', ''])
      expect((await ask(door, proof(name, 'neuve@odet.example', bytes))).status).toBe(422)
    expect((await ask(door, proof(name, 'neuve@odet.example\r\nBcc: x@y.example'))).status).toBe(422)
    expect(await waiting()).toEqual([])
  })

  test('seen by who administers alone; approved, the new address is the way in and the old one opens nothing', async () => {
    const email = `nouvelle.${kind}@odet.example`
    await ask(door, proof(name, email, undefined, { accountId: uuidv7(), state: 'approved', door: 'people' }))
    const [one] = await waiting()
    const paper = `/admin/a-traiter/${one!.id}/piece`
    const recruiter = await organisationSeat(SLUG, 'company')
    expect((await request(HOST, paper)).status).toBe(302)
    expect((await request(HOST, paper, { cookie: recruiter.cookie })).status).toBe(403)
    expect((await request('isep.localhost', paper, { cookie: foreign.cookie })).status).toBe(404)
    expect((await request(HOST, paper, { cookie: manager.cookie })).status).toBe(200)
    const page = await (await request(HOST, '/admin/a-traiter?type=entity', { cookie: manager.cookie })).text()
    expect(page).toContain(made[kind]!.email)
    // Another door's account, a person, nobody: none of them is let in by it.
    const wrong = made[kind === 'company' ? 'school' : 'company']!.accountId
    for (const person of [wrong, manager.accountId, 'new', uuidv7()])
      expect((await decide({ intent: 'approve', id: one!.id, person })).status).toBe(422)
    expect((await decide({ intent: 'approve', id: one!.id, person: made[kind]!.accountId }, recruiter)).status).toBe(
      403,
    )
    expect((await decide({ intent: 'approve', id: one!.id, person: made[kind]!.accountId })).status).toBe(303)
    expect(papers()).toEqual([])
    expect((await mailsOf(SLUG)).map((mail) => [mail.kind, mail.to]).sort()).toEqual([
      ['access.decided', made[kind]!.email],
      ['access.identity', email],
    ])
    const link = await linkTo(SLUG, 'access.identity', email)
    expect((await request(HOST, link, { form: { newPassword: NEW, newPasswordAgain: NEW } })).status).toBe(303)
    const statuses = []
    for (const [login, password] of [
      [made[kind]!.email, OLD],
      [made[kind]!.email, NEW],
      [email, OLD],
      [email, NEW],
    ] as const)
      statuses.push((await signIn(door, login, password)).status)
    expect(statuses).toEqual([401, 401, 401, 302])
    await emptyOutbox(SLUG)
  })
})

test('an address that is another account’s way in is not given a second time', async () => {
  const other = `occupee@odet.example`
  await inside(SLUG, (query, scope) =>
    createOrganisation(query, scope, { kind: 'company', name: 'Autre', email: other }, new Date('2020-01-01')),
  )
  await ask('recruteurs', proof('Chantiers Odet', other))
  const [one] = await waiting()
  expect((await decide({ intent: 'approve', id: one!.id, person: made.company!.accountId })).status).toBe(422)
  expect(await mailsOf(SLUG)).toEqual([])
})

test('an address that becomes another’s way in before the link is used: the password changes, the login stays, and both pages say so', async () => {
  const first = 'bureau@aven.example'
  const wanted = 'bureau@belon.example'
  const own = await inside(SLUG, async (query, scope) => {
    const account = { kind: 'company' as const, name: 'Phares d’Aven', email: first }
    return (await createOrganisation(query, scope, account, new Date('2020-01-01')))!
  })
  await emptyOutbox(SLUG)
  await ask('recruteurs', proof('Phares d’Aven', wanted))
  const one = (await waiting()).find(({ email }) => email === wanted)
  expect((await decide({ intent: 'approve', id: one!.id, person: own.accountId })).status).toBe(303)
  const link = await linkTo(SLUG, 'access.identity', wanted)
  const shown = async () => (await request(HOST, link)).text()
  // As long as it is free, the page names what will open the account.
  expect(await shown()).toContain(`>${wanted}</strong>`)
  await inside(SLUG, (query, scope) =>
    createOrganisation(query, scope, { kind: 'company', name: 'Belon', email: wanted }, new Date('2020-01-01')),
  )
  const page = await shown()
  expect(page).toContain(`>${first}</strong>`)
  expect(page).toContain('sert entre-temps d’identifiant à un autre compte')
  const done = await request(HOST, link, { form: { newPassword: NEW, newPasswordAgain: NEW } })
  expect([done.status, done.headers.get('Location')]).toEqual([303, '/recruteurs/connexion?nouveau=adresse-prise'])
  expect(await (await request(HOST, '/recruteurs/connexion?nouveau=adresse-prise')).text()).toContain(
    'connectez-vous avec votre ancien identifiant',
  )
  expect((await signIn('recruteurs', wanted, NEW)).status).toBe(401)
  expect((await signIn('recruteurs', first, NEW)).status).toBe(302)
})

test('an organisation that is erased leaves no proof behind that somebody sent in its name', async () => {
  const gone = await inside(SLUG, async (query, scope) => {
    const account = { kind: 'company' as const, name: 'Voiles de Groix', email: 'contact@groix.example' }
    return (await createOrganisation(query, scope, account, new Date('2020-01-01')))!
  })
  await ask('recruteurs', proof('VOILES DE GROIX', 'groix@mer.example'))
  await ask('recruteurs', proof('Voiles de Belle-Île', 'belle-ile@mer.example'))
  const kept = papers().length - 1
  const requestId = uuidv7()
  await inside(SLUG, (query, { id }) =>
    query(sql`INSERT INTO "erasure_request" ("tenantId", "id", "kind", "organisationId", "state", "requestedAt",
      "dueAt")
      VALUES (${id}, ${requestId}, 'company', ${gone.organisationId}, 'erasing', now(), now())`),
  )
  await eraseSubject((await tenantOfSlug(SLUG))!, requestId, new Date())
  const left = (await waiting()).map(({ email }) => email)
  expect(left).toContain('belle-ile@mer.example')
  expect(left).not.toContain('groix@mer.example')
  expect(papers()).toHaveLength(kept)
})
