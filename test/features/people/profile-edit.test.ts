/** Editing one's own record through the forms, without JavaScript (S8): what is saved, kept, refused. */
import { beforeAll, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { FIELD_IDS } from '#app/vocabulary/fields.ts'
import { get, HOST, post, row, somebody } from '../../factories/editor.ts'
import { type Seat, staffSeat } from '../../factories/seats.ts'
import { apply } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

useDatabase()

beforeAll(() => apply('supmeca'))

async function versionOf(person: Seat, path: string): Promise<string> {
  return /name="version" value="([^"]*)"/.exec(await (await get(person, path)).text())![1]!
}

const SIX = ['fiche', 'parcours', 'coordonnees', 'confidentialite', 'abonnements', 'compte']
const PAGES = ['', ...SIX, 'autres-diplomes', 'code-iesf', 'postes/nouveau'].map((page) => `/parametres/${page}`)
/** Addresses of before there were six pages, each with the page that has its part now. */
const MOVED = {
  fiche: ['identite', 'photo', 'autres', 'famille'],
  parcours: ['postes', 'diplomes', 'competences'],
  coordonnees: ['contact', 'adresse', 'adresses'],
  abonnements: ['notifications'],
}

test.each(PAGES)('%s opens for its person, and asks everybody else to sign in', async (page) => {
  const person = await somebody()
  expect((await get(person, page)).status).toBe(200)
  expect((await request(HOST, page)).status).toBe(302)
})

test('an account without a record has nothing to edit', async () => {
  const staff = await staffSeat('supmeca', 'manager')
  const theirs = '/parametres/abonnements'
  for (const page of PAGES.filter((one) => one !== theirs)) expect((await get(staff, page)).status, page).toBe(403)
  const notices = await (await get(staff, theirs)).text()
  expect(notices).toContain('id="notifications"')
  expect(notices).not.toContain('id="abonnements"')
  expect((await post(staff, '/parametres/identite', { firstName: 'X', lastName: 'Y' })).status).toBe(403)
})

test('an address of before leads to its part, and a form that was open there still works', async () => {
  const person = await somebody()
  for (const [page, parts] of Object.entries(MOVED)) {
    const html = await (await get(person, `/parametres/${page}`)).text()
    for (const part of parts) {
      const answer = await get(person, `/parametres/${part}?q=ru`)
      const search = part === 'notifications' ? '' : '?q=ru'
      expect([answer.status, answer.headers.get('Location')]).toEqual([301, `/parametres/${page}${search}#${part}`])
      expect(html).toContain(`<section id="${part}"`)
    }
  }
  const refused = await post(person, '/parametres/adresse', { homePostcode: 'x', homeCountry: 'France' })
  expect([refused.status, refused.headers.get('Location')]).toEqual([307, '/parametres/coordonnees?partie=adresse'])
  const saved = await post(person, '/parametres/adresse', { homeCity: 'Brest' })
  const place = '/parametres/coordonnees?enregistre=adresse#adresse'
  expect([saved.status, saved.headers.get('Location')]).toEqual([303, place])
  expect((await row(person)).homeCity).toBe('Brest')
})

test('each form of a page has its own errors, and leaves what the others hold', async () => {
  const person = await somebody()
  const bad = await post(person, '/parametres/fiche?partie=identite', {
    firstName: '',
    lastName: 'X',
    birthDate: 'hier',
  })
  expect(bad.status).toBe(422)
  const page = await bad.text()
  const at = (part: string) => page.indexOf(`<section id="${part}"`)
  const summary = page.indexOf('class="error-summary"')
  expect(page.split('class="error-summary"')).toHaveLength(2)
  expect(summary).toBeGreaterThan(at('identite'))
  expect(summary).toBeLessThan(at('photo'))
  for (const part of ['postes', 'contact-de-rien', '__proto__', ''])
    expect((await post(person, `/parametres/fiche?partie=${part}`, { bio: 'x' })).status, part).toBe(404)
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
  expect([answer.status, answer.headers.get('Location')]).toEqual([
    303,
    '/parametres/fiche?enregistre=identite#identite',
  ])
  expect(await row(person)).toMatchObject({
    firstName: 'Alix-Marie',
    lastName: 'Le Goff',
    birthDate: '1975-11-22',
    birthPlace: null,
    civility: 'Mme',
  })
  const page = await (await get(person, '/parametres/fiche?enregistre=identite')).text()
  expect(page).toContain('Modifications enregistrées')
  expect(page).toContain('value="22/11/1975"')
  const studies = await (await get(person, '/parametres/parcours')).text()
  expect(studies).toContain('Géré par l’association')
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
    expect([303, 307, 422], page).toContain(status)
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
  const answer = await post(person, '/parametres/fiche?partie=identite', typed)
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
  const version = await versionOf(person, '/parametres/fiche')
  try {
    setClock(new Date(Date.now() + 5000))
    await post(person, '/parametres/fiche?partie=autres', { version, bio: 'Le premier', hobbies: '' })
    const late = await post(person, '/parametres/fiche?partie=autres', { version, bio: 'Le second', hobbies: 'voile' })
    expect(late.status).toBe(409)
    const page = await late.text()
    expect(page).toContain('Le second')
    expect(page).toContain('a changé entre-temps')
    expect((await row(person)).bio).toBe('Le premier')
    const again = /name="version" value="([^"]*)"/.exec(page)![1]!
    setClock(new Date(Date.now() + 10_000))
    expect(
      (await post(person, '/parametres/fiche?partie=autres', { version: again, bio: 'Le second', hobbies: 'voile' }))
        .status,
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
