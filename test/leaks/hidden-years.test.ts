import { beforeAll, describe, expect, test } from 'vitest'
import { editPeople, writeDecisions } from '#app/domain/people/write-people.server.ts'
import type { Audience } from '#app/vocabulary/audiences.ts'
import { ctxFor } from '../factories/ctx.ts'
import { addPeople, apply, inside, TRACE, tenantFile } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { type Answers, answersTo, differencesOf, type Felt } from './answers.ts'
import { others, search, TARGET, target } from './hidden-world.ts'

useDatabase()

describe('years, where a year is a field like any other', () => {
  const slug = 'years'
  const handles: string[] = []

  beforeAll(async () => {
    const config = {
      ...tenantFile('supmeca'),
      slug,
      identity: { field: 'lastName' as const, with: ['firstName' as const] },
    }
    await apply(config)
    await addPeople(slug, others())
    const [person] = await addPeople(slug, [{ values: { lastName: TARGET, firstName: 'Yves', promotion: 1999 } }])
    target.set(slug, person!)
    handles.push(person!.handle)
  })

  const year = async (promotion: number | null, audience: Audience): Promise<Answers> => {
    const { id } = target.get(slug)!
    await inside(slug, async (query, scope) => {
      await writeDecisions({ query, tenant: scope }, id, { site: { promotion: audience } }, TRACE)
      await editPeople({ query, tenant: scope }, [id], TRACE, (source) => {
        source.diplomas[0]!.promotion = promotion
      })
    })
    const felt: Felt[] = (['promo', 'promoMin', 'promoMax'] as const).map((criterion) => ({
      criterion,
      values: ['1950', '1999', '2030', '2031'],
    }))
    return answersTo(await ctxFor(slug, 'member'), felt, TARGET, handles)
  }

  test('a hidden year moves nothing: exact, minimum, maximum, quick search, facets', async () => {
    const [one, other, none] = [await year(1950, 'nobody'), await year(2031, 'nobody'), await year(null, 'nobody')]
    expect(differencesOf(one, other)).toEqual([])
    expect(differencesOf(one, none)).toEqual([])
  })

  test('and an order that would tell is refused, not ignored', async () => {
    const answers = await year(1950, 'nobody')
    expect([...answers.keys()].filter((asked) => asked.includes('tri=promo'))).toEqual([])
    await expect(search(slug, 'member', 'tri=promo')).rejects.toMatchObject({ status: 403 })
  })

  test('a shown year is found by each', async () => {
    const answers = await year(2031, 'network')
    for (const asked of ['promo=2031', 'promoMin=2030', 'promoMin=2031'])
      expect(answers.get(`/annuaire?${asked}`), asked).toContain(handles[0])
    expect(answers.get('/annuaire?promoMax=2030')).not.toContain(handles[0])
  })
})
