/** The administrator's extraction, read back by other readers than wrote it (P4, interface.md). */
import { parse } from 'csv-parse/sync'
import ExcelJS from 'exceljs'
import { beforeAll, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { EXTRACTED_FIELDS } from '#app/policy/extract.ts'
import { befriend, personSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

useDatabase()

/** Beginnings that spreadsheets take for formulas, with what must stand before them. */
const DANGEROUS = ['=HYPERLINK("http://x","y")', '+33639980102', '-2+3', '@SUM(A1)', '\t=1', '=cmd|x']
const SECRET = 'K7-SECRET-22'
let admin: Seat
let manager: Seat
let people: { id: string; handle: string }[]

beforeAll(async () => {
  await apply('isep')
  people = await addPeople('isep', [
    {
      values: {
        firstName: 'Céline',
        lastName: 'L’Hame, dite "Lili"',
        promotion: 1998,
        primaryEmail: 'celine@exemple.fr',
        iesfCode: SECRET,
        skills: ['C++', 'voile'],
        bio: 'Deux\nlignes ; et un "guillemet"',
        acceptsContact: false,
        remarks: DANGEROUS[0]!,
        workHistory: [{ company: 'Chantiers', jobTitle: 'Ingénieure', from: '2007', to: '2019' }],
      },
      siteChoices: { company: 'friends', mobilePhone: 'nobody', bio: 'public' },
      consents: { school: true, recruiters: true },
    },
    ...DANGEROUS.map((text, i) => ({ values: { firstName: text, lastName: `Personne${i}`, hobbies: text } })),
    ...Array.from({ length: 1100 }, (_, i) => ({
      values: { firstName: 'Foule', lastName: `Nom${i}`, promotion: 2000 },
    })),
  ])
  await personSeat('isep', people[0]!.id, { paidUp: true })
  await befriend('isep', people[0]!.id, people[1]!.id)
  admin = await staffSeat('isep', 'admin')
  manager = await staffSeat('isep', 'manager')
})

const extract = (format: string, { reason = 'Étiquettes du bulletin', seat = admin } = {}) =>
  request('isep.localhost', '/admin/exports', { form: { reason, format }, cookie: seat.cookie })

type JsonPerson = Record<string, unknown> & {
  handle: string
  audience: Record<string, { site: string; print: string }>
}

async function json(): Promise<{ tenant: string; at: string; people: JsonPerson[] }> {
  return (await extract('people.json')).json()
}

test('the JSON file is the database, person by person and field by field', async () => {
  const response = await extract('people.json')
  expect(response.status).toBe(200)
  expect(response.headers.get('Content-Type')).toContain('application/json')
  expect(response.headers.get('Content-Disposition')).toContain('people.json')
  expect(response.headers.get('Cache-Control')).toBe('no-store')
  const file = await response.json()
  expect(file.tenant).toBe('isep')
  expect(Date.parse(file.at)).toBeLessThanOrEqual(Date.now())
  const rows = await inside('isep', (query, { id }) => query(sql`SELECT * FROM "person" WHERE "tenantId" = ${id}`))
  expect(file.people).toHaveLength(people.length)
  const byHandle = new Map(file.people.map((one: JsonPerson) => [one.handle, one]))
  for (const row of rows) {
    const one = byHandle.get(String(row.handle)) as JsonPerson
    expect(Object.keys(one).filter((key) => EXTRACTED_FIELDS.includes(key as never))).toEqual(EXTRACTED_FIELDS)
    for (const field of EXTRACTED_FIELDS)
      if (field !== 'familyTies') expect(one[field] ?? null).toEqual(row[field] ?? null)
  }
})

test('it tells what an outsider needs to work out what each viewer sees', async () => {
  const { people: all } = await json()
  const celine = all.find((one) => one.handle === people[0]!.handle)!
  expect(celine.login).toBe('celine.l-hame-dite-lili98')
  expect(celine.paidUp).toBe(true)
  expect(celine.friends).toEqual([people[1]!.handle])
  expect(celine.consents).toEqual({ school: true, recruiters: true, federation: false })
  // Chosen; chosen narrower; wider than the association allows; never chosen; the directory is not printed.
  expect(celine.audience.company!.site).toBe('friends')
  expect(celine.audience.mobilePhone!.site).toBe('nobody')
  expect(celine.audience.bio!.site).toBe('recruiters')
  expect(celine.audience.jobTitle).toEqual({ site: 'recruiters', print: 'nobody' })
  expect(celine.audience.remarks).toEqual({ site: 'nobody', print: 'nobody' })
  const stranger = all.find((one) => one.handle === people[2]!.handle)!
  expect(stranger).toMatchObject({ login: null, paidUp: false, friends: [] })
})

test('the secret is in no file, under no name', async () => {
  const sealed = await inside('isep', (query, { id }) =>
    query(sql`SELECT 1 FROM "person" WHERE "tenantId" = ${id} AND "iesfCode" LIKE 'v1.%'`),
  )
  expect(sealed).toHaveLength(1)
  for (const format of ['people.json', 'people.csv']) {
    const text = await (await extract(format)).text()
    for (const word of ['iesf', SECRET, 'v1.']) expect(text.toLowerCase()).not.toContain(word.toLowerCase())
  }
  const { names, cells } = await workbook()
  expect(names.filter((name) => /iesf/i.test(name))).toEqual([])
  expect(cells.flat().filter((cell) => String(cell).includes(SECRET))).toEqual([])
})

async function table(): Promise<Record<string, string>[]> {
  return parse(await (await extract('people.csv')).text(), { columns: true, bom: true })
}

async function workbook(): Promise<{ names: string[]; cells: unknown[][] }> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(await (await extract('people.xlsx')).arrayBuffer())
  const sheet = book.worksheets[0]!
  const rows = sheet.getSheetValues().slice(1) as unknown[][]
  return { names: rows[0]!.slice(1).map(String), cells: rows.slice(1).map((row) => row.slice(1)) }
}

test('the CSV file holds the same people and values', async () => {
  const [rows, file] = [await table(), await json()]
  expect(rows.map((row) => row.handle)).toEqual(file.people.map((one) => one.handle))
  const celine = rows.find((row) => row.handle === people[0]!.handle)!
  expect(celine).toMatchObject({
    lastName: 'L’Hame, dite "Lili"',
    bio: 'Deux\nlignes ; et un "guillemet"',
    skills: 'C++; voile',
    promotion: '1998',
    acceptsContact: 'false',
    paidUp: 'true',
    'audience.company.site': 'friends',
    'consent.school': 'true',
    friends: people[1]!.handle,
  })
  const same = file.people.find((one) => one.handle === celine.handle)!
  expect(JSON.parse(celine.workHistory!)).toEqual(same.workHistory)
})

test('the workbook holds the same people and values', async () => {
  const { names, cells } = await workbook()
  const csv = await table()
  expect(cells).toHaveLength(csv.length)
  expect(names).toEqual(Object.keys(csv[0]!))
  const text = (cell: unknown) => (cell === undefined || cell === null ? '' : String(cell))
  for (const [i, row] of csv.slice(0, 20).entries())
    for (const [j, name] of names.entries()) expect(text(cells[i]![j])).toBe(row[name])
})

test('what a spreadsheet would run is defused, in both files', async () => {
  const { cells } = await workbook()
  const risky = (value: unknown) => typeof value === 'string' && /^[=+\-@\t\r]/.test(value)
  expect(cells.flat().filter(risky)).toEqual([])
  expect(cells.flat().filter((cell) => typeof cell === 'object' && cell !== null && 'formula' in cell)).toEqual([])
  const rows = await table()
  expect(rows.flatMap((row) => Object.values(row)).filter(risky)).toEqual([])
  for (const text of DANGEROUS) {
    const kept = rows.find((row) => row.firstName === `'${text.trim()}`)
    expect(kept?.hobbies).toBe(`'${text.trim()}`)
  }
})

test('columns and people may be chosen; for Excel both headings and values are words', async () => {
  const take = (form: Record<string, string>) =>
    request('isep.localhost', '/admin/exports', { form: { why: 'mailing', ...form }, cookie: admin.cookie })
  const bytes = new Uint8Array(await (await take({ format: 'people-excel.csv', promo: '1998' })).arrayBuffer())
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const rows = parse(Buffer.from(bytes), { columns: true, bom: true, delimiter: ';' }) as Record<string, string>[]
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({
    ...{ Prénom: 'Céline', 'E-mail principal': 'celine@exemple.fr', 'À jour de cotisation': 'Oui' },
    ...{ Compétences: 'C++, voile', 'Accepte d’être contacté': 'Non' },
  })
  expect(JSON.stringify(rows[0])).not.toMatch(/true|false|IESF|audience/)
  const labels = parse(await (await take({ format: 'people.csv', set: 'labels', promo: '2000' })).text(), {
    columns: true,
  })
  expect(labels).toHaveLength(1100)
  expect(Object.keys(labels[0] as object)).toEqual([
    ...['handle', 'civility', 'firstName', 'lastName', 'homeAddress', 'homePostcode', 'homeCity', 'homeCountry'],
  ])
  expect((await take({ format: 'people.csv', set: 'own' })).status).toBe(422)
  const page = await request('isep.localhost', '/admin/exports?promo=1998', { cookie: admin.cookie })
  const text = await page.text()
  expect(text).toMatch(/name="promo"[^>]*value="1998"|value="1998"[^>]*name="promo"/)
  expect(text).toContain('Envoi d’un courrier ou d’un bulletin')
  const [last] = await inside('isep', (query, { id }) =>
    query<{ detail: object }>(sql`SELECT "detail" FROM "audit_event" WHERE "tenantId" = ${id}
      AND "action" = 'people.extracted' ORDER BY "at" DESC, "id" DESC LIMIT 1`),
  )
  expect(last!.detail).toMatchObject({ count: 1100, filters: { promo: '2000' }, columns: expect.any(Array) })
})

test('a reason and a file have to be given; what was typed is kept', async () => {
  for (const [reason, format] of [
    ['abc', 'people.json'],
    ['    ab   ', 'people.csv'],
    ['Annuaire du centenaire', 'people.pdf'],
    ['x'.repeat(501), 'people.json'],
  ] as const) {
    const response = await extract(format, { reason })
    expect(response.status).toBe(422)
    expect(response.headers.get('Content-Type')).toContain('text/html')
    expect(await response.text()).toContain(reason.trim())
  }
})

test('each extraction leaves who, when, why and how many; a refused one leaves nothing', async () => {
  const reason = 'Annuaire du centenaire'
  await (await extract('people.csv', { reason })).text()
  expect((await extract('people.csv', { reason: 'Je suis gestionnaire', seat: manager })).status).toBe(403)
  const events = await inside('isep', (query, { id }) =>
    query<{ accountId: string; detail: { reason: string; format: string; count: number } }>(sql`
      SELECT "accountId", "detail" FROM "audit_event" WHERE "tenantId" = ${id} AND "action" = 'people.extracted'`),
  )
  expect(events.filter(({ detail }) => detail.reason === reason)).toEqual([
    { accountId: admin.accountId, detail: { reason, format: 'people.csv', count: people.length } },
  ])
  expect(events.filter(({ accountId }) => accountId === manager.accountId)).toEqual([])
  const page = await request('isep.localhost', '/admin/exports', { cookie: admin.cookie })
  expect(await page.text()).toContain(reason)
})
