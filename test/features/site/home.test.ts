/** The front page: blocks that features announce, each by its own rule, absent when it has nothing to say (I13, E1). */
import { beforeAll, expect, test } from 'vitest'
import { ANNOUNCED } from '#app/announced.ts'
import { waitingAt } from '#app/features/staff/desk/todo.server.ts'
import { organisationSeat, personSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

useDatabase()

const SLUGS = ['isep', 'supmeca', 'insa-lyon', 'sepro'] as const
const seats = new Map<string, Seat>()

const person = (firstName: string, lastName: string, promotion: number, photo?: string) => ({
  values: {
    ...{ firstName, lastName, pseudonym: lastName.toLowerCase(), promotion },
    ...{ primaryEmail: `${lastName.toLowerCase()}@ici.example`, ...(photo ? { photo } : {}) },
  },
})

beforeAll(async () => {
  await apply('insa', ...SLUGS)
  for (const slug of SLUGS) {
    const people = await addPeople(slug, [
      person('Luc', 'Aubry', 1999),
      person('Zoé', 'Brun', 2001),
      person('Ana', 'Clair', 2001, 'ana.png'),
      { ...person('Guy', 'Dumas', 2001, 'guy.png'), siteChoices: { photo: 'nobody' } },
      person('Eva', 'Etan', 2001),
    ])
    seats.set(`${slug} member`, await personSeat(slug, people[0]!.id))
    seats.set(`${slug} adherent`, await personSeat(slug, people[1]!.id, { paidUp: true }))
    seats.set(`${slug} company`, await organisationSeat(slug, 'company'))
    seats.set(`${slug} poster`, await organisationSeat(slug, 'company', { open: false }))
  }
  seats.set('isep admin', await staffSeat('isep', 'admin'))
  seats.set('insa federation-admin', await staffSeat('insa', 'federation-admin'))
})

/** The blocks in their order, the page's own links, the frame's left out, and its words. */
async function home(slug: string, who: string) {
  const cookie = seats.get(`${slug} ${who}`)?.cookie
  const answer = await request(`${slug}.localhost`, '/', cookie ? { cookie } : {})
  expect(answer.status).toBe(200)
  const page = await answer.text()
  const main = page.slice(page.indexOf('<main'), page.indexOf('</main>'))
  const links = [...main.matchAll(/href="([^"]+)"/g)].map(([, to]) => to!).filter((to) => !/^\/profil\/|\?q=/.test(to))
  const blocks = [...main.matchAll(/data-block="([^"]+)"/g)].map(([, id]) => id)
  const people = [...main.matchAll(/data-person="([^"]+)"/g)].map(([, handle]) => handle)
  return { links, blocks, people, main }
}

const PHOTO = '/parametres/fiche#photo'

/** By hand, from rules.md: which blocks there are, and where they lead. */
const PAGES: [slug: string, who: string, blocks: string[], links: string[]][] = [
  ['isep', 'member', ['dues', 'turns'], ['/adhesion', PHOTO]],
  ['isep', 'adherent', ['search', 'turns', 'cohort', 'suggestions'], [PHOTO, '/ma-promo', '/suggestions']],
  ['isep', 'company', ['search', 'turns', 'access'], ['/recruteurs/ma-page', '/acces-annuaire']],
  ['isep', 'poster', ['closed', 'turns'], ['/acces-annuaire', '/recruteurs/ma-page']],
  ['isep', 'admin', ['search'], []],
  ['supmeca', 'member', ['search', 'turns'], ['/adhesion', PHOTO]],
  ['insa-lyon', 'member', ['search', 'turns'], ['/adhesion', PHOTO]],
  ['insa-lyon', 'adherent', ['search', 'turns', 'cohort', 'suggestions'], [PHOTO, '/ma-promo', '/suggestions']],
  ['sepro', 'member', ['search', 'turns'], [PHOTO]],
  ['insa', 'federation-admin', ['search', 'federation'], []],
]

test.each(PAGES)('of %s is made of a %s’s own blocks', async (slug, who, blocks, links) => {
  expect(await home(slug, who)).toMatchObject({ blocks, links })
})

test('says what dues open and cost where they open the directory, and nothing of them to others', async () => {
  const [member, adherent, sepro, visitor, company, admin] = await Promise.all([
    ...[home('isep', 'member'), home('isep', 'adherent'), home('sepro', 'member'), home('isep', 'visitor')],
    ...[home('isep', 'company'), home('isep', 'admin')],
  ])
  expect(member!.main).toMatch(/Cotiser – 80,00\s€/)
  expect(member!.main).toContain('5 diplômés dans l’annuaire')
  // Of four prices in the file, that of students is the lowest (ux: « dès »); the list of them is on the page of dues.
  expect(visitor!.main).toMatch(/Adhérer\s: dès 15\s€/)
  expect(visitor!.main).not.toContain('80,00')
  for (const page of [adherent, sepro, company, admin]) expect(page!.main.toLowerCase()).not.toContain('cotis')
})

test('shows faces that their people show: a hidden one is a face less, and the others are there', async () => {
  const { main } = await home('isep', 'adherent')
  const cohort = main.split('data-block="').find((block) => block.startsWith('cohort'))!
  expect([...cohort.matchAll(/data-person="([^"]+)"/g)].map(([, handle]) => handle)).toEqual(['ana.clair01'])
  expect(cohort).toContain('/profil/ana.clair01/photo')
  expect(cohort).not.toContain('dumas')
})

test('a federation reads how its members do, as figures without a name', async () => {
  const { main, people } = await home('insa', 'federation-admin')
  expect(people).toEqual([])
  const cells = [...main.matchAll(/<t[hd][^>]*>([^<]*)<\/t[hd]>/g)].map(([, text]) => text)
  expect(cells).toEqual(expect.arrayContaining(['Alumni INSA Lyon', '5', '1']))
  expect(main).not.toContain('@')
})

/** Words of the main navigation, of the header's end, and of the bar on a phone. */
async function navigation(slug: string, who: string, path = '/') {
  const cookie = seats.get(`${slug} ${who}`)?.cookie
  const page = await (await request(`${slug}.localhost`, path, cookie ? { cookie } : {})).text()
  const words = (from: string, to: string) => {
    const start = page.indexOf(from)
    const part = start < 0 ? '' : page.slice(start, page.indexOf(to, start))
    return [...part.matchAll(/<a [^>]*href="([^"]+)"[^>]*>(?:<[^>]+>)*([^<]*)/g)].map(([, to]) => to)
  }
  return {
    main: words('class="main-nav"', '</nav>'),
    tools: [...page.matchAll(/href="([^"]+)"[^>]*class="header-action header-tool"/g)].map(([, to]) => to),
    bar: words('class="bottom-bar', '</nav>'),
    tabs: words('class="sibling-pages', '</nav>'),
    footer: page.slice(page.indexOf('<footer'), page.indexOf('</footer>')),
  }
}

/** By hand: at most six words, each of a page that the role may open. */
const WORDS: [slug: string, who: string, main: string[], tools: string[]][] = [
  ['isep', 'member', ['/', '/evenements', '/actualites'], ['/messagerie', '/notifications']],
  [
    'isep',
    'adherent',
    ['/', '/annuaire', '/evenements', '/groupes', '/offres', '/actualites'],
    ['/annuaire', '/messagerie', '/notifications'],
  ],
  [
    'isep',
    'company',
    ['/', '/annuaire', '/recruteurs/offres', '/recruteurs/ma-page'],
    ['/annuaire', '/messagerie', '/notifications'],
  ],
  ['isep', 'admin', ['/', '/annuaire', '/offres', '/admin'], ['/annuaire', '/notifications']],
  [
    'insa',
    'federation-admin',
    ['/', '/annuaire', '/groupes-federation', '/admin/paiements/repartitions', '/admin/equipe', '/admin'],
    ['/annuaire', '/notifications'],
  ],
  ['sepro', 'visitor', ['/actualites', '/annuaire', '/offres', '/ecoles'], []],
]

test.each(WORDS)('the navigation of %s leads a %s to what is open to them', async (slug, who, main, tools) => {
  expect(await navigation(slug, who)).toMatchObject({ main, tools })
})

test('a phone has a bar of links; language and display are in the account, or in a visitor’s footer', async () => {
  const [member, visitor] = [await navigation('isep', 'adherent', '/ma-promo'), await navigation('isep', 'visitor')]
  expect(member.bar).toEqual(['/', '/annuaire', '/evenements', '/messagerie', '/plus'])
  expect(member.tabs).toEqual(['/annuaire', '/ma-promo', '/annuaire/carte', '/mentorat', '/entreprises'])
  expect(visitor.bar).toEqual([])
  expect(member.footer).not.toContain('English')
  expect(visitor.footer).toContain('English')
  const { cookie } = seats.get('isep adherent')!
  const more = await (await request('isep.localhost', '/plus', { cookie })).text()
  for (const to of ['/parametres', '/adhesion', '/recus', '/deconnexion']) expect(more).toContain(`"${to}"`)
})

test('an association that says « tu » says « vous » to companies, on pages that refuse as well', async () => {
  const text = async (who: string, path: string) => {
    const { cookie } = seats.get(`insa-lyon ${who}`)!
    const page = await (await request('insa-lyon.localhost', path, { cookie })).text()
    return page.slice(page.indexOf('<main'), page.indexOf('</main>'))
  }
  expect(await text('member', '/admin')).toMatch(/\bton compte\b/i)
  for (const path of ['/admin', '/', '/ma-promo'])
    expect(await text('company', path)).not.toMatch(/(?<!\p{L})(ton|ta|tes|toi)(?!\p{L})/iu)
  expect(await text('company', '/admin')).toMatch(/\bvotre compte\b/i)
})

test('what waits is counted beside its page, and all of it beside the first', () => {
  const todo = [
    { id: 'activation' as const, count: 2, to: '/admin/a-traiter?type=activation' },
    { id: 'identity' as const, count: 1, to: '/admin/a-traiter?type=identity' },
    { id: 'groups' as const, count: 4, to: '/admin/groupes' },
  ]
  expect(waitingAt(todo)).toEqual({ '/admin/a-traiter': 3, '/admin/groupes': 4, '/admin': 7 })
})

test('blocks have names and places of their own', () => {
  const blocks = ANNOUNCED.flatMap(({ home: own = [], turns = [] }) => [...own, ...turns])
  for (const list of [ANNOUNCED.flatMap(({ home: own }) => own ?? []), ANNOUNCED.flatMap(({ turns }) => turns ?? [])])
    expect(new Set(list.map(({ id }) => id)).size).toBe(list.length)
  expect(blocks.length).toBeGreaterThan(8)
})
