import { expect, test } from 'vitest'
import { CATALOGUE } from '#app/db/catalogue.ts'
import { toldColumns } from '#app/domain/data-rights/personal-tables.ts'

test('a receiver’s copy of their data does not say that somebody is left out of their printed directory', () => {
  const table = CATALOGUE.find((one) => one.table === 'print_copy')!
  expect(toldColumns(table)).toEqual(['number'])
})
