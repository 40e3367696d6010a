import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { join, name, type Sql, sql } from '#app/db/sql.ts'

describe('composed SQL', () => {
  test('numbers parameters across nested pieces', () => {
    const inner = sql`"a" = ${1} AND "b" = ${2}`
    const outer = sql`SELECT ${0} WHERE (${inner}) OR "c" = ${3}`
    expect(outer.text).toBe('SELECT $1 WHERE ("a" = $2 AND "b" = $3) OR "c" = $4')
    expect(outer.values).toEqual([0, 1, 2, 3])
  })

  test('whatever is typed stays a parameter', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        const statement = sql`SELECT ${a}, ${sql`lower(${b})`}`
        expect(statement.text).toBe('SELECT $1, lower($2)')
        expect(statement.values).toEqual([a, b])
      }),
    )
  })

  test('an object that looks like SQL is a value like any other', () => {
    const fake = { strings: ['DROP TABLE person'], values: [], text: 'DROP TABLE person' }
    expect(sql`SELECT ${fake}`.text).toBe('SELECT $1')
  })

  test('joins pieces, and says what none means', () => {
    const pieces = [1, 2, 3].map((n) => sql`"x" = ${n}`)
    expect(join(pieces, ' OR ').text).toBe('"x" = $1 OR "x" = $2 OR "x" = $3')
    expect(join(pieces.slice(0, 1), ' AND ').text).toBe('"x" = $1')
    expect(join([], ' AND ', sql`TRUE`).text).toBe('TRUE')
    expect(join([], ', ').text).toBe('')
  })

  test('any nesting keeps one parameter per value, in order', () => {
    const { tree } = fc.letrec<{ tree: Sql }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5 },
        fc.integer().map((n) => sql`f(${n})`),
        fc.array(tie('tree'), { maxLength: 4 }).map((members) => sql`(${join(members, ', ')})`),
      ),
    }))
    fc.assert(
      fc.property(tree, (statement) => {
        const numbers = [...statement.text.matchAll(/\$(\d+)/g)].map((match) => Number(match[1]))
        expect(numbers).toEqual(statement.values.map((_, i) => i + 1))
      }),
    )
  })

  test('names are letters, digits and underscores, or refused', () => {
    expect(name('firstName', 'p').text).toBe('p."firstName"')
    expect(name('person').text).toBe('"person"')
    for (const bad of ['', 'a b', 'a"; DROP', 'a.b', '1a', 'é'])
      expect(() => name(bad), bad).toThrow('not a column name')
    expect(() => name('id', 'p; --')).toThrow('not a column name')
  })
})
