/** The search box reads a sentence: years, towns, sectors, companies, jobs; names come first (ux.md §2, 1; B1). */
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { writeDecisions, writeValues } from '#app/domain/people/write-people.server.ts'
import { readQuery } from '#app/features/people/directory/search.schema.ts'
import { searchDirectory } from '#app/features/people/directory/search.server.ts'
import { suggestedValues } from '#app/features/people/directory/suggested.server.ts'
import type { Audience } from '#app/vocabulary/audiences.ts'
import { type FieldId, fieldNumber } from '#app/vocabulary/fields.ts'
import type { Role } from '#app/vocabulary/roles.ts'
import { ctxFor } from '../../factories/ctx.ts'
import { staffSeat } from '../../factories/seats.ts'
import { addPeople, apply, inside, TRACE } from '../../factories/world.ts'
import { queryAs, useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

const database = useDatabase()
const MIGRATION = 'prisma/migrations/20261201051000_towns_of_work/migration.sql'

const SLUGS = ['isep', 'supmeca', 'ece', 'insa-lyon', 'sepro'] as const
const ids = new Map<string, { id: string; handle: string }>()

/** Each by their first name, which is their pseudonym too. */
const PEOPLE: Record<string, Partial<Record<FieldId, unknown>>> = {
  Ada: {
    lastName: 'Dupont',
    promotion: 2010,
    homeCity: 'Toulouse',
    workField: 'Énergie',
    jobTitle: 'Ingénieure calcul',
  },
  Bea: { lastName: 'Dupont', promotion: 2011, homeCity: 'Toulouse', workField: 'Conseil', jobTitle: 'Ingénieure' },
  Cyd: { lastName: 'Martin', promotion: 2010, homeCity: 'Lyon', workField: 'Énergie', jobTitle: 'Chef de projet' },
  Dan: { lastName: 'Laval', promotion: 2010, homeCity: 'Paris', workField: 'Énergie', jobTitle: 'Ingénieur' },
  Eve: { lastName: 'Petit', promotion: 2015, homeCity: 'Laval', company: 'Aéris Propulsion', jobTitle: 'Acheteuse' },
  Fox: { lastName: 'Paris', promotion: 2016, homeCity: 'Aix-en-Provence', company: 'Martin & Fils', skills: ['Java'] },
  Gus: { lastName: 'Boulanger', promotion: 2017, homeCity: 'La Rochelle', homeCountry: 'France', skills: ['Java'] },
}

beforeAll(async () => {
  await apply('insa', ...SLUGS)
  for (const slug of SLUGS) {
    const people = await addPeople(
      slug,
      Object.entries(PEOPLE).map(([firstName, values]) => ({
        values: { firstName, pseudonym: firstName, purpose: 'emploi', publishedAt: '2026-01-01', ...values },
        consents: { school: true, recruiters: true, federation: true },
      })),
    )
    for (const [i, firstName] of Object.keys(PEOPLE).entries()) ids.set(`${slug} ${firstName}`, people[i]!)
  }
})

async function read(slug: string, role: Role, text: string, more = '') {
  const query = readQuery(new URLSearchParams(`${new URLSearchParams({ q: text })}${more}`))
  if (!query.ok) throw new Error(text)
  const { people, understood, otherwise } = await searchDirectory(await ctxFor(slug, role), query.query)
  const { portee: _, tri: __, page: ___, vue: ____, ...criteria } = understood?.query ?? { ...query.query }
  return {
    found: people.map(({ fields }) => String(fields.pseudonym ?? fields.firstName)).join(' '),
    criteria: Object.fromEntries(Object.entries(criteria).filter(([, value]) => value !== undefined)),
    understood,
    otherwise,
  }
}

const SENTENCE = 'ingénieur à Toulouse dans l’énergie'

describe('whoever has every criterion', () => {
  test.each([
    ['dupont 2010', 'Ada', { q: 'dupont', promo: 2010 }],
    ['2010', 'Ada Dan Cyd', { promo: 2010 }],
    ['promo 2010', 'Ada Dan Cyd', { promo: 2010 }],
    ['Dupont 2010-2012', 'Ada Bea', { q: 'Dupont', promoMin: 2010, promoMax: 2012 }],
    [SENTENCE, 'Ada', { ville: 'Toulouse', secteur: 'Énergie', fonction: 'ingénieur' }],
    ['ingénieurs toulouse', 'Ada Bea', { ville: 'Toulouse', fonction: 'ingénieur' }],
    ['énergie', 'Ada Dan Cyd', { secteur: 'Énergie' }],
    ['chez aeris', 'Eve', { entreprise: 'aeris' }],
    ['java à la rochelle', 'Gus', { competence: 'Java', ville: 'La Rochelle' }],
    ['aix en provence', 'Fox', { ville: 'Aix-en-Provence' }],
    ['ada à toulouse', 'Ada', { q: 'ada', ville: 'Toulouse' }],
    ['promo 2010 à Toulouse', 'Ada', { promo: 2010, ville: 'Toulouse' }],
    // Names come first, and stay names.
    ['laval', 'Dan', { q: 'laval' }],
    ['laval 2010', 'Dan', { q: 'laval', promo: 2010 }],
    ['à laval', 'Eve', { ville: 'Laval' }],
    ['paris', 'Fox', { q: 'paris' }],
    ['martin', 'Cyd', { q: 'martin' }],
    ['chez martin', 'Fox', { entreprise: 'martin' }],
    ['boulanger java', 'Gus', { q: 'boulanger', competence: 'Java' }],
    // A typo in a name is forgiven beside what was understood.
    ['dupnot toulouse', 'Ada Bea', { q: 'dupnot', ville: 'Toulouse' }],
  ] as const)('%s', async (text, found, criteria) => {
    expect(await read('isep', 'adherent', text)).toMatchObject({ found, criteria })
  })

  test('a name that is a town too can be turned into it, and back', async () => {
    const { otherwise } = await read('isep', 'adherent', 'laval')
    expect(otherwise).toMatchObject({ ville: 'Laval' })
    expect((await read('isep', 'adherent', 'à laval', '&lecture=nom')).criteria).toEqual({
      q: 'à laval',
      lecture: 'nom',
    })
    expect((await read('isep', 'adherent', 'dupont')).otherwise).toBeNull()
  })

  test('a name that is found costs one statement more than the name alone, and a second page none', async () => {
    const statements = async (search: string) => {
      let count = 0
      const ctx = await ctxFor('isep', 'adherent')
      const counting: Ctx['sql'] = (work, options) =>
        ctx.sql((run) => {
          const counted: Query = (...asked) => {
            count++
            return run(...asked)
          }
          return work(counted)
        }, options)
      const query = readQuery(new URLSearchParams(search))
      if (query.ok) await searchDirectory({ ...ctx, sql: counting }, query.query)
      return count
    }
    const plain = await statements('q=dupont&lecture=nom')
    expect(await statements('q=dupont')).toBe(plain + 1)
    expect(await statements('q=dupont&page=2')).toBeLessThanOrEqual(plain)
    expect(await statements('q=dupont+2010')).toBe(plain + 1)
  })

  test('words that find nobody are passed over, and named', async () => {
    const { found, understood } = await read('isep', 'adherent', 'xylophoniste à Toulouse')
    expect([found, understood?.passedOver]).toEqual(['Ada Bea', 'xylophoniste'])
  })
})

describe('in a town: lives or works there', () => {
  const where = async (slug: string, role: Role, search: string) => {
    const query = readQuery(new URLSearchParams(search))
    if (!query.ok) throw new Error(search)
    const { people } = await searchDirectory(await ctxFor(slug, role), query.query)
    return people.map(({ fields }) => String(fields.pseudonym ?? fields.firstName)).join(' ')
  }

  test.each([
    ['isep', 'adherent'],
    ['supmeca', 'member'],
    ['insa-lyon', 'adherent'],
  ] as const)('%s, %s: by home and by the company’s address, each as far as it is shown', async (slug, role) => {
    const { id } = ids.get(`${slug} Gus`)!
    const become = (company: Audience) =>
      inside(slug, async (query, scope) => {
        const site = { company, companyAddress: company }
        await writeDecisions({ query, tenant: scope }, id, { site }, TRACE)
        const values = { company: 'Qzforge', companyAddress: '12 rue de Lyon, 31000 Toulouse' }
        await writeValues({ query, tenant: scope }, id, values, TRACE)
      })
    await become('network')
    expect(await where(slug, role, 'ville=toulouse')).toBe('Gus Ada Bea')
    expect(await where(slug, role, 'habite=toulouse')).toBe('Ada Bea')
    // Whoever stood here before towns of work were words has them by the migration.
    await inside(slug, (query, scope) =>
      query(sql`DELETE FROM "search_token" t WHERE t."tenantId" = ${scope.id}
        AND t."field" = ${fieldNumber('companyAddress')} RETURNING 1`),
    )
    expect(await where(slug, role, 'ville=toulouse')).toBe('Ada Bea')
    await queryAs(database.url('owner'), readFileSync(MIGRATION, 'utf8'))
    expect(await where(slug, role, 'ville=toulouse')).toBe('Gus Ada Bea')
    expect(await where(slug, role, 'ville=lyon')).toBe('Cyd')
    expect(await where(slug, role, 'q=java à toulouse')).toBe('Gus')
    // A hidden employer places nobody, whoever may read its other cells.
    await become('nobody')
    expect(await where(slug, role, 'ville=toulouse')).toBe('Ada Bea')
    expect(await where(slug, role, 'ville=rochelle')).toBe('Gus')
    await inside(slug, (query, scope) => writeValues({ query, tenant: scope }, id, { company: null }, TRACE))
  })
})

describe('nobody found', () => {
  const relaxed = async (slug: string, role: Role, search: string) => {
    const query = readQuery(new URLSearchParams(search))
    if (!query.ok) throw new Error(search)
    const found = await searchDirectory(await ctxFor(slug, role), query.query)
    return found.relaxed.map(({ without, total }) => `${without.map(({ value }) => value).join('–')} ${total}`)
  }

  test('what each criterion leaves when it goes, the most first; nothing of one alone', async () => {
    // The two of Toulouse are engineers; of the three engineers none works in education.
    const search = 'ville=Toulouse&fonction=ingénieur&promo=2015'
    expect(await relaxed('isep', 'adherent', search)).toEqual(['2015 2'])
    expect(await relaxed('isep', 'adherent', 'promo=2015&ville=Toulouse')).toEqual(['2015 2', 'Toulouse 1'])
    expect(await relaxed('isep', 'adherent', 'ville=Toulouse&promoMin=2012&promoMax=2020')).toEqual([
      'Toulouse 3',
      '2012–2020 2',
    ])
    expect(await relaxed('isep', 'adherent', 'ville=Nulle')).toEqual([])
    expect(await relaxed('isep', 'adherent', 'ville=Toulouse')).toEqual([])
  })

  test('the page says it, one link each', async () => {
    const { cookie } = await staffSeat('isep', 'manager')
    const page = await (await request('isep.localhost', '/annuaire?promo=2015&ville=Toulouse', { cookie })).text()
    expect(page).toContain('Aucun résultat avec ces 2 critères')
    expect(page).toMatch(/href="\/annuaire\?ville=Toulouse"[^>]*>Sans «\s2015\s»\s: 2 personnes</)
  })
})

describe('suggestions in groups', () => {
  const grouped = async (slug: string, role: Role, typed: string) =>
    (await suggestedValues(await ctxFor(slug, role), typed)).map(
      ({ criterion, value, count }) => `${criterion} ${value} ${count}`,
    )

  test('towns, companies, jobs and years, each with what its list finds', async () => {
    expect(await grouped('isep', 'adherent', 'toul')).toEqual(['ville Toulouse 2'])
    expect(await grouped('isep', 'adherent', 'la roch')).toEqual(['ville La Rochelle 1'])
    expect(await grouped('isep', 'adherent', 'ing')).toEqual([
      'fonction Ingénieur 3',
      'fonction Ingénieure 2',
      'fonction Ingénieure calcul 1',
    ])
    expect(await grouped('isep', 'adherent', 'promo 2010')).toEqual(['promo 2010 3'])
    expect(await grouped('isep', 'adherent', 'mart')).toEqual(['entreprise Martin & Fils 1'])
    // Fewer letters, and criteria that are not one's own.
    expect(await grouped('isep', 'adherent', 'to')).toEqual([])
    expect(await grouped('ece', 'adherent', 'ing')).toEqual([])
    expect(await grouped('insa-lyon', 'member', 'toul')).toEqual([])
  })

  test('the answer keeps its people, and adds the groups and the whole list', async () => {
    const { cookie } = await staffSeat('isep', 'manager')
    const answer = await request('isep.localhost', '/annuaire/suggestions?q=laval', { cookie })
    const { suggestions, options } = (await answer.json()) as Record<string, Record<string, string>[]>
    expect(suggestions!.map(({ label }) => label)).toEqual(['Dan Laval'])
    expect(options!.map(({ heading, label, note }) => [heading, label, note])).toEqual([
      ['Personnes', 'Dan Laval', expect.any(String)],
      ['Villes', 'Laval', '1 personne'],
      [undefined, 'Voir le résultat', undefined],
    ])
  })
})

describe('the sentence on each of the five systems, by each viewer’s criteria', () => {
  test.each([
    ['isep', 'adherent', 'Ada', ''],
    ['isep', 'recruiter', 'Ada', ''],
    ['supmeca', 'member', 'Ada', ''],
    ['insa-lyon', 'adherent', 'Ada', ''],
    // Companies are shown neither town nor job there unless somebody says so.
    ['insa-lyon', 'recruiter', '', undefined],
    ['sepro', 'recruiter', 'Ada', ''],
    // Neither jobs nor sectors may be searched by: the town is, and the rest is said.
    ['ece', 'adherent', 'Ada Bea', 'ingénieur énergie'],
    ['ece', 'admin', 'Ada', ''],
  ] as const)('%s, %s: finds %s', async (slug, role, found, passedOver) => {
    const answer = await read(slug, role, SENTENCE)
    expect([answer.found, answer.understood?.passedOver]).toEqual([found, passedOver])
  })

  test('who may search by names alone is refused nothing and guesses nothing', async () => {
    const answer = await read('insa-lyon', 'member', SENTENCE)
    expect(answer).toMatchObject({ found: '', understood: null })
    expect((await read('insa-lyon', 'member', 'dupont 2010')).found).toBe('Ada')
  })

  test('a town, a sector or a job that is hidden is no word at all', async () => {
    for (const slug of SLUGS)
      await inside(slug, async (query, scope) => {
        const { id } = ids.get(`${slug} Eve`)!
        const site = { homeCity: 'nobody', company: 'nobody', jobTitle: 'nobody' } as const
        await writeDecisions({ query, tenant: scope }, id, { site }, TRACE)
        await writeValues({ query, tenant: scope }, id, { homeCity: 'Quimper', company: 'Qzforge' }, TRACE)
      })
    for (const [slug, role] of [
      ['isep', 'adherent'],
      ['supmeca', 'member'],
      ['sepro', 'recruiter'],
    ] as const)
      for (const text of ['à quimper', 'chez qzforge', 'java à quimper'])
        expect((await read(slug, role, text)).understood?.query ?? {}, text).not.toHaveProperty('ville')
    expect((await read('isep', 'admin', 'à quimper')).found).toBe('Eve')
  })
})
