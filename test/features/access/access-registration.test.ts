/** Registration of people outside the base: free accounts, companies, schools [N1, P5], joining [E1], invitations. */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { writeValues } from '#app/domain/people/write-people.server.ts'
import { considerAll, emptyOutbox, linkTo, mailsOf, requestsOf } from '../../factories/outbox.ts'
import { personSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { cookieFrom, request } from '../../setup/site.ts'

useDatabase()

const PASSWORD = 'huit loutres dansent la valse'
const managers: Record<string, Seat> = {}

beforeAll(async () => {
  await apply('insa', 'sepro', 'ece', 'insa-lyon', 'isep')
  for (const slug of ['sepro', 'ece', 'insa-lyon', 'isep']) managers[slug] = await staffSeat(slug, 'manager')
})

beforeEach(async () => {
  for (const slug of ['sepro', 'ece', 'insa-lyon', 'isep']) await emptyOutbox(slug)
})

const post = (slug: string, path: string, form: Record<string, string> | FormData, cookie?: string) =>
  request(`${slug}.localhost`, path, { form, cookie })
const choose = (slug: string, path: string) => post(slug, path, { newPassword: PASSWORD, newPasswordAgain: PASSWORD })
const rows = <Row extends object>(slug: string, table: 'organisation' | 'account' | 'person') =>
  inside(slug, (query, { id }) => {
    const from = { organisation: sql`"organisation"`, account: sql`"account"`, person: sql`"person"` }[table]
    return query<Row>(sql`SELECT * FROM ${from} WHERE "tenantId" = ${id} ORDER BY "id"`)
  })

test.each([
  ['isep', '/activation'],
  ['ece', '/inscription'],
  ['sepro', '/inscription'],
])('the front page of %s says how an account begins there', async (slug, path) => {
  const page = await (await request(`${slug}.localhost`, '/')).text()
  expect(page).toMatch(new RegExp(`<main[\\s\\S]*href="${path}"[\\s\\S]*</main>`))
})

describe('a free account', () => {
  const said = { pseudonym: 'Écureuil Volant', firstName: 'Zoé', lastName: 'Martin', email: 'Zoe@Courriel.example' }

  test('is nothing until its address is proven, then a person under a pseudonym', async () => {
    expect((await post('sepro', '/inscription', said)).status).toBe(303)
    expect(await rows('sepro', 'person')).toEqual([])
    await considerAll('sepro')
    const path = await linkTo('sepro', 'access.registration', 'zoe@courriel.example')
    expect(await rows('sepro', 'person')).toEqual([])
    const done = await choose('sepro', path)
    expect([done.status, done.headers.get('Location')]).toEqual([303, '/parametres/bienvenue'])
    const signedIn = await post('sepro', '/connexion', { login: 'zoe@courriel.example', password: PASSWORD })
    expect(signedIn.status).toBe(302)
    // The first entry is told and lives as every other: two events, no cookie that outlives the browser.
    const events = await inside('sepro', (query) =>
      query(sql`SELECT 1 FROM "security_event" WHERE "kind" = 'signedIn'`),
    )
    expect(events).toHaveLength(2)
    expect(done.headers.getSetCookie()[0]).not.toContain('Max-Age')
    const page = await request('sepro.localhost', '/profil/ecureuil-volant')
    expect([page.status, (await page.text()).includes('Martin')]).toEqual([404, false])
  })

  test('of a known address is answered alike, and its owner is told', async () => {
    const answer = await post('sepro', '/inscription', { ...said, pseudonym: 'Autre' })
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/inscription?envoye=1'])
    await considerAll('sepro')
    expect((await mailsOf('sepro')).map(({ kind, to }) => [kind, to])).toEqual([
      ['access.active', 'zoe@courriel.example'],
    ])
  })

  test('an address that somebody merely claims on their own record does not keep its owner out', async () => {
    const [squatter] = await addPeople('sepro', [
      { values: { pseudonym: 'Squatteuse', primaryEmail: 'squat@ici.example' } },
    ])
    await personSeat('sepro', squatter!.id, { passwordHash: 'used' })
    const claim = (email: string) =>
      inside('sepro', (query, scope) =>
        writeValues(
          { query, tenant: scope },
          squatter!.id,
          { primaryEmail: email },
          { from: 'person', now: new Date() },
        ),
      )
    await claim('victime@ailleurs.example')
    await post('sepro', '/inscription', { ...said, pseudonym: 'Victime', email: 'victime@ailleurs.example' })
    await considerAll('sepro')
    expect((await mailsOf('sepro')).map(({ kind }) => kind)).toEqual(['access.registration'])
    // The twin: one that its owner has proven holds.
    await inside('sepro', (query) =>
      query(sql`UPDATE "person_email" SET "verifiedAt" = now() WHERE "personId" = ${squatter!.id}`),
    )
    await emptyOutbox('sepro')
    await post('sepro', '/inscription', { ...said, pseudonym: 'Encore', email: 'victime@ailleurs.example' })
    await considerAll('sepro')
    expect((await mailsOf('sepro')).map(({ kind }) => kind)).toEqual(['access.active'])
  })

  test('wants a pseudonym, since that is what is seen', async () => {
    const answer = await post('sepro', '/inscription', { ...said, pseudonym: '' })
    expect([answer.status, (await answer.text()).includes('value="Zoé"')]).toEqual([422, true])
  })
})

const company = {
  ...{ name: 'Forge & Cie', contactName: 'Ana Forge', phone: '01 40 20 50 50', email: 'ana@forge.example' },
  ...{ place: 'france', siret: '732 829 320 00074', website: 'forge.example' },
}

describe('a company', () => {
  test.each([
    ['732 829 320 00075', 422],
    ['', 422],
    ['35600000000048', 303],
    ['35600000049837', 303],
    ['35600000049838', 422],
  ])('with the SIRET %j is answered %i', async (siret, status) => {
    const email = `s${siret.replaceAll(' ', '')}@forge.example`
    expect((await post('isep', '/recruteurs/inscription', { ...company, siret, email })).status).toBe(status)
  })

  test('of another country needs none, but its country', async () => {
    const abroad = { ...company, place: 'abroad', siret: '', email: 'bern@forge.example' }
    expect((await post('isep', '/recruteurs/inscription', abroad)).status).toBe(422)
    expect((await post('isep', '/recruteurs/inscription', { ...abroad, country: 'Suisse' })).status).toBe(303)
  })

  test('proves its address, fills its page in, and waits to be validated where the rules say so', async () => {
    await post('insa-lyon', '/recruteurs/inscription', company)
    await considerAll('insa-lyon')
    const done = await choose('insa-lyon', await linkTo('insa-lyon', 'access.registration', 'ana@forge.example'))
    expect(done.headers.get('Location')).toBe('/recruteurs/ma-page?bienvenue=1')
    const cookie = cookieFrom(done)
    const page = await request('insa-lyon.localhost', '/recruteurs/ma-page?bienvenue=1', { cookie })
    expect(await page.text()).toContain('n’a pas encore validé votre compte')
    const [before] = await rows<Record<string, unknown>>('insa-lyon', 'organisation')
    expect(before).toMatchObject({ name: 'Forge & Cie', siret: '73282932000074', validatedAt: null, completedAt: null })
    const about = 'Nous forgeons des pièces pour la mer et la montagne, depuis 1923.'
    // Every column's name is posted too: nothing but the page's own answers changes.
    const all = Object.fromEntries(Object.keys(before!).map((name) => [name, '2020-01-01']))
    const saved = await post('insa-lyon', '/recruteurs/ma-page', { ...all, ...company, about, siret: '1' }, cookie)
    expect(saved.status).toBe(303)
    const [after] = await rows<Record<string, unknown>>('insa-lyon', 'organisation')
    expect(after).toEqual({ ...before, about, completedAt: after!.completedAt })

    const queue = await request('insa-lyon.localhost', '/admin/a-traiter?type=company', {
      cookie: managers['insa-lyon']!.cookie,
    })
    expect(await queue.text()).toContain('Forge &amp; Cie')
    const drawn = { name: String(before!.name), siret: String(before!.siret ?? '') }
    const decide = { intent: 'validate', id: String(before!.id), ...drawn }
    expect((await post('insa-lyon', '/admin/a-traiter?type=company', decide, cookie)).status).toBe(403)
    const { cookie: manager } = managers['insa-lyon']!
    // A name that changed under the reviewer's eyes is not the one they validate.
    const other = { ...decide, name: 'Forge d’avant' }
    expect((await post('insa-lyon', '/admin/a-traiter?type=company', other, manager)).status).toBe(409)
    expect((await post('insa-lyon', '/admin/a-traiter?type=company', decide, manager)).status).toBe(303)
    expect((await mailsOf('insa-lyon', 'access.validated')).map(({ to }) => to)).toEqual(['ana@forge.example'])
    // What was validated stays what it was.
    await post('insa-lyon', '/recruteurs/ma-page', { ...company, name: 'Autre', about }, cookie)
    expect((await rows<{ name: string }>('insa-lyon', 'organisation'))[0]!.name).toBe('Forge & Cie')
  })

  test('and a school have no door where the association has none', async () => {
    expect((await request('insa.localhost', '/ecoles/inscription')).status).toBe(404)
    expect((await request('insa.localhost', '/ecoles/mot-de-passe-oublie')).status).toBe(404)
    expect((await request('insa.localhost', '/recruteurs/inscription')).status).toBe(200)
  })

  test('opens fully once its page is complete, where the rules say so', async () => {
    await post('sepro', '/recruteurs/inscription', company)
    await considerAll('sepro')
    const cookie = cookieFrom(await choose('sepro', await linkTo('sepro', 'access.registration', 'ana@forge.example')))
    const waits = async () =>
      (await (await request('sepro.localhost', '/recruteurs/ma-page', { cookie })).text()).includes(
        'Remplissez cette page',
      )
    expect(await waits()).toBe(true)
    const about = 'Nous forgeons des pièces pour la mer et la montagne, depuis 1923.'
    await post('sepro', '/recruteurs/ma-page', { ...company, about }, cookie)
    expect(await waits()).toBe(false)
  })
})

test('a school begins the same way and keeps to its own page', async () => {
  const said = { name: 'Institut du Large', contactName: 'Luc Marin', phone: '0298000000', email: 'luc@large.example' }
  await post('sepro', '/ecoles/inscription', said)
  await considerAll('sepro')
  const done = await choose('sepro', await linkTo('sepro', 'access.registration', 'luc@large.example'))
  expect(done.headers.get('Location')).toBe('/ecoles/ma-page?bienvenue=1')
  const cookie = cookieFrom(done)
  expect((await request('sepro.localhost', '/ecoles/ma-page', { cookie })).status).toBe(200)
  expect((await request('sepro.localhost', '/recruteurs/ma-page', { cookie })).status).toBe(403)
})

describe('joining by dues', () => {
  const said = {
    ...{ civility: 'Mme', firstName: 'Inès', lastName: 'Élève', promotion: '2027', phone: '0612345678' },
    email: 'ines@courriel.example',
  }
  const joining = (more: Record<string, string | Blob>) => {
    const form = new FormData()
    for (const [name, value] of Object.entries({ ...said, ...more })) form.append(name, value)
    return post('ece', '/inscription', form)
  }

  test('a student attaches a certificate; approved, they are in, unpaid, and led to their dues', async () => {
    expect((await joining({ tier: 'etudiant' })).status).toBe(422)
    expect((await joining({ tier: 'inventee' })).status).toBe(422)
    expect((await joining({ tier: 'etudiant', certificate: new Blob(['%PDF-1.4 x']) })).status).toBe(303)
    const [one] = (await requestsOf('ece')).filter(({ state }) => state === 'waiting')
    expect(one).toMatchObject({ kind: 'joining', email: 'ines@courriel.example' })
    const { cookie } = managers.ece!
    const decided = await post(
      'ece',
      '/admin/a-traiter?type=joining',
      { intent: 'approve', id: one!.id, person: 'new' },
      cookie,
    )
    expect(decided.status).toBe(303)
    const done = await choose('ece', await linkTo('ece', 'access.activation', 'ines@courriel.example'))
    expect([done.status, done.headers.get('Location')]).toEqual([303, '/adhesion'])
    const [account] = await rows<{ login: string; email: string }>('ece', 'account').then((all) =>
      all.filter(({ email }) => email === 'ines@courriel.example'),
    )
    expect(account!.login).toBe('ines@courriel.example')
    expect((await request('ece.localhost', '/annuaire', { cookie: cookieFrom(done) })).status).toBe(403)
    expect((await requestsOf('ece')).find(({ id }) => id === one!.id)).toMatchObject({
      state: 'approved',
      fileKey: null,
    })
  })
})

describe('invitations', () => {
  test('one person, from the member’s page; their password is nobody else’s', async () => {
    const [one, mute] = await addPeople('isep', [
      { values: { firstName: 'Ugo', lastName: 'Invité', promotion: 2000, primaryEmail: 'ugo@courriel.example' } },
      { values: { firstName: 'Sans', lastName: 'Adresse', promotion: 2000 } },
    ])
    const { cookie } = managers.isep!
    const page = `/admin/membres/${one!.handle}/compte`
    expect((await post('isep', page, { intent: 'way-in' }, cookie)).status).toBe(303)
    expect((await post('isep', `/admin/membres/${mute!.handle}/compte`, { intent: 'way-in' }, cookie)).status).toBe(422)
    const path = await linkTo('isep', 'access.invitation', 'ugo@courriel.example')
    const done = await choose('isep', path)
    expect(done.headers.get('Location')).toBe('/parametres/bienvenue')
    await post('isep', page, { intent: 'way-in' }, cookie)
    expect((await linkTo('isep', 'access.recovery', 'ugo@courriel.example')).startsWith('/nouveau-mot-de-passe?')).toBe(
      true,
    )
    const shown = await (await request('isep.localhost', page, { cookie })).text()
    expect(shown).not.toContain('lien=')
  })

  test('a whole year, once; not the dead, not those who have an account', async () => {
    const person = (firstName: string, more = {}) => ({
      values: {
        firstName,
        lastName: 'Cohorte',
        promotion: 1984,
        primaryEmail: `${firstName}@courriel.example`,
        ...more,
      },
    })
    const added = await addPeople('isep', [
      person('un'),
      person('deux'),
      person('trois', { status: 'décédé' }),
      person('quatre'),
    ])
    await personSeat('isep', added[3]!.id)
    await inside('isep', (query, { id }) =>
      query(sql`UPDATE "account" SET "passwordHash" = 'x' WHERE "tenantId" = ${id} AND "personId" = ${added[3]!.id}`),
    )
    const { cookie } = managers.isep!
    const first = await post('isep', '/admin/invitations', { promo: '1984' }, cookie)
    expect(first.headers.get('Location')).toBe('/admin/invitations?envoyees=2')
    const again = await post('isep', '/admin/invitations', { promo: '1984' }, cookie)
    expect(again.headers.get('Location')).toBe('/admin/invitations?envoyees=0')
    expect((await mailsOf('isep', 'access.invitation')).map(({ to }) => to).sort()).toEqual([
      'deux@courriel.example',
      'un@courriel.example',
    ])
  })

  test('are the staff’s to send', async () => {
    const [one] = await addPeople('isep', [{ values: { firstName: 'A', lastName: 'Membre', promotion: 2011 } }])
    const { cookie } = await personSeat('isep', one!.id, { paidUp: true })
    for (const path of ['/admin/invitations', '/admin/a-traiter']) {
      expect((await request('isep.localhost', path)).status).toBe(302)
      expect((await request('isep.localhost', path, { cookie })).status).toBe(403)
      expect((await post('isep', path, { promo: '1984' }, cookie)).status).toBe(403)
    }
  })
})
