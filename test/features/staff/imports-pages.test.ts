/**
 * The pages of an import over HTTP, step by step and without JavaScript: from the school's file to its undo (P1, P2).
 */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { insertPeople } from '#app/domain/people/write-people.server.ts'
import { applyTask, planTask, undoTask } from '#app/features/staff/imports/import.task.ts'
import { REFUSAL_CODES } from '#app/features/staff/imports/import-refused.ts'
import type { Task } from '#app/tasks/registry.ts'
import { formOf, rows, textOf } from '../../factories/import-pages.ts'
import { organisationSeat, personSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { tempFile, workbookFile, workbookParts, zipOf } from '../../factories/workbooks.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

useDatabase()
vi.setConfig({ testTimeout: 120_000 })

const HOST = 'isep.localhost'
const seats: Record<string, Seat> = {}
let tenantId = ''

beforeAll(async () => {
  tenantId = (await apply('isep', 'insa')).get('isep')!
  const zoe = { firstName: 'Zoé', lastName: 'Martin', promotion: 2011, studentNumber: '0100002', homeCity: 'Lyon' }
  const [known] = await inside('isep', (query, scope) =>
    insertPeople(query, scope, [{ values: zoe }], { from: 'school', now: new Date('2026-01-02T03:04:05Z') }),
  )
  const [payer] = await addPeople('isep', [
    { values: { firstName: 'Paul', lastName: 'Cotisant', promotion: 2003, homeCity: 'Vannes' } },
  ])
  seats.member = await personSeat('isep', known!.id)
  seats.adherent = await personSeat('isep', payer!.id, { paidUp: true })
  seats.recruiter = await organisationSeat('isep', 'company')
  seats.school = await organisationSeat('isep', 'school')
  seats.manager = await staffSeat('isep', 'manager')
})

const get = (path: string, seat: Seat | undefined = seats.manager) => request(HOST, path, { cookie: seat?.cookie })
const post = (path: string, form: Record<string, string | string[]> | FormData, seat = seats.manager) =>
  request(HOST, path, { form, cookie: seat?.cookie })
function upload(path: string, { name = basename(path), sheet = '', mode = 'people' } = {}, seat = seats.manager) {
  const form = new FormData()
  form.set('file', new File([readFileSync(path)], name))
  form.set('sheet', sheet)
  form.set('mode', mode)
  return post('/admin/imports', form, seat)
}
const located = (response: Response) => {
  expect(response.status).toBe(303)
  return response.headers.get('Location')!
}
const work = (task: Task<{ tenantId: string; runId: string }>, runAt: string) =>
  task.run({ tenantId, runId: runAt.split('/').at(-1)! }, { signal: new AbortController().signal, attempt: 1 })

describe('an import from its file to its undo', () => {
  let run = ''

  test('the file is read and its columns are shown', async () => {
    const columns = located(await upload(await workbookFile('école.xlsx', rows)))
    expect(columns).toMatch(/^\/admin\/imports\/[0-9a-f-]{36}\/colonnes$/)
    run = columns.replace('/colonnes', '')
    const page = await get(columns)
    expect(page.status).toBe(200)
    const text = await textOf(page)
    for (const words of ['Étape 3 sur 6', 'Étape suivante : Doublons', 'Feuille 1', 'ligne 1', 'jean@exemple.fr'])
      expect(text).toContain(words)
    expect(text).toContain('En-tête inconnu')
    // What its headings say for certain is folded; what nobody knows is named in the line that unfolds it.
    expect(text).toMatch(/\d+ colonnes reconnues/)
    expect(text).toMatch(/1 colonne non importée : \S/)
    expect(located(await get(run))).toBe(columns)
  })

  test('without names it goes no further, and what was chosen stays', async () => {
    const form = formOf(await (await get(`${run}/colonnes`)).text())
    expect(form).toMatchObject({ 'field.2': 'firstName', 'import.2': 'on', 'field.4': 'primaryEmail', 'field.6': '' })
    const { 'import.2': _, ...without } = form
    const answer = await post(`${run}/colonnes`, { ...without, 'import.6': 'on' })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('Il manque les prénoms')
    expect(html).toContain('Choisissez un champ pour la colonne')
    expect(formOf(html)).toMatchObject({ 'import.6': 'on', 'field.2': 'firstName' })
    expect(formOf(html)).not.toHaveProperty('import.2')
    const twice = await post(`${run}/colonnes`, { ...form, 'field.5': 'promotion' })
    expect(await twice.text()).toContain('qu’une autre colonne remplit déjà')
  })

  test('with them it is planned, and the page waits', async () => {
    const form = formOf(await (await get(`${run}/colonnes`)).text())
    expect(located(await post(`${run}/colonnes`, form))).toBe(run)
    const html = await (await get(run)).text()
    expect(html).toContain('<progress')
    expect(html).toMatch(/<noscript><meta http-equiv="refresh" content="\d"/i)
    await work(planTask, run)
    expect(located(await get(run))).toBe(`${run}/verification`)
  })

  test('what would change is shown line by line, with the reasons', async () => {
    const text = await textOf(await get(`${run}/verification`))
    for (const words of ['Étape 5 sur 6', '1 fiche créée', '1 fiche modifiée', '1 ligne refusée', 'DUPONT'])
      expect(text.toLowerCase()).toContain(words.toLowerCase())
    const updated = await textOf(await get(`${run}/verification?liste=updated`))
    expect(updated).toMatch(/Ville : Lyon → devient Nantes/)
    expect(await textOf(await get(`${run}/verification?liste=conflicts`))).toMatch(
      /Paul Cotisant.*Ville : Vannes gardé ; le fichier dit Rennes/,
    )
    expect(await textOf(await get(`${run}/verification?liste=refused`))).toContain('Il manque le prénom.')
    expect(await textOf(await get(`${run}/verification?liste=issues`))).toContain(
      '« pas de mail » n’est pas une adresse e-mail',
    )
    const csv = await get(`${run}/refus.csv`)
    expect(csv.headers.get('Content-Type')).toBe('text/csv; charset=utf-8')
    expect(await csv.text()).toMatch(/0100003;SANSPRENOM;.*4: Il manque le prénom\./)
  })

  test('confirmed, it is written; undone, it is gone', async () => {
    const cities = () =>
      inside('isep', (query) =>
        query<{ c: string | null }>(sql`SELECT "homeCity" AS c FROM "person"
          WHERE "studentNumber" IN ('0100001', '0100002') ORDER BY 1`),
      )
    expect(located(await post(`${run}/verification`, {}))).toBe(run)
    expect(await textOf(await get(run))).toContain('Étape 6 sur 6')
    expect(await cities()).toEqual([{ c: 'Lyon' }])
    await work(applyTask, run)
    const done = await textOf(await get(run))
    for (const words of ['Import terminé', 'Inviter la nouvelle personne']) expect(done).toContain(words)
    const brought = `import=${run.split('/').at(-1)}`
    const list = await (await get(`/admin/membres?${brought}`)).text()
    expect(list).toContain('data-total="1"')
    expect(list).toContain('DUPONT Jean')
    const invite = { portee: 'tous', action: 'invitation', import: run.split('/').at(-1)! }
    expect(located(await post('/admin/actions', invite))).toMatch(/\/confirmation$/)
    expect(await cities()).toEqual([{ c: 'Nantes' }, { c: 'Paris' }])
    expect((await get(`${run}/verification?liste=updated`)).status).toBe(200)

    const setBack = (days: number) =>
      inside('isep', (query) =>
        query(sql`UPDATE "import_run" SET "appliedAt" = "appliedAt" - make_interval(days => ${days}::int)
          WHERE "id" = ${run.split('/').at(-1)!}`),
      )
    await setBack(31)
    const tooLate = await post(`${run}/annuler`, {})
    expect(tooLate.status).toBe(409)
    expect(await textOf(tooLate)).toContain('Il est trop tard pour annuler cet import.')
    const page = await (await get(`${run}/annuler`)).text()
    expect(page).toContain('Il est trop tard pour annuler cet import.')
    expect(page).not.toContain('Annuler l’import')
    await setBack(-31)
    expect(await textOf(await get(`${run}/annuler`))).toContain('Annuler cet import ?')
    expect(located(await post(`${run}/annuler`, {}))).toBe(run)
    await work(undoTask, run)
    expect(await textOf(await get(run))).toContain('Import annulé')
    expect(await cities()).toEqual([{ c: 'Lyon' }])
    expect(located(await get(`${run}/annuler`))).toBe(run)
    expect(await textOf(await get('/admin/imports'))).toMatch(/école\.xlsx Annulé/)
  })
})

test('a doubtful line is settled by whoever knows, or left', async () => {
  const list = [
    ['Nom', 'Prénom', 'Promotion', 'Ville'],
    ['Inconnue', 'Ida', 1999, 'Metz'],
    ['Cotisant', 'Paul', 2003, 'Vannes'],
  ]
  const run = located(await upload(await workbookFile('liste.xlsx', list), { mode: 'lay' })).replace('/colonnes', '')
  await post(`${run}/colonnes`, formOf(await (await get(`${run}/colonnes`)).text()))
  await work(planTask, run)
  expect(located(await get(run))).toBe(`${run}/doublons`)
  const page = await textOf(await get(`${run}/doublons`))
  expect(page).toContain('Étape 4 sur 6')
  expect(page).toContain('La liste cite quelqu’un qui n’a pas de fiche.')
  const intruder = await inside('isep', (query) =>
    query<{ id: string }>(sql`SELECT "id" FROM "person" WHERE "lastName" = 'Martin'`),
  )
  expect(located(await post(`${run}/doublons`, { 'line.2': intruder[0]!.id }))).toMatch(/tranches=0$/)
  expect(located(await post(`${run}/doublons`, { 'line.2': 'new' }))).toMatch(/tranches=1$/)
  expect(await textOf(await get(`${run}/doublons`))).toContain('Aucun doute')
  expect(await textOf(await get(`${run}/verification`))).toContain('1 fiche créée')
  expect(located(await post(`${run}/abandonner`, {}))).toBe('/admin/imports?abandonne=1')
  expect((await get(run)).status).toBe(404)
})

test('an import that others overtook is planned again before it is written', async () => {
  const planned = async (name: string) => {
    const run = located(await upload(await workbookFile(name, rows.slice(0, 2)))).replace('/colonnes', '')
    await post(`${run}/colonnes`, formOf(await (await get(`${run}/colonnes`)).text()))
    await work(planTask, run)
    return run
  }
  const [one, other] = [await planned('un.xlsx'), await planned('deux.xlsx')]
  await post(`${one}/verification`, {})
  await work(applyTask, one)
  expect(located(await post(`${other}/verification`, {}))).toBe(`${other}?relu=1`)
  expect(await textOf(await get(`${other}?relu=1`))).toContain('La base a changé depuis la vérification')
})

describe('files that are no honest table', () => {
  const bomb = zipOf(workbookParts(`<worksheet>${'<row/>'.repeat(2_000_000)}</worksheet>`))
  test.each([
    ['bombe.xlsx', bomb, 'refusé par prudence'],
    ['vide.csv', '', 'Ce fichier est vide.'],
    ['photo.png', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'Ce n’est pas un tableau'],
    ['macros.xlsm', zipOf(workbookParts('<worksheet/>')), 'Ce classeur contient des macros'],
  ])('%s is refused in French and leaves nothing', async (name, bytes, words) => {
    const before = await inside('isep', (query) => query(sql`SELECT "id" FROM "import_run"`))
    const answer = await upload(tempFile(name, bytes))
    expect(answer.status).toBe(422)
    expect(await textOf(answer)).toContain(words)
    expect(await inside('isep', (query) => query(sql`SELECT "id" FROM "import_run"`))).toEqual(before)
  })

  test('a sheet that is not there is named', async () => {
    const answer = await upload(await workbookFile('feuilles.xlsx', rows), { sheet: 'Anciens' })
    expect(answer.status).toBe(422)
    expect(await textOf(answer)).toContain('La feuille « Anciens » n’existe pas')
  })

  test.each(['fr', 'en'])('each reason has its words in %s', (language) => {
    const texts = JSON.parse(readFileSync(`app/i18n/locales/${language}/imports.json`, 'utf8')) as {
      refused: Record<string, string>
    }
    for (const code of REFUSAL_CODES) expect(texts.refused[code]).toMatch(/\.$|…$/)
  })
})

describe('whom imports are for', () => {
  test.each(['member', 'adherent', 'recruiter', 'school'])('not the role %s', async (role) => {
    const run = located(await upload(await workbookFile('porte.xlsx', rows))).replace('/colonnes', '')
    const parts = ['', '/feuille', '/colonnes', '/doublons', '/verification', '/refus.csv', '/annuler', '/abandonner']
    for (const path of ['/admin/imports', ...parts.map((part) => run + part)]) {
      const answer = await get(path, seats[role])
      expect(answer.status, path).toBe(403)
      expect(await answer.text()).not.toContain('DUPONT')
    }
    expect((await upload(await workbookFile('porte.xlsx', rows), {}, seats[role])).status).toBe(403)
    for (const part of ['/colonnes', '/verification', '/abandonner'])
      expect((await post(run + part, {}, seats[role])).status).toBe(403)
    await post(`${run}/abandonner`, {})
  })

  test('a federation has none, and no association sees another’s', async () => {
    const staff = await staffSeat('insa', 'federation-admin')
    const run = located(await upload(await workbookFile('mur.xlsx', rows))).replace('/colonnes', '')
    const at = (path: string) => request('insa.localhost', path, { cookie: staff.cookie })
    expect(await textOf(await at('/admin/imports'))).toContain('Une fédération n’a pas de membres à elle')
    for (const path of [run, `${run}/colonnes`, `${run}/refus.csv`, '/admin/imports/x'])
      expect((await at(path)).status).toBe(404)
    await post(`${run}/abandonner`, {})
  })
})
