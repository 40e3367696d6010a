/** The front page leads each viewer on: what one owes or may buy, one's own pages, what the rules open (I13, E1). */
import { beforeAll, expect, test } from 'vitest'
import { organisationSeat, personSeat, type Seat } from '../../factories/seats.ts'
import { addPeople, apply } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

useDatabase()

const SLUGS = ['isep', 'supmeca', 'insa-lyon', 'sepro'] as const
const seats = new Map<string, Seat>()

beforeAll(async () => {
  await apply('insa', ...SLUGS)
  for (const slug of SLUGS) {
    const people = await addPeople(slug, [
      {
        values: {
          firstName: 'Luc',
          lastName: 'Aubry',
          pseudonym: 'aubry',
          promotion: 1999,
          primaryEmail: 'aubry@ici.example',
        },
      },
      {
        values: {
          firstName: 'Zoé',
          lastName: 'Brun',
          pseudonym: 'brun',
          promotion: 2001,
          primaryEmail: 'brun@ici.example',
        },
      },
    ])
    seats.set(`${slug} member`, await personSeat(slug, people[0]!.id))
    seats.set(`${slug} adherent`, await personSeat(slug, people[1]!.id, { paidUp: true }))
    seats.set(`${slug} company`, await organisationSeat(slug, 'company'))
  }
})

/** The page's own links, the frame's left out, and its words. */
async function home(slug: string, who: string) {
  const cookie = seats.get(`${slug} ${who}`)?.cookie
  const answer = await request(`${slug}.localhost`, '/', cookie ? { cookie } : {})
  expect(answer.status).toBe(200)
  const page = await answer.text()
  const main = page.slice(page.indexOf('<main'), page.indexOf('</main>'))
  const links = [...main.matchAll(/href="([^"]+)"/g)].map(([, to]) => to!).filter((to) => !to.startsWith('/profil/'))
  return { links, main }
}

const OWN = ['/parametres/confidentialite', '/contacts', '/parametres/abonnements']

/** By hand, from rules.md: what the front page leads to. */
const LINKS: [slug: (typeof SLUGS)[number], who: string, links: string[]][] = [
  ['isep', 'member', ['/adhesion', ...OWN]],
  ['isep', 'adherent', [...OWN, '/groupes', '/ma-promo', '/annuaire/carte', '/entreprises']],
  ['isep', 'company', []],
  ['supmeca', 'member', [...OWN, '/groupes', '/ma-promo', '/annuaire/carte', '/entreprises']],
  ['insa-lyon', 'member', ['/adhesion', ...OWN, '/groupes', '/ma-promo']],
  ['insa-lyon', 'adherent', [...OWN, '/groupes', '/ma-promo', '/annuaire/carte', '/entreprises']],
  ['sepro', 'member', [...OWN, '/groupes']],
]

test.each(LINKS)('of %s leads a %s on to what is theirs', async (slug, who, links) => {
  expect((await home(slug, who)).links).toEqual(links)
})

test('says where one’s dues stand to whoever pays them, and what they cost to who has no account', async () => {
  expect((await home('isep', 'adherent')).main).toContain('Votre cotisation est à jour à vie')
  expect((await home('isep', 'member')).main).toContain('Votre cotisation n’est pas à jour')
  expect((await home('sepro', 'member')).main).not.toContain('cotis')
  const [visitor, company, member] = await Promise.all(['visitor', 'company', 'member'].map((who) => home('isep', who)))
  expect(visitor!.main).toContain('80,00')
  expect(company!.main).not.toContain('80,00')
  expect(member!.main).not.toContain('80,00')
})
