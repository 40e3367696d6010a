/** Rows have types from the schema: those of a statement's plain columns are never written by hand. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, expectTypeOf, test } from 'vitest'
import { CATALOGUE } from '#app/db/catalogue.ts'
import type { Narrow, RowOf, Table } from '#app/db/rows.ts'
import { handWritten } from '../setup/row-types.ts'

const files = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.includes('generated'))
  .map((name) => join('app', name))

const told = (path: string, code: string) =>
  handWritten(path, code).flatMap(({ line, columns }) =>
    columns.map(({ table, members }) => `${path}:${line} ${table}: ${members.map(({ name }) => name).join(', ')}`),
  )

test('no statement of the application writes by hand what RowOf says', () => {
  expect(files.flatMap((path) => told(path, readFileSync(path, 'utf8')))).toEqual([])
})

test.each([
  ['columns of one table', 'query<{ id: string; n: number }>(sql`SELECT "id", 1 AS "n" FROM "sale"`)', ['sale: id']],
  [
    'columns of two, by their aliases',
    'query<{ key: string; startsAt: Date | null }>(sql`SELECT s."key", l."startsAt" FROM "sale" s JOIN "sale_line" l ON true`)',
    ['sale: key', 'sale_line: startsAt'],
  ],
  [
    'what a change returns',
    'query<{ id: string }>(sql`UPDATE "sale" SET "state" = NULL RETURNING "id"`)',
    ['sale: id'],
  ],
  ['a whole row', 'interface R { key: string }\nquery<R>(sql`SELECT * FROM "sale" WHERE true`)', ['sale: key']],
  ['a type of its own', `query<{ state: 'open' }>(sql\`SELECT "state" FROM "sale"\`)`, []],
  ['another name', 'query<{ sale: string }>(sql`SELECT "id" AS "sale" FROM "sale"`)', []],
  [
    'an outer join',
    'query<{ key: string | null }>(sql`SELECT s."key" FROM "person" p LEFT JOIN "sale" s ON true`)',
    [],
  ],
])('%s: told where the type is the schema’s', (_, code, expected) => {
  expect(told('x.ts', code)).toEqual(expected.map((one) => `x.ts:${code.split('\n').length} ${one}`))
})

test('every table has a type, and a column that the schema does not name has none', () => {
  expectTypeOf<'person' | 'sale_line' | 'totp_secret'>().toExtend<Table>()
  expectTypeOf<RowOf<'sale_line', 'id' | 'startsAt'>>().toEqualTypeOf<{ id: string; startsAt: Date | null }>()
  expectTypeOf<Narrow<'sale', { state: 'open'; stale: 1 }>>().toEqualTypeOf<{ state: 'open'; stale: never }>()
  // @ts-expect-error a renamed column no longer passes the type check
  expectTypeOf<RowOf<'sale', 'id' | 'label'>>().toBeObject()
  // @ts-expect-error nor does a table
  expectTypeOf<RowOf<'sales', 'id'>>().toBeObject()
})

test('table names of the database are those that types know by the schema’s models', () => {
  const models = readdirSync('prisma/schema').flatMap((name) => [
    ...readFileSync(join('prisma/schema', name), 'utf8').matchAll(/^model (\w+) \{[\s\S]*?@@map\("(\w+)"\)/gm),
  ])
  expect(models).toHaveLength(CATALOGUE.length)
  for (const [, model = '', table] of models)
    expect(model.replace(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase()).toBe(table)
})
