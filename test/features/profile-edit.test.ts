/** Editing one's own record through the forms, without JavaScript (S8, S10, I3, I4, I18, E5). */
import { beforeAll, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { hashPassword } from '#app/context/password.ts'
import { sql } from '#app/db/sql.ts'
import { FIELD_IDS } from '#app/policy/vocabulary.ts'
import { personSeat, type Seat, staffSeat } from '../factories/seats.ts'
import { addPeople, apply, inside } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { request } from '../setup/site.ts'

useDatabase()

const HOST = 'supmeca.localhost'
const PASSWORD = 'une phrase assez longue'

interface Person extends Seat {
  id: string
  handle: string
}

let passwordHash = ''
let count = 0

beforeAll(async () => {
  await apply('supmeca', 'isep')
  passwordHash = await hashPassword(PASSWORD)
})

async function somebody(values: Record<string, unknown> = {}): Promise<Person> {
  const lastName = `Nom${String.fromCharCode(97 + (count % 26))}${String.fromCharCode(97 + Math.floor(count++ / 26))}`
  const [person] = await addPeople('supmeca', [
    {
      values: {
        ...{
          firstName: 'Alix',
          lastName,
          promotion: 1999,
          diploma: 'Ingénieur',
          studentNumber: '0042',
          diplomaState: 'obtenu',
        },
        ...{
          primaryEmail: `${lastName}@exemple.fr`.toLowerCase(),
          company: 'Chantiers',
          jobTitle: 'Ingénieure',
          jobStart: '2010-09-01',
        },
        ...values,
      },
    },
  ])
  return { ...person!, ...(await personSeat('supmeca', person!.id, { passwordHash })) }
}

async function row(person: Person): Promise<Record<string, unknown>> {
  const [found] = await inside('supmeca', (query, { id }) =>
    query(sql`SELECT * FROM "person" WHERE "tenantId" = ${id} AND "id" = ${person.id}`),
  )
  return found!
}

const get = (person: Seat, path: string) => request(HOST, path, { cookie: person.cookie })
const post = (person: Seat, path: string, form: Record<string, string | string[]>) =>
  request(HOST, path, { cookie: person.cookie, form })

async function versionOf(person: Seat, path: string): Promise<string> {
  return /name="version" value="([^"]*)"/.exec(await (await get(person, path)).text())![1]!
}

const SECTIONS = [
  '',
  'identite',
  'photo',
  'contact',
  'adresse',
  'postes',
  'parcours',
  'diplomes',
  'competences',
  'famille',
  'autres',
]
const PAGES = [...SECTIONS, 'confidentialite', 'autres-diplomes', 'code-iesf', 'postes/nouveau'].map(
  (page) => `/parametres/${page}`,
)

test.each(PAGES)('%s opens for its person, and asks everybody else to sign in', async (page) => {
  const person = await somebody()
  expect((await get(person, page)).status).toBe(200)
  expect((await request(HOST, page)).status).toBe(302)
})

test('an account without a record has nothing to edit', async () => {
  const staff = await staffSeat('supmeca', 'manager')
  for (const page of PAGES) expect((await get(staff, page)).status, page).toBe(403)
  expect((await post(staff, '/parametres/identite', { firstName: 'X', lastName: 'Y' })).status).toBe(403)
})

test('a section that does not exist is a 404', async () => {
  const person = await somebody()
  for (const page of ['nothing', 'constructor', '__proto__', 'toString'])
    expect((await get(person, `/parametres/${page}`)).status, page).toBe(404)
})

test('a section saves what it asks, and shows it again as it is stored', async () => {
  const person = await somebody()
  const answer = await post(person, '/parametres/identite', {
    ...{ firstName: ' Alix-Marie ', lastName: 'Le Goff', birthDate: '22/11/1975', birthPlace: '', civility: 'Mme' },
  })
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/parametres/identite?enregistre=1'])
  expect(await row(person)).toMatchObject({
    firstName: 'Alix-Marie',
    lastName: 'Le Goff',
    birthDate: '1975-11-22',
    birthPlace: null,
    civility: 'Mme',
  })
  const page = await (await get(person, '/parametres/identite?enregistre=1')).text()
  expect(page).toContain('C’est enregistré')
  expect(page).toContain('value="22/11/1975"')
  const studies = await (await get(person, '/parametres/diplomes')).text()
  expect(studies).toContain('Tenu par l’association')
  expect(studies).not.toContain('name="studentNumber"')
})

test('fields that a page does not ask for change nothing, whatever is sent', async () => {
  const person = await somebody({ iesfCode: 'secret' })
  const before = await row(person)
  const attack = Object.fromEntries(
    [
      ...FIELD_IDS,
      'id',
      'tenantId',
      'handle',
      'sortName',
      'siteChoices',
      'consentSchool',
      'role',
      '__proto__.x',
      'constructor',
      '__intent__',
    ].map((name) => [name, name === 'promotion' ? '1900' : 'Mme']),
  )
  for (const page of [
    'adresse',
    'competences',
    'diplomes',
    'autres',
    'contact',
    'famille',
    'confidentialite',
    'autres-diplomes',
  ]) {
    const form = { ...attack, mailingAddressChoice: '', status: '', homeAddress: '', birthDate: '' }
    const { status } = await post(person, `/parametres/${page}`, form)
    expect([303, 422], page).toContain(status)
  }
  const after = await row(person)
  const kept = [
    'id',
    'handle',
    'promotion',
    'diploma',
    'studentNumber',
    'registrationNumber',
    'diplomaNumber',
    'diplomaState',
    'iesfCode',
  ]
  for (const field of [
    ...kept,
    'badges',
    'remarks',
    'lifetimeEmail',
    'primaryEmail',
    'lastName',
    'birthDate',
    'photo',
    'cv',
    'siteChoices',
    'consentSchool',
  ])
    expect([field, after[field]]).toEqual([field, before[field]])
})

test('wrong answers come back with everything that was typed', async () => {
  const person = await somebody()
  const typed = {
    firstName: '',
    lastName: 'Nouveau <b>',
    birthDate: '31/02/1975',
    birthPlace: 'Brest',
    civility: 'Chef',
  }
  const answer = await post(person, '/parametres/identite', typed)
  expect(answer.status).toBe(422)
  const page = await answer.text()
  for (const text of ['Nouveau &lt;b&gt;', '31/02/1975', 'Brest']) expect(page).toContain(`value="${text}"`)
  expect(page).toContain('href="#birthDate"')
  expect(page).toContain('Saisissez une date, par exemple')
  expect(page).toContain('href="#firstName"')
  expect((await row(person)).lastName).not.toBe('Nouveau <b>')
})

test('a form made before somebody else saved is refused, with nothing lost, and saves when sent again', async () => {
  const person = await somebody()
  const version = await versionOf(person, '/parametres/autres')
  try {
    setClock(new Date(Date.now() + 5000))
    await post(person, '/parametres/autres', { version, bio: 'Le premier', hobbies: '' })
    const late = await post(person, '/parametres/autres', { version, bio: 'Le second', hobbies: 'voile' })
    expect(late.status).toBe(409)
    const page = await late.text()
    expect(page).toContain('Le second')
    expect(page).toContain('a changé entre-temps')
    expect((await row(person)).bio).toBe('Le premier')
    const again = /name="version" value="([^"]*)"/.exec(page)![1]!
    setClock(new Date(Date.now() + 10_000))
    expect(
      (await post(person, '/parametres/autres', { version: again, bio: 'Le second', hobbies: 'voile' })).status,
    ).toBe(303)
    expect(await row(person)).toMatchObject({ bio: 'Le second', hobbies: 'voile' })
  } finally {
    setClock(undefined)
  }
})

test('skills are a list typed with commas', async () => {
  const person = await somebody()
  await post(person, '/parametres/competences', { skills: 'C++, Voile ,voile\nR&D; ' })
  expect((await row(person)).skills).toEqual(['C++', 'Voile', 'R&D'])
})

test('phones are stored in one form, links over TLS alone, e-mails in their places', async () => {
  const person = await somebody()
  const email = String((await row(person)).primaryEmail)
  const answer = await post(person, '/parametres/contact', {
    ...{
      personal0: email,
      personal1: 'autre@exemple.fr',
      work0: 'Pro@Exemple.fr',
      preferred: 'work0',
      currentPassword: PASSWORD,
    },
    ...{ mobilePhone: '06 39 98 01 02', homePhone: '+44 20 7946 0958', acceptsContact: 'yes', emailingConsent: 'no' },
    ...{ link0: 'www.linkedin.com/in/alix', link1: 'http://exemple.fr/moi' },
  })
  expect(answer.status).toBe(303)
  expect(await row(person)).toMatchObject({
    ...{ primaryEmail: email, secondaryEmail: 'autre@exemple.fr', workEmail: 'pro@exemple.fr' },
    ...{ mobilePhone: '+33639980102', homePhone: '+442079460958', acceptsContact: true, emailingConsent: false },
    socialLinks: [
      { network: 'linkedin', url: 'https://www.linkedin.com/in/alix' },
      { network: 'site', url: 'https://exemple.fr/moi' },
    ],
  })
})

test.each([
  ['link0', 'javascript:alert(1)'],
  ['link0', 'data:text/html,x'],
  ['link0', 'https://nom:secret@exemple.fr'],
  ['mobilePhone', 'bonjour'],
  ['personal1', 'pas une adresse'],
])('%s refuses %s', async (field, value) => {
  const person = await somebody()
  const personal0 = String((await row(person)).primaryEmail)
  const answer = await post(person, '/parametres/contact', { personal0, [field]: value })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain(`href="#${field}"`)
})

test('another e-mail asks for the current password, and a wrong one changes nothing (E5)', async () => {
  const person = await somebody()
  const personal0 = String((await row(person)).primaryEmail)
  const change = (currentPassword: string) =>
    post(person, '/parametres/contact', { personal0: 'voleur@exemple.fr', currentPassword })
  for (const wrong of ['', 'pas celui-ci']) {
    const answer = await change(wrong)
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('href="#currentPassword"')
    if (wrong) expect(page).not.toContain(wrong)
  }
  expect((await row(person)).primaryEmail).toBe(personal0)
  for (let i = 0; i < 9; i++) await change(`essai ${i}`)
  expect((await change(PASSWORD)).status).toBe(429)
  expect((await row(person)).primaryEmail).toBe(personal0)
})

test('a position that ends stays in the history, a new one takes its place at a company found or made (I3)', async () => {
  const person = await somebody()
  const list = await (await get(person, '/parametres/postes')).text()
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
    await (await get(other, '/parametres/postes')).text(),
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
    await (await get(other, '/parametres/postes')).text(),
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
  expect((await post(person, '/parametres/famille', { other: sister.handle, kind: 'fratrie' })).status).toBe(303)
  expect((await row(person)).familyTies).toEqual([{ kind: 'fratrie', id: sister.id }])
  expect(await (await get(person, `/profil/${person.handle}`)).text()).toContain(`data-person="${sister.handle}"`)
  for (const handle of [hidden!.handle, 'nobody.at.all', person.handle])
    expect((await post(person, '/parametres/famille', { other: handle, kind: 'parent' })).status, handle).toBe(422)
  expect(await (await get(person, '/parametres/famille?q=cachezq')).text()).not.toContain('Hugues')
  expect((await post(person, '/parametres/famille', { remove: sister.id })).status).toBe(303)
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
  for (const page of ['/parametres/autres', '/parametres/code-iesf', `/profil/${person.handle}`])
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
