/** A table copied out of a spreadsheet and pasted into the page, as browsers send it. */
import { beforeAll, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { textOf } from '../../factories/import-pages.ts'
import { type Seat, staffSeat } from '../../factories/seats.ts'
import { apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

useDatabase()

let manager: Seat
beforeAll(async () => {
  await apply('isep')
  manager = await staffSeat('isep', 'manager')
})

const TABLE = 'Nom\tPrénom\tPromotion\tAdresse\r\nDurand\tÉloïse\t2001\t"1 rue X\r\nBât. B"\r\n李\t小龙\t2002\t\r\n'

function send(parts: Record<string, string | File>) {
  const form = new FormData()
  for (const [name, part] of Object.entries({ sheet: '', mode: 'people', file: new File([], ''), ...parts }))
    form.set(name, part)
  return request('isep.localhost', '/admin/imports', { form, cookie: manager.cookie })
}

test('a pasted table is read like a file, line ends within cells and all scripts', async () => {
  const answer = await send({ pasted: TABLE })
  expect(answer.status).toBe(303)
  const columns = await request('isep.localhost', answer.headers.get('Location')!, { cookie: manager.cookie })
  expect(await textOf(columns)).toContain('tableau collé')
  const lines = await inside('isep', (query, { id }) =>
    query<{ cells: string[] }>(sql`SELECT "cells" FROM "import_line" WHERE "tenantId" = ${id} ORDER BY "line"`),
  )
  expect(lines.map(({ cells }) => cells)).toEqual([
    ['Nom', 'Prénom', 'Promotion', 'Adresse'],
    ['Durand', 'Éloïse', '2001', '1 rue X\nBât. B'],
    ['李', '小龙', '2002', null],
  ])
})

test('a file and a table at once, or neither, are refused in words, and what was pasted stays', async () => {
  const both = await send({ pasted: TABLE, file: new File(['Nom;Prénom\n'], 'a.csv') })
  expect(both.status).toBe(422)
  const text = await textOf(both)
  expect(text).toContain('Envoyez un fichier ou collez un tableau, mais pas les deux à la fois.')
  expect(text).toContain('小龙')
  expect(await textOf(await send({}))).toContain('Choisissez le fichier à importer, ou collez un tableau.')
})
