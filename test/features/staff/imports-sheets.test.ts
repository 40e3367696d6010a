/** Which sheet of a workbook is read, and which of its lines holds the headings; without JavaScript. */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { eraseLines } from '#app/domain/data-rights/erase-lines.server.ts'
import { applyRun, confirmRun } from '#app/features/staff/imports/apply-run.server.ts'
import { planRun } from '#app/features/staff/imports/plan-run.server.ts'
import { formOf, rows, textOf } from '../../factories/import-pages.ts'
import { type Seat, staffSeat } from '../../factories/seats.ts'
import { workbookFile } from '../../factories/workbooks.ts'
import { apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

useDatabase()
vi.setConfig({ testTimeout: 120_000 })

const HOST = 'isep.localhost'
let manager: Seat
let tenantId = ''

beforeAll(async () => {
  tenantId = (await apply('isep')).get('isep')!
  manager = await staffSeat('isep', 'manager')
})

const get = (path: string) => request(HOST, path, { cookie: manager.cookie })
const post = (path: string, form: Record<string, string> | FormData) =>
  request(HOST, path, { form, cookie: manager.cookie })
function upload(path: string) {
  const form = new FormData()
  form.set('file', new File([readFileSync(path)], basename(path)))
  return post('/admin/imports', form)
}
const located = (response: Response) => {
  expect(response.status).toBe(303)
  return response.headers.get('Location')!
}

test('headings that do not stand first are shown, and moved where the guess is wrong', async () => {
  const rows = [
    ['Annuaire des anciens', 'Promotion 2011'],
    ['Nom', 'Prénom', 'Promotion'],
    ['Famille', 'Usuel', 'Année'],
    ['Durand', 'Inès', 2011],
  ]
  const sheet = located(await upload(await workbookFile('titre.xlsx', rows)))
  expect(sheet).toMatch(/\/feuille$/)
  const page = await (await get(sheet)).text()
  expect(page).toMatch(/<td>Nom<\/td><td>Prénom<\/td><td>Promotion<\/td>/)
  expect(page).toMatch(/<input[^>]*value="2"[^>]*checked=""|<input[^>]*checked=""[^>]*value="2"/)
  for (const line of ['4000', '', 'x']) expect((await post(sheet, { line })).status).toBe(422)
  // Also without scripts the title says first that something is wrong.
  expect(await (await post(sheet, { line: 'x' })).text()).toMatch(/<title>Erreur\u00a0: Feuille et en-têtes/)
  const columns = sheet.replace('/feuille', '/colonnes')
  expect(located(await post(sheet, { line: '3' }))).toBe(columns)
  expect(await (await get(columns)).text()).toContain('Famille')
  expect(located(await post(sheet, { line: '2' }))).toBe(columns)
  const form = formOf(await (await get(columns)).text())
  expect(Object.values(form)).toContain('lastName')
})

describe('a workbook of several sheets', () => {
  const pieces = () =>
    inside('isep', (query) =>
      query<{ runId: string; bytes: number }>(sql`SELECT "runId", sum(length("bytes"))::int AS "bytes"
      FROM "import_piece" GROUP BY "runId"`),
    )
  // Files of the tests above wait for somebody to confirm them.
  beforeEach(() => inside('isep', (query) => query(sql`DELETE FROM "import_piece"`)))
  const runOf = (path: string) => path.split('/')[3]!
  const others = [
    ['Nom', 'Prénom', 'Promotion'],
    ['ANCIEN', 'Luc', 1987],
  ]
  const send = async (second?: typeof others) =>
    located(await upload(await workbookFile('feuilles.xlsx', rows, ['Promo', 'Notes'], second)))

  test('is read sheet by sheet without being sent again, and kept only until it is confirmed', async () => {
    const first = await send(others)
    expect(first).toMatch(/\/feuille$/)
    expect(await textOf(await get(first))).toContain('Quelle feuille faut-il lire')
    const size = (await pieces())[0]!.bytes
    const notes = located(await post(first, { sheet: 'Notes' }))
    expect(notes).toMatch(/\/feuille$/)
    expect(notes).not.toBe(first)
    expect((await get(first)).status).toBe(404)
    expect(await pieces()).toEqual([{ runId: runOf(notes), bytes: size }])
    expect(await textOf(await get(notes))).toContain('Quelle ligne contient les en-têtes')
    expect(await textOf(await get(notes.replace('/feuille', '/colonnes')))).toContain('ANCIEN')
    expect((await post(notes, { sheet: 'Ailleurs' })).status).toBe(422)
    expect(located(await post(notes, { sheet: 'Notes', read: '' }))).toBe(notes)
    const back = located(await post(notes, { sheet: 'Promo', line: '1' }))
    const columns = located(await post(back, { sheet: 'Promo', line: '1' }))
    const form = formOf(await (await get(columns)).text())
    expect(Object.values(form)).toContain('lastName')
    await post(columns, form)
    await inside('isep', async (_, scope) => {
      const run = { scope, runId: runOf(columns), now: new Date() }
      await planRun(run)
      expect(await pieces()).toHaveLength(1)
      await confirmRun(scope.id, run.runId, run.now)
      expect(await pieces()).toEqual([])
      await applyRun(run)
    })
  })

  test('goes whole with anybody’s erasure, and the page says so; given up, it goes too', async () => {
    const first = await send()
    expect(await pieces()).toHaveLength(1)
    await eraseLines(tenantId, { personId: uuidv7(), firstName: 'Nul', names: ['Part'], marks: [] })
    expect(await pieces()).toEqual([])
    expect(await textOf(await get(first))).toContain('n’est plus conservé')
    expect((await post(first, { sheet: 'Notes' })).status).toBe(422)
    const second = await send()
    const empty = await post(second, { sheet: 'Notes' })
    expect(empty.status).toBe(422)
    expect(await textOf(empty)).toContain('Aucune ligne d’en-têtes')
    expect(await pieces()).toHaveLength(1)
    await post(second.replace('/feuille', '/abandonner'), {})
    expect(await pieces()).toEqual([])
  })

  test('of one sheet is not kept at all', async () => {
    await upload(await workbookFile('seule.xlsx', rows))
    expect(await pieces()).toEqual([])
  })
})
