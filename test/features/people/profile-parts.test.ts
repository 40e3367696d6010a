/** Positions, ties, audiences, consents, secret and diplomas of one's own record, through the forms (S8, S10, I3). */
import { beforeAll, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { get, HOST, post, row, somebody } from '../../factories/editor.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

useDatabase()

beforeAll(() => apply('supmeca'))

test('a position that ends stays in the history, a new one takes its place at a company found or made (I3)', async () => {
  const person = await somebody()
  const list = await (await get(person, '/parametres/parcours')).text()
  const id = /\/parametres\/postes\/([0-9a-f-]{36})\/fin/.exec(list)![1]!
  expect((await post(person, `/parametres/postes/${id}/fin`, { endedOn: '2009' })).status).toBe(303)
  expect(await row(person)).toMatchObject({ company: null, jobTitle: null })
  expect((await row(person)).workHistory).toMatchObject([
    { company: 'Chantiers', jobTitle: 'Ingénieure', from: '2010-09-01', to: '2009' },
  ])

  const added = {
    companyName: 'Énergies du Ponant',
    companyCity: 'Nantes',
    jobTitle: 'Directrice',
    startedOn: '03/2019',
  }
  expect((await post(person, '/parametres/postes/nouveau', added)).status).toBe(303)
  expect(await row(person)).toMatchObject({
    company: 'Énergies du Ponant',
    jobTitle: 'Directrice',
    jobStart: '2019-03',
  })

  const other = await somebody()
  const found = await (await get(other, '/parametres/postes/nouveau?entreprise=energies+du')).text()
  const company = /societe=([0-9a-f-]{36})/.exec(found)![1]!
  const current = /\/parametres\/postes\/([0-9a-f-]{36})\/fin/.exec(
    await (await get(other, '/parametres/parcours')).text(),
  )![1]!
  const answer = await post(other, '/parametres/postes/nouveau', {
    companyId: company,
    jobTitle: 'Acheteur',
    startedOn: '2021',
    replaces: current,
  })
  expect(answer.status).toBe(303)
  expect(await row(other)).toMatchObject({ company: 'Énergies du Ponant', jobTitle: 'Acheteur', jobStart: '2021' })
  expect((await row(other)).workHistory).toMatchObject([{ company: 'Chantiers', to: '2021' }])
})

test('nobody touches the positions of another person', async () => {
  const [mine, other] = [await somebody(), await somebody()]
  const id = /\/parametres\/postes\/([0-9a-f-]{36})\/fin/.exec(
    await (await get(other, '/parametres/parcours')).text(),
  )![1]!
  for (const path of ['', '/fin', '/supprimer']) {
    expect((await get(mine, `/parametres/postes/${id}${path}`)).status).toBe(404)
    expect((await post(mine, `/parametres/postes/${id}${path}`, { endedOn: '2020', jobTitle: 'Pirate' })).status).toBe(
      404,
    )
  }
  expect(await row(other)).toMatchObject({ company: 'Chantiers', jobTitle: 'Ingénieure' })
})

test('a position without its company, or that ends before it begins, comes back', async () => {
  const person = await somebody()
  const answer = await post(person, '/parametres/postes/nouveau', {
    jobTitle: 'Associée',
    startedOn: '05/2020',
    endedOn: '2019',
  })
  expect(answer.status).toBe(422)
  const page = await answer.text()
  expect(page).toContain('href="#endedOn"')
  expect((await post(person, '/parametres/postes/nouveau', { jobTitle: 'Associée' })).status).toBe(422)
})

test('a tie names somebody one may see; hidden people cannot be tied or found', async () => {
  const [person, sister] = [await somebody(), await somebody({ firstName: 'Zoé' })]
  const [hidden] = await addPeople('supmeca', [
    { values: { firstName: 'Hugues', lastName: 'Cachezq', promotion: 1990 }, siteChoices: { lastName: 'nobody' } },
  ])
  expect((await post(person, '/parametres/fiche?partie=famille', { other: sister.handle, kind: 'child' })).status).toBe(
    303,
  )
  // Said by one, it stands on nobody's page; agreed by the other, on both.
  expect([(await row(person)).familyTies, (await row(sister)).familyTies]).toEqual([null, null])
  expect(await (await get(person, `/profil/${person.handle}`)).text()).not.toContain(`data-person="${sister.handle}"`)
  expect((await post(person, '/parametres/fiche?partie=famille', { agree: sister.id })).status).toBe(303)
  expect((await row(sister)).familyTies).toBeNull()
  expect(await (await get(sister, '/parametres/fiche')).text()).toContain('Une personne dit être de votre famille')
  expect((await post(sister, '/parametres/fiche?partie=famille', { agree: person.id })).status).toBe(303)
  expect((await row(person)).familyTies).toEqual([{ kind: 'child', id: sister.id }])
  expect((await row(sister)).familyTies).toEqual([{ kind: 'parent', id: person.id }])
  expect(await (await get(person, `/profil/${person.handle}`)).text()).toContain(`data-person="${sister.handle}"`)
  for (const handle of [hidden!.handle, 'nobody.at.all', person.handle])
    expect(
      (await post(person, '/parametres/fiche?partie=famille', { other: handle, kind: 'parent' })).status,
      handle,
    ).toBe(422)
  expect(await (await get(person, '/parametres/fiche?q=cachezq')).text()).not.toContain('Hugues')
  expect((await post(person, '/parametres/fiche?partie=famille', { remove: sister.id })).status).toBe(303)
  expect((await row(person)).familyTies).toBeNull()
})

test('an audience is one the association allows, and a preset sets them all', async () => {
  const person = await somebody()
  const page = '/parametres/confidentialite'
  expect((await post(person, page, { 'site-bio': 'public', 'print-bio': 'network' })).status).toBe(303)
  expect((await request(HOST, `/profil/${person.handle}`)).status).toBe(404)
  await post(person, page, { 'site-lastName': 'public' })
  expect((await request(HOST, `/profil/${person.handle}`)).status).toBe(200)
  for (const wrong of [{ 'print-bio': 'public' }, { 'site-bio': 'everybody' }] as Record<string, string>[])
    expect((await post(person, page, wrong)).status).toBe(422)
  const choices = async () => (await row(person)).siteChoices as number[]
  const before = await choices()
  expect(
    (
      await post(person, page, {
        'site-studentNumber': 'public',
        'site-iesfCode': 'public',
        'site-firstName': 'nobody',
      })
    ).status,
  ).toBe(303)
  expect(await choices()).toEqual(before)
  expect((await post(person, page, { preset: 'least' })).status).toBe(303)
  expect((await request(HOST, `/profil/${person.handle}`)).status).toBe(404)
  const stranger = await somebody()
  expect((await get(stranger, `/profil/${person.handle}`)).status).toBe(404)
  expect((await post(person, page, { preset: 'network' })).status).toBe(303)
  expect((await get(stranger, `/profil/${person.handle}`)).status).toBe(200)
})

test('a consent that the association asks for is given and withdrawn', async () => {
  const person = await somebody()
  expect((await row(person)).consentSchool).toBe(false)
  await post(person, '/parametres/confidentialite', { 'consent-school': 'yes', 'consent-recruiters': 'no' })
  expect(await row(person)).toMatchObject({ consentSchool: true, consentRecruiters: true })
})

test('the secret code is read on request alone, by its owner', async () => {
  const person = await somebody({ iesfCode: 'IESF-4711' })
  for (const page of ['/parametres/fiche', '/parametres/code-iesf', `/profil/${person.handle}`])
    expect(await (await get(person, page)).text(), page).not.toContain('IESF-4711')
  const answer = await post(person, '/parametres/code-iesf', { any: 'x' })
  expect(answer.headers.get('Cache-Control')).toBe('no-store')
  expect(await answer.text()).toContain('IESF-4711')
})

test('other diplomas are added and taken away; the association’s stay', async () => {
  const person = await somebody()
  await post(person, '/parametres/autres-diplomes', { diploma: 'MBA', school: 'HEC', year: '2005' })
  expect((await row(person)).otherDiplomas).toMatchObject([{ diploma: 'MBA', school: 'HEC', promotion: 2005 }])
  const id = /name="remove" value="([0-9a-f-]{36})"/.exec(
    await (await get(person, '/parametres/autres-diplomes')).text(),
  )![1]!
  const [main] = await inside('supmeca', (query, { id: tenant }) =>
    query<{ id: string }>(
      sql`SELECT "id" FROM "diploma" WHERE "tenantId" = ${tenant} AND "personId" = ${person.id} AND "rank" = 0`,
    ),
  )
  expect((await post(person, '/parametres/autres-diplomes', { remove: main!.id })).status).toBe(404)
  expect((await post(person, '/parametres/autres-diplomes', { remove: id })).status).toBe(303)
  expect(await row(person)).toMatchObject({ otherDiplomas: null, diploma: 'Ingénieur', promotion: 1999 })
})

test('the address at which one person alone works is shown to nobody else, nor gained by working there', async () => {
  const [home, other, third] = [await somebody(), await somebody(), await somebody()]
  const company = { companyName: 'Cabinet Seulzq', companyAddress: '7 impasse Chezmoi', companyCity: 'Quimper' }
  await post(home, '/parametres/postes/nouveau', { ...company, jobTitle: 'Gérante' })
  const search = '/parametres/postes/nouveau?entreprise=cabinet+seulzq'
  expect(await (await get(home, search)).text()).toContain('7 impasse Chezmoi')
  const seen = await (await get(other, search)).text()
  expect(seen).toContain('Cabinet Seulzq')
  expect(seen).not.toContain('Chezmoi')
  expect(seen).not.toContain('Quimper')
  const [{ id }] = (await inside('supmeca', (query, scope) =>
    query(sql`SELECT "id" FROM "company" WHERE "tenantId" = ${scope.id} AND "name" = 'Cabinet Seulzq'`),
  )) as [{ id: string }]
  expect((await get(other, `/parametres/postes/nouveau?societe=${id}`)).status).toBe(404)
  expect((await post(other, '/parametres/postes/nouveau', { companyId: id, jobTitle: 'Espion' })).status).toBe(404)
  for (const person of [other, third])
    await post(person, '/parametres/postes/nouveau', { companyName: 'Cabinet Seulzq', jobTitle: 'Espion' })
  expect((await row(other)).companyAddress).toBeNull()
  expect(await (await get(other, search)).text()).not.toContain('Chezmoi')
})

test('a preset says how many lines it changes, is marked once it is in force, and can be taken back', async () => {
  const person = await somebody()
  const page = '/parametres/confidentialite'
  const read = async (query = '') => (await get(person, page + query)).text()
  await post(person, page, { 'site-bio': 'friends' })
  const changes = (html: string, preset: string) =>
    Number(new RegExp(`data-preset="${preset}" data-changes="(\\d+)"`).exec(html)![1])
  const before = await read()
  expect(changes(before, 'least')).toBeGreaterThan(5)
  const stood = (await row(person)).siteChoices
  const applied = await post(person, page, { preset: 'least' })
  const back = applied.headers.get('Location')!
  const after = await read(back.replace(page, ''))
  expect(changes(after, 'least')).toBe(0)
  expect(after).toContain('Réglage actuel')
  const avant = /name="avant" value="([^"]*)"/.exec(after)![1]!
  await post(person, page, { avant })
  expect((await row(person)).siteChoices).toEqual(stood)
  // What a browser sends back is held to what the association allows: nobody opens their print to everybody.
  const [code] = stood as number[]
  await post(person, page, { avant: `${code! - (code! % 8)}.999999_${code! - (code! % 8)}` })
  expect((await row(person)).printChoices).toEqual([])
  expect(await read()).not.toContain('name="avant"')
})

test('a consent nobody answered stands unticked', async () => {
  const person = await somebody()
  const html = await (await get(person, '/parametres/confidentialite')).text()
  expect(html).toContain('name="consent-school"')
  for (const radio of html.match(/<input[^>]*name="consent-[^>]*>/g)!) expect(radio).not.toContain('checked')
  await post(person, '/parametres/confidentialite', { 'consent-school': 'yes' })
  const again = await (await get(person, '/parametres/confidentialite')).text()
  const yes = again.match(/<input[^>]*name="consent-school"[^>]*>/g)!.find((radio) => radio.includes('value="yes"'))
  expect(yes).toContain('checked')
})
