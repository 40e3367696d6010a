import { beforeAll, describe, expect, it } from 'vitest'
import { fold } from '#app/i18n/fold.ts'
import { AUDIENCES, type Audience } from '#app/vocabulary/audiences.ts'
import { type FieldId, SECRET_FIELDS } from '#app/vocabulary/fields.ts'
import * as names from '../../prisma/people/names.data.ts'
import { frenchNames } from '../../prisma/people/names.ts'
import { generatePeople, type PeopleOptions } from '../../prisma/people/people.ts'
import { ABROAD, FRENCH } from '../../prisma/people/places.ts'
import { Random, Weighted, wordsOf } from '../../prisma/people/random.ts'
import type { PersonRecord } from '../../prisma/people/record.ts'
import { EMPLOYERS, luhnDigit } from '../../prisma/people/work.ts'

const make = (options: Partial<PeopleOptions> = {}) => [
  ...generatePeople({ count: 300, seed: 1, school: 'isep', ...options }),
]
let people: PersonRecord[]
beforeAll(() => {
  people = make({ count: 20_000 })
})

const share = (test: (person: PersonRecord) => boolean) => people.filter(test).length / people.length
const isLuhn = (digits: string) => luhnDigit(digits.slice(0, -1)) === Number(digits.at(-1))

describe('the same people every time', () => {
  it('gives the same people for the same seed, others for another', () => {
    expect(make()).toEqual(make())
    expect(make({ seed: 2 }).map((p) => p.lastName)).not.toEqual(make().map((p) => p.lastName))
    expect(make({ school: 'ece' }).map((p) => p.lastName)).not.toEqual(make().map((p) => p.lastName))
  })

  it('gives person number n the same data whatever the count', () => {
    expect(make({ count: 50 })).toEqual(make({ count: 300 }).slice(0, 50))
  })

  it('does not ask the clock', () => {
    const [person] = make({ count: 1 })
    expect(person).toMatchObject({ lastName: 'Maréchal-Le Goff', promotion: 2023, studentNumber: '23000000' })
  })

  it('keeps to the years asked for', () => {
    const years = make({ years: [2010, 2012], count: 500 }).map((p) => p.promotion)
    expect(new Set(years)).toEqual(new Set([2010, 2011, 2012]))
  })
})

describe('enough to choose from', () => {
  it('has many names, employers and real places', () => {
    const { COMMON_LAST_NAMES, RARE_LAST_NAMES, FOREIGN_LAST_NAMES, LONG_LAST_NAMES } = names
    const last = [COMMON_LAST_NAMES, RARE_LAST_NAMES, FOREIGN_LAST_NAMES, LONG_LAST_NAMES].flatMap(wordsOf)
    const { MALE_FIRST_NAMES, FEMALE_FIRST_NAMES, FOREIGN_FIRST_NAMES } = names
    const first = [...MALE_FIRST_NAMES, ...FEMALE_FIRST_NAMES, FOREIGN_FIRST_NAMES.M, FOREIGN_FIRST_NAMES.Mme].flatMap(
      wordsOf,
    )
    expect(new Set(last).size).toBeGreaterThanOrEqual(450)
    expect(new Set(first).size).toBeGreaterThanOrEqual(250)
    expect(EMPLOYERS.length).toBeGreaterThanOrEqual(120)
    expect(new Set(EMPLOYERS.map((e) => e.name)).size).toBe(EMPLOYERS.length)
    expect(FRENCH.length + ABROAD.length).toBeGreaterThanOrEqual(150)
  })

  it('knows where every place is', () => {
    for (const place of FRENCH) {
      expect(place.postcode, place.city).toMatch(/^\d{5}$/)
      if (!place.postcode.startsWith('97')) {
        expect(place.lat, place.city).toSatisfy((lat: number) => lat > 41 && lat < 51.5)
        expect(place.lon, place.city).toSatisfy((lon: number) => lon > -5.5 && lon < 10)
      }
    }
    for (const place of ABROAD) expect(Math.abs(place.lat) <= 90 && Math.abs(place.lon) <= 180, place.city).toBe(true)
  })
})

describe('names as in life', () => {
  it('has a few very common names and a long tail', () => {
    const counts = new Map<string, number>()
    for (const { lastName } of people) counts.set(lastName, (counts.get(lastName) ?? 0) + 1)
    const sorted = [...counts.values()].sort((a, b) => b - a)
    expect(counts.get('Martin')).toBeGreaterThan(5 * (sorted[400] ?? 0))
    expect(counts.get('Martin')! / people.length).toBeLessThan(0.02)
    expect(counts.size).toBeGreaterThan(700)
  })

  it.each([
    ['accents', /[éèêëàçïîôûü]/i],
    ['hyphens', /-/],
    ['particles', /^(de|du|Le|Van|von) /],
    ['straight apostrophes', /'/],
    ['typographic apostrophes', /’/],
    ['ligatures', /[œŒ]/],
    ['other scripts', /[\p{Script=Cyrillic}\p{Script=Han}]/u],
    ['other Latin letters', /[łŁđĐşŞøØıİñ]/],
  ])('has names with %s', (_, pattern) => expect(people.some((p) => pattern.test(p.lastName))).toBe(true))

  it('has names of sixty letters, rarely', () => {
    const long = share((p) => p.lastName.length >= 60)
    expect(long).toBeGreaterThan(0)
    expect(long).toBeLessThan(0.003)
  })

  it('has homonyms of the same year even among three hundred', () => {
    const few = make().map((p) => `${p.firstName}|${p.lastName}|${p.promotion}`)
    expect(few.length - new Set(few).size).toBeGreaterThanOrEqual(4)
  })

  it('has women under both names', () => {
    expect(share((p) => p.civility === 'Mme')).toBeGreaterThan(0.2)
    expect(people.some((p) => p.diplomaName && p.diplomaName !== p.lastName)).toBe(true)
  })

  it('gives names alone, as frequent and as repeatable', () => {
    expect([...frenchNames(100)]).toEqual([...frenchNames(200)].slice(0, 100))
    expect([...frenchNames(20_000)].filter((n) => n.lastName === 'Martin').length).toBeGreaterThan(100)
  })
})

describe('data that hold together', () => {
  it('never repeats a student number or an address, also across seeds', () => {
    const both = [...people, ...make({ seed: 2, count: 2000 })]
    for (const key of ['studentNumber', 'primaryEmail', 'pseudonym'] as const) {
      const values = both.map((p) => p[key]).filter((value) => value !== null)
      expect(new Set(values).size, key).toBe(values.length)
    }
  })

  it('has SIRETs that pass Luhn’s check, whole and their first nine digits', () => {
    const sirets = new Set(EMPLOYERS.map((e) => e.siret).filter((siret) => siret !== null))
    expect(sirets.size).toBeGreaterThan(120)
    for (const siret of sirets) {
      expect(siret).toMatch(/^\d{14}$/)
      expect(isLuhn(siret) && isLuhn(siret.slice(0, 9)), siret).toBe(true)
    }
    expect(isLuhn('73282932000074')).toBe(true)
    expect(isLuhn('73282932000075')).toBe(false)
  })

  it('reaches nobody in life: reserved domains and numbers kept for fiction', () => {
    for (const p of people) {
      for (const email of [p.primaryEmail, p.secondaryEmail, p.workEmail])
        if (email) expect(email).toMatch(/^[a-z0-9.-]+@[a-z0-9.-]+\.example$/)
      for (const phone of [p.mobilePhone, p.homePhone, p.workPhone])
        if (phone) expect(phone).toMatch(/^\+33(19900|26191|35301|46571|53649|63998)\d{4}$/)
    }
  })

  it('keeps dates in order', () => {
    for (const p of people) {
      expect(p.birthDate).toMatch(/^\d{4}-(0[1-9]|1[0-2])-([01]\d|2[0-8])$/)
      const moments = [`${p.promotion}-09-01`, ...p.pastPositions.toReversed().flatMap((past) => [past.from, past.to])]
      if (p.jobStart) moments.push(p.jobStart)
      expect(moments).toEqual(moments.toSorted())
    }
  })

  it('gives French people French post codes and a place on the map', () => {
    for (const p of people) {
      expect(p.lat === null).toBe(p.homeCity === null)
      if (p.homeCountry === 'France') expect(p.homePostcode).toMatch(/^\d{5}$/)
    }
    expect(share((p) => p.homeCountry !== null && p.homeCountry !== 'France')).toBeGreaterThan(0.05)
  })

  it('leaves the dead without address, mail or job', () => {
    const dead = people.filter((p) => p.status === 'décédé')
    expect(dead.length / people.length).toBeGreaterThan(0.01)
    for (const p of dead)
      expect([p.homeAddress, p.primaryEmail, p.mobilePhone, p.company, p.bio]).toEqual([null, null, null, null, null])
  })

  it('has people without job, without address, lost from view, and students', () => {
    expect(share((p) => p.company === null && p.status !== 'décédé')).toBeGreaterThan(0.1)
    expect(share((p) => p.homeAddress === null)).toBeGreaterThan(0.08)
    expect(share((p) => p.primaryEmail === null && p.status !== 'décédé')).toBeGreaterThan(0.03)
    expect(share((p) => p.status === 'étudiant' && p.diplomaState === 'En cours')).toBeGreaterThan(0.02)
  })

  it('awards what the school awarded in that year', () => {
    const diplomas = new Map(make({ school: 'supmeca', count: 2000 }).map((p) => [p.diploma, p.promotion]))
    expect([...diplomas.keys()].sort()).toEqual(['CESTI', 'ISMCM', 'Supméca', 'Supméca-GI'])
    for (const p of make({ school: 'supmeca', count: 2000 }))
      if (p.diploma === 'ISMCM') expect(p.promotion).toBeLessThan(1976)
    expect(make({ school: 'École de Trifouilly', count: 1 })[0]?.diploma).toContain('École de Trifouilly')
  })
})

describe('audiences', () => {
  const users = (all: PersonRecord[], channel: 'choicesSite' | 'choicesPrint') => {
    const fields = new Map<Audience, Set<string>>(AUDIENCES.map((audience) => [audience, new Set()]))
    for (const p of all) for (const [field, audience] of Object.entries(p[channel])) fields.get(audience)!.add(field)
    return fields
  }

  it.each(['choicesSite', 'choicesPrint'] as const)(
    '%s: every audience is somebody’s, on varied fields, among 300',
    (channel) => {
      for (const [audience, fields] of users(make(), channel)) expect(fields.size, audience).toBeGreaterThanOrEqual(10)
    },
  )

  it('every audience is somebody’s for the last name, whom first name and promotion follow', () => {
    expect(new Set(people.map((p) => p.choicesSite.lastName))).toEqual(new Set([undefined, ...AUDIENCES]))
    const never: FieldId[] = ['firstName', 'promotion', ...SECRET_FIELDS]
    for (const p of people)
      for (const field of never) expect(p.choicesSite[field] ?? p.choicesPrint[field]).toBeUndefined()
  })

  it('print differs from the site for some, and every consent is given and refused', () => {
    expect(share((p) => JSON.stringify(p.choicesSite) !== JSON.stringify(p.choicesPrint))).toBeGreaterThan(0.2)
    for (const consent of ['school', 'recruiters', 'federation'] as const) {
      expect(share((p) => p.consents[consent])).toBeGreaterThan(0.3)
      expect(share((p) => !p.consents[consent])).toBeGreaterThan(0.1)
    }
  })
})

describe('chance', () => {
  it('is even, and neighbours in a seed have nothing in common', () => {
    const first = Array.from({ length: 20_000 }, (_, i) => new Random(1, i, 2).below(10))
    for (let digit = 0; digit < 10; digit++) expect(first.filter((d) => d === digit).length).toBeGreaterThan(1800)
    const repeats = first.filter((digit, i) => digit === first[i + 1]).length
    expect(repeats / first.length).toBeGreaterThan(0.08)
    expect(repeats / first.length).toBeLessThan(0.12)
    expect(share((p) => p.mobilePhone !== null)).toBeGreaterThan(0.6)
  })

  it('draws in proportion to weights, the lightest too', () => {
    const random = new Random(3)
    const table = new Weighted(['often', 'seldom'], (word) => (word === 'often' ? 99_999 : 1))
    const drawn = Array.from({ length: 50_000 }, () => table.draw(random))
    const seldom = drawn.filter((word) => word === 'seldom').length
    expect(seldom).toBeGreaterThan(0)
    expect(seldom).toBeLessThan(100)
  })

  it('makes names that fold to something', () => {
    for (const p of people) expect(fold(p.lastName)).toMatch(/[a-z]/)
  })
})
