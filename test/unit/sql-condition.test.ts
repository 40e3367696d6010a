import { describe, expect, test } from 'vitest'
import { type Condition, NEVER, toPrisma, toSql } from '#app/db/condition.ts'

const text = (condition: Condition) => toSql(condition, 'p').text

describe('conditions as SQL', () => {
  test('no condition holds for everybody, an empty OR for nobody', () => {
    expect(text({})).toBe('TRUE')
    expect(text({ AND: [] })).toBe('TRUE')
    expect(text(NEVER)).toBe('FALSE')
    expect(text({ AND: [{ id: 'x' }, NEVER] })).toBe('(p."id" IS NOT DISTINCT FROM $1 AND FALSE)')
    expect(text({ NOT: NEVER })).toBe('NOT (FALSE)')
  })

  test('every test has its words', () => {
    expect(text({ consentSchool: true })).toBe('p."consentSchool" IS NOT DISTINCT FROM $1')
    expect(text({ status: { in: ['a', 'b'] } })).toBe('(p."status" IS NOT NULL AND p."status" = ANY($1))')
    expect(text({ siteChoices: { hasSome: [8, 9] } })).toBe('p."siteChoices" && $1::smallint[]')
    expect(text({ contractReaders: { has: 'adherent' } })).toBe('$1 = ANY(p."contractReaders")')
    expect(text({ visibleFrom: { lte: new Date(0) } })).toBe('p."visibleFrom" <= $1::timestamptz')
    expect(text({ visibleUntil: { gt: new Date(0) } })).toBe('p."visibleUntil" > $1::timestamptz')
    expect(text({ NOT: { siteChoices: { hasSome: [8] } } })).toBe('NOT (p."siteChoices" && $1::smallint[])')
  })

  test('several columns of one object must all hold', () => {
    const both = toSql({ consentSchool: true, OR: [{ id: 'x' }, { id: 'y' }] }, 'p')
    expect(both.text).toContain(' AND (')
    expect(both.values).toEqual([true, 'x', 'y'])
  })

  test('a test it does not know stops everything: it must never read as “everybody”', () => {
    for (const odd of [{ gt: 3 }, { contains: 'x' }, {}, null, undefined, [], { not: true }])
      expect(() => toSql({ status: odd } as unknown as Condition, 'p'), JSON.stringify(odd)).toThrow('no such test')
  })

  test('a column name from outside is refused', () => {
    expect(() => toSql({ 'id" OR TRUE --': 'x' }, 'p')).toThrow('not a column name')
  })
})

test('for Prisma it is the same tree, in a copy of its own', () => {
  const condition: Condition = { AND: [{ id: { in: ['x'] } }, { NOT: { siteChoices: { hasSome: [8] } } }] }
  const copy = toPrisma(condition)
  expect(copy).toEqual(condition)
  ;(copy.AND as unknown[]).pop()
  expect(condition.AND).toHaveLength(2)
})
