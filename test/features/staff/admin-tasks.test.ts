/**
 * Who opens which page of the administration, role by role (P4): a table by hand, over HTTP. `M` manager, `A`
 * administrator keep what they had before tasks had names; a composed role opens its task's pages and no other.
 */
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Seat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

useDatabase()

const CANARY = 'qzcanaryqz'
const ROLES = { M: 'manager', A: 'admin', T: 'tresorier', D: 'moderateur' } as const
const WEBMASTER = 'W'
const seats: Record<string, Seat> = {}
const handles: Record<string, string> = {}

/**
 * Letters: roles that open the page (200); in brackets: roles that are led to their own page about the person (302).
 */
const PAGES: Record<string, string> = {
  '/admin': 'M A T D W',
  '/admin/recherche': 'M A T W',
  '/admin/personnes': 'M A T W',
  '/admin/membres': 'M A T W',
  '/admin/membres/nouveau': 'M A',
  '/admin/membres/:handle': 'M A [T] [W]',
  '/admin/membres/:handle/compte': 'M A W',
  '/admin/membres/:handle/cotisations': 'M A T',
  '/admin/membres/:handle/historique': 'M A',
  '/admin/actions': 'M A',
  '/admin/equipe': 'M A',
  '/admin/invitations': 'M A W',
  '/admin/a-traiter': 'M A W',
  '/admin/doublons': 'M A',
  '/admin/voir-comme': 'M A',
  '/admin/signalements': 'M A D',
  '/admin/publications': 'M A D',
  '/admin/groupes': 'M A',
  '/admin/groupes/nouveau': 'M A',
  '/admin/perdus-de-vue': 'M A',
  '/admin/contenus': 'M A',
  '/admin/contenus/actualites/nouvelle': 'M A',
  '/admin/contenus/pages': 'M A',
  '/admin/contenus/pages/nouvelle': 'M A',
  '/admin/contenus/messages': 'M A',
  '/admin/contenus/documents': 'M A',
  '/admin/evenements': 'M A',
  '/admin/evenements/nouveau': 'M A',
  '/admin/carnet': 'M A',
  '/admin/lettres': 'M A',
  '/admin/offres': 'M A',
  '/admin/messages-signales': 'M A D',
  '/admin/organisations': 'M A',
  '/admin/imports': 'M A',
  '/admin/exports': 'A',
  '/admin/transmissions': 'A',
  '/admin/annuaire-imprime': 'A',
  '/admin/statistiques': 'M A',
  '/admin/regles': 'M A',
  '/admin/regles/question': 'M A',
  '/admin/suppressions': 'M A',
  '/admin/conservation': 'M A',
  '/admin/versions': 'M A',
  '/admin/journal': 'M A',
  '/admin/ventes/nouvelle?personne=:handle': 'M A T',
  '/admin/ventes/cheques': 'M A T',
  '/admin/paiements': 'M A T',
  '/admin/paiements/liste': 'M A T',
  '/admin/paiements/banque': 'M A T',
  '/admin/paiements/mouvements': 'M A T',
  '/admin/paiements/recus-fiscaux': 'M A T',
  '/admin/paiements/exports': 'M A T',
  '/admin/paiements/cloture': 'M A T',
  '/admin/paiements/repartitions': 'M A T',
  '/admin/paiements/reglages': 'M A T',
}
/** Pages of one import, sale, request …: closed before anything is looked up. */
const OF_ONE: Record<string, string> = {
  '/admin/annuaire-imprime/:id/:id': 'A',
  '/admin/actions/:id': 'M A',
  '/admin/actions/:id/confirmation': 'M A',
  '/admin/actions/:id/annuler': 'M A',
  '/admin/a-traiter/:id/piece': 'M A W',
  '/admin/doublons/comparer?garde=x&absorbe=y': 'M A',
  '/admin/signalements/:handle': 'M A D',
  '/admin/messages-signales/:id': 'M A D',
  '/admin/organisations/:id': 'M A',
  '/admin/offres/:id': 'M A',
  '/admin/ecoles': 'M A',
  '/admin/ecoles/nouvelle': 'M A',
  '/admin/ecoles/:id': 'M A',
  '/admin/contenus/actualites/:id': 'M A',
  '/admin/contenus/pages/:id': 'M A',
  '/admin/contenus/pages/:id/versions': 'M A',
  '/admin/evenements/:id': 'M A',
  '/admin/evenements/:id/modifier': 'M A',
  '/admin/lettres/:id': 'M A',
  '/admin/lettres/:id/envoi': 'M A',
  '/admin/lettres/:id/apercu': 'M A',
  '/admin/evenements/:id/places': 'M A',
  '/admin/evenements/:id/serie': 'M A',
  '/admin/evenements/:id/billets': 'M A',
  '/admin/evenements/:id/codes': 'M A',
  '/admin/evenements/:id/invitations': 'M A',
  '/admin/evenements/:id/message': 'M A',
  '/admin/evenements/:id/entrees': 'M A',
  '/admin/evenements/:id/entrees/scan': 'M A',
  '/admin/evenements/:id/liste': 'M A',
  '/admin/evenements/:id/inscrits.xlsx': 'A',
  '/admin/evenements/:id/badges.pdf': 'A',
  '/admin/evenements/:id/presences.pdf': 'A',
  '/admin/imports/:id': 'M A',
  '/admin/imports/:id/feuille': 'M A',
  '/admin/imports/:id/colonnes': 'M A',
  '/admin/imports/:id/doublons': 'M A',
  '/admin/imports/:id/verification': 'M A',
  '/admin/imports/:id/refus.csv': 'M A',
  '/admin/imports/:id/annuler': 'M A',
  '/admin/imports/:id/abandonner': 'M A',
  '/admin/ventes/:id': 'M A T',
  '/admin/paiements/banque/:id': 'M A T',
  '/admin/paiements/repartitions/:id': 'M A T',
  '/admin/paiements/:id': 'M A T',
}
const ID = '018f0000-0000-7000-a000-00000000000b'

beforeAll(async () => {
  await apply('isep', 'insa', 'insa-lyon')
  for (const slug of ['isep', 'insa-lyon']) {
    const [person] = await addPeople(slug, [
      { values: { firstName: 'Céline', lastName: 'Regard', promotion: 1998, remarks: CANARY, birthPlace: CANARY } },
    ])
    handles[slug] = person!.handle
  }
  for (const [letter, role] of Object.entries(ROLES)) seats[letter] = await staffSeat('isep', role)
  seats[WEBMASTER] = await staffSeat('insa-lyon', 'webmaster')
})

const slugOf = (letter: string) => (letter === WEBMASTER ? 'insa-lyon' : 'isep')
const at = (path: string, letter: string) => path.replace(':handle', handles[slugOf(letter)]!).replace(':id', ID)
const get = (path: string, letter: string) =>
  request(`${slugOf(letter)}.localhost`, at(path, letter), { cookie: seats[letter]!.cookie })
const LETTERS = [...Object.keys(ROLES), WEBMASTER]
const asked = Object.entries(PAGES).flatMap(([path, who]) => LETTERS.map((letter) => [path, letter, who] as const))

test('the table has every page of the administration', () => {
  const named = [...Object.keys(PAGES), ...Object.keys(OF_ONE)].map((path) => path.replace(/\?.*/, ''))
  const routes = ['app/routes/staff.ts', 'app/routes/money.ts'].flatMap((file) => {
    const text = readFileSync(file, 'utf8').replace(/export const (money|staff): [\s\S]*?\n\]/g, '')
    return [...text.matchAll(/route\(\s*'([^']+)'/g)].map(
      ([, path]) => `/admin/${path!.replace(/:(?!handle)\w+/g, ':id')}`,
    )
  })
  expect([...new Set(routes)].sort()).toEqual(named.filter((path) => path !== '/admin').sort())
})

describe('pages by task', () => {
  test.each(asked)('%s as %s', async (path, letter, who) => {
    const response = await get(path, letter)
    const letters = who.split(' ')
    expect(response.status).toBe(letters.includes(letter) ? 200 : letters.includes(`[${letter}]`) ? 302 : 403)
    const text = await response.text()
    if (letter !== 'M' && letter !== 'A') expect(text).not.toContain(CANARY)
  })

  test.each(Object.entries(OF_ONE).flatMap(([path, who]) => LETTERS.map((letter) => [path, letter, who] as const)))(
    '%s as %s',
    async (path, letter, who) => {
      const { status } = await get(path, letter)
      if (who.split(' ').includes(letter)) expect(status).not.toBe(403)
      else expect(status).toBe(403)
    },
  )
})

/** A form of each task, and the letters that it is not refused to; what it says is another test's matter. */
const FORMS: [string, Record<string, string>, string][] = [
  ['/admin/membres/nouveau', { lastName: '' }, 'M A'],
  ['/admin/membres/:handle', { version: '2026-01-02T03:04:05.000Z', lastName: 'Intrus' }, 'M A'],
  ['/admin/membres/:handle/compte', { intent: 'nothing' }, 'M A W'],
  ['/admin/membres/:handle/compte', { intent: 'give', role: 'manager', from: '2026-01-01' }, 'A'],
  ['/admin/membres/:handle/cotisations', { intent: 'add', tier: 'none' }, 'M A'],
  ['/admin/equipe', { intent: 'end', grant: ID }, 'A'],
  ['/admin/actions', { portee: 'coches' }, 'M A'],
  ['/admin/a-traiter', { intent: 'nothing' }, 'M A W'],
  ['/admin/voir-comme', { intent: 'role' }, 'M A'],
  ['/admin/doublons', { intent: 'distinct' }, 'M A'],
  ['/admin/exports', { format: 'none' }, 'A'],
  ['/admin/suppressions', { request: ID }, 'M A'],
]

test.each(FORMS.flatMap(([path, form, who]) => LETTERS.map((letter) => [path, letter, who, form] as const)))(
  'a form posted to %s as %s',
  async (path, letter, who, form) => {
    const cookie = seats[letter]!.cookie
    const { status } = await request(`${slugOf(letter)}.localhost`, at(path, letter), { form, cookie })
    if (who.split(' ').includes(letter)) expect(status).not.toBe(403)
    else expect(status).toBe(403)
  },
)

describe('what a composed role is shown', () => {
  test('the menu and the first page lead to its task alone', async () => {
    const text = await (await get('/admin', 'T')).text()
    expect(text).toContain('href="/admin/paiements"')
    expect(text).toContain('href="/admin/membres"')
    for (const page of [
      'equipe',
      'a-traiter',
      'signalements',
      'imports',
      'exports',
      'journal',
      'regles',
      'invitations',
    ])
      expect(text, page).not.toContain(`href="/admin/${page}"`)
  })

  test('a refused page says whose task it is, to the staff alone', async () => {
    const refused = await get('/admin/journal', 'T')
    expect(await refused.text()).toContain('autre mission de l’équipe')
  })

  test('a person’s pages have its tabs, without forms that would be refused', async () => {
    const dues = await (await get('/admin/membres/:handle/cotisations', 'T')).text()
    expect(dues).toContain('/admin/ventes/nouvelle?personne=')
    expect(dues).not.toContain('/historique')
    expect(dues).not.toContain('name="intent" value="add"')
    const account = await (await get('/admin/membres/:handle/compte', WEBMASTER)).text()
    expect(account).not.toContain('/cotisations')
  })

  test('administrators give it by its name, and the team is shown it', async () => {
    const text = await (await get('/admin/equipe', 'A')).text()
    expect(text).toContain('trésorier')
    expect(text).toContain('value="tresorier"')
  })

  test('search by a role that was given finds its holders’ filter', async () => {
    expect(await (await get('/admin/membres?role=tresorier', 'A')).text()).toContain('value="tresorier"')
  })
})
