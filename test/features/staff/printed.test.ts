/**
 * The printed directory (D14, S10, S12, I17): who is in it at a frozen date, a late « no », what a copy says of whom
 * and to whom, read back by a reader of PDF files that is not ours.
 */
import { getDocumentProxy } from 'unpdf'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Tenant, tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import type { Choices } from '#app/domain/people/new-person.server.ts'
import { choiceCodes } from '#app/domain/people/new-person.server.ts'
import { drawEdition } from '#app/domain/printed/draw-edition.server.ts'
import { freezeEdition } from '#app/domain/printed/freeze.server.ts'
import { personSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { plain, readPdf, unpacked } from '../../setup/pdf-reader.ts'
import { request, textWithoutNonce } from '../../setup/site.ts'

useDatabase()

const SLUG = 'supmeca'
const HOST = `${SLUG}.localhost`
const PAGE = '/admin/annuaire-imprime'
const HOME = { homeAddress: '3 rue des Lilas', homePostcode: '75011', homeCity: 'Paris', homeCountry: 'FR' }
let admin: Seat
let tenant: Tenant
/** Words of people and fields that no file may hold, in any of its parts. */
const HIDDEN = /qz(closed|friends|dead|objects|disabled|sister|later|company|mail|hobbies|bio)/i
const ids: Record<string, string> = {}

async function add(lastName: string, values: object = {}, printChoices: Choices = {}): Promise<string> {
  const named = { firstName: 'Alix', lastName, promotion: 1990, diploma: 'Ingénieur', ...HOME, ...values }
  const [person] = await addPeople(SLUG, [{ values: named, printChoices }])
  ids[lastName] = person!.id
  return person!.id
}

const run = (statement: (tenantId: string) => ReturnType<typeof sql>) =>
  inside(SLUG, (query, { id }) => query<Record<string, unknown>>(statement(id)))
const choose = (name: string, choices: Choices) =>
  run(
    (id) => sql`UPDATE "person" SET "printChoices" = ${choiceCodes(choices)}::smallint[]
    WHERE "tenantId" = ${id} AND "id" = ${ids[name]!}`,
  )
const get = (path: string, who = admin) => request(HOST, path, { cookie: who.cookie })
const step = (form: Record<string, string>) => request(HOST, PAGE, { cookie: admin.cookie, form })
const said = (answer: Response) => answer.headers.get('Location')!.split('fait=')[1]

async function edition(): Promise<{ id: string; state: string; people: number }> {
  const [row] = await run(
    (id) => sql`SELECT "id", "state", "people" FROM "print_run" WHERE "tenantId" = ${id}
    ORDER BY "createdAt" DESC, "id" DESC LIMIT 1`,
  )
  return row as never
}
const work = async (batch?: number) => ({ tenant, runId: (await edition()).id, now: new Date(), batch })

/** Begins an edition and closes its list. */
async function freeze() {
  expect(said(await step({ intent: 'begin' }))).toBe('begun')
  await freezeEdition(await work(3))
}

async function draw() {
  expect(said(await step({ intent: 'draw', run: (await edition()).id }))).toBe('drawing')
  await drawEdition(await work(4))
}

async function file(copy = 'epreuve'): Promise<Buffer> {
  const answer = await get(`${PAGE}/${(await edition()).id}/${copy}`)
  expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'application/pdf'])
  const bytes = Buffer.from(await answer.arrayBuffer())
  expect(Number(answer.headers.get('Content-Length'))).toBe(bytes.byteLength)
  return bytes
}

beforeAll(async () => {
  await apply(SLUG, 'isep')
  tenant = (await tenantOfSlug(SLUG))!
  admin = await staffSeat(SLUG, 'admin')
  await add('d’Ormesson', { company: 'Zenith', homeCity: 'Lyon', promotion: 1951 })
  await add('L’Héritier', { company: 'Airbus' })
  await add('de La Tour', { company: 'Airbus' })
  await add('Émile', { promotion: 2003 })
  await add('Edmond', { mobilePhone: '+33612345678', hobbies: 'qzhobbies', bio: 'qzbio' })
  await add('Dupontel', { firstName: 'Anne' })
  await add(
    'Dupont',
    { firstName: 'Zoé', primaryEmail: 'qzmail@exemple.fr', company: 'Qzcompany' },
    {
      company: 'nobody',
      primaryEmail: 'nobody',
      homeCity: 'nobody',
    },
  )
  await add('Qzclosed', {}, { lastName: 'nobody' })
  await add('Qzfriends', {}, { lastName: 'friends' })
  await add('Qzdead', { status: 'décédé' })
  await add('Qzobjects')
  await run((id) => sql`UPDATE "person" SET "listed" = false WHERE "tenantId" = ${id} AND "id" = ${ids.Qzobjects!}`)
  await add('Qzdisabled')
  const closed = await personSeat(SLUG, ids.Qzdisabled!)
  await run(
    (id) => sql`UPDATE "account" SET "disabledAt" = now() WHERE "tenantId" = ${id}
    AND "id" = ${closed.accountId}`,
  )
  await addPeople('isep', [{ values: { firstName: 'Alix', lastName: 'Qzsister', promotion: 1990 } }])
  for (const name of ['Receveur', 'Distant']) {
    await add(name)
    await personSeat(SLUG, ids[name]!, { paidUp: true })
  }
  // Dues that ended: no copy, though the list is on.
  await add('Ancien')
  await run(
    (id) => sql`INSERT INTO "membership_period" ("tenantId", "id", "personId", "tierId", "startsAt", "endsAt", "source")
    VALUES (${id}, gen_random_uuid(), ${ids.Ancien!}, 't', '2019-01-01', '2019-12-31', 'test')`,
  )
  await run(
    (id) => sql`INSERT INTO "person_block" ("tenantId", "personId", "otherId", "at")
    VALUES (${id}, ${ids.Émile!}, ${ids.Distant!}, now())`,
  )
})

describe('an edition', () => {
  test('has everybody who is open to print at its date, in French order, and nobody else', async () => {
    await freeze()
    expect(await edition()).toMatchObject({ state: 'frozen', people: 10 })
    await add('Qzlater')
    await draw()
    const proof = await file()
    const { text, pages, language, structure, title } = await readPdf(proof)
    expect([language, title]).toEqual(['fr-FR', 'Annuaire'])
    expect(structure).toEqual(expect.arrayContaining(['Document', 'Sect', 'H1', 'H2', 'P', 'Figure']))
    expect(text).not.toMatch(/qz/i)
    expect(HIDDEN.test(unpacked(proof))).toBe(false)
    expect(text).not.toContain('12345678')
    const order = [
      'ANCIEN',
      'DISTANT',
      'DUPONT Zoé',
      'DUPONTEL Anne',
      'EDMOND',
      'ÉMILE',
      'L’HÉRITIER',
      'LA TOUR (de)',
      'ORMESSON (d’)',
      'RECEVEUR',
    ]
    const at = order.map((name) => pages[2]!.indexOf(name))
    // « La Tour » before « L’Héritier »: l, a against l, h.
    expect(at.toSorted((a, b) => a - b)).toEqual([...at.slice(0, 6), at[7], at[6], ...at.slice(8)])
    expect(at.every((one) => one > 0)).toBe(true)
    expect(pages[2]).toContain('Ancien – Receveur')
    for (const page of pages) expect(page).toContain('Épreuve')
  })

  test('indexes lead to the page of each entry, by what is printed alone; readers jump by letter and part', async () => {
    const bytes = await file()
    const { pages } = await readPdf(bytes)
    const index = (name: string) => pages.find((page) => page.includes(`Index par ${name}`))!
    expect(index('ville')).toContain('Lyon ORMESSON (d’) Alix 3')
    expect(index('entreprise')).toMatch(/Airbus LA TOUR \(de\) Alix ?3 L’HÉRITIER Alix ?3/)
    expect(index('ville')).not.toContain('DUPONT Zoé')
    expect(index('promotion')).toMatch(/1951[\s\S]*1990[\s\S]*2003/)
    const outline = (await (await getDocumentProxy(new Uint8Array(bytes))).getOutline()) as {
      title: string
      items: { title: string }[]
    }[]
    expect(outline.map(({ title }) => plain(title))).toEqual([
      'À lire avant d’ouvrir',
      'Liste par nom',
      'Index par promotion',
      'Index par ville',
      'Index par entreprise',
    ])
    expect(outline[1]!.items.map(({ title }) => title)).toEqual(['A', 'D', 'E', 'L', 'O', 'R'])
  })

  test('a copy bears its number and its name on every page; who is kept apart is not in it', async () => {
    const page = await textWithoutNonce(await get(PAGE))
    expect(page.match(/exemplaire \d/g)).toHaveLength(2)
    const first = await readPdf(await file('1'))
    for (const text of first.pages) expect(text).toContain('Exemplaire n° 1 – remis à Alix Distant')
    expect(first.text).not.toContain('ÉMILE')
    expect(first.text).toContain('ANCIEN')
    const second = await readPdf(await file('2'))
    expect(second.text).toContain('ÉMILE')
    for (const text of second.pages) expect(text).toContain('Exemplaire n° 2 – remis à Alix Receveur')
    expect((await get(`${PAGE}/${(await edition()).id}/3`)).status).toBe(404)
    // Kept apart since: the copy that has both is not given any more.
    await run(
      (id) => sql`INSERT INTO "person_block" ("tenantId", "personId", "otherId", "at")
      VALUES (${id}, ${ids.Receveur!}, ${ids.Émile!}, now())`,
    )
    expect(said(await get(`${PAGE}/${(await edition()).id}/2`))).toBe('stale')
    // One instead of another: as many, and the copy would still have the one who came later.
    await run(
      (id) => sql`UPDATE "person_block" SET "personId" = ${ids.Ancien!}, "at" = now() WHERE "tenantId" = ${id}
        AND "otherId" = ${ids.Distant!}`,
    )
    expect(said(await get(`${PAGE}/${(await edition()).id}/1`))).toBe('stale')
  })

  test('a late no holds the file back until it is made again, for one field as for all', async () => {
    await choose('Edmond', { jobTitle: 'nobody', promotion: 'nobody' })
    expect(said(await get(`${PAGE}/${(await edition()).id}/epreuve`))).toBe('stale')
    expect(said(await step({ intent: 'printed', run: (await edition()).id }))).toBe('stale')
    expect(await textWithoutNonce(await get(PAGE))).toContain('1 personne a changé d’avis')
    await draw()
    expect((await readPdf(await file())).text).toContain('EDMOND')
    await choose('Edmond', { lastName: 'nobody' })
    await run((id) => sql`UPDATE "person" SET "status" = 'décédé' WHERE "tenantId" = ${id} AND "id" = ${ids.Dupontel!}`)
    expect(await textWithoutNonce(await get(PAGE))).toContain('2 personnes ont changé d’avis')
    await draw()
    const { text } = await readPdf(await file())
    expect(text).not.toMatch(/EDMOND|DUPONTEL|QZLATER/)
    // A yes after the date adds nobody.
    await choose('Qzclosed', {})
    await draw()
    expect((await readPdf(await file())).text).not.toMatch(/qz/i)
  })

  test('the staff read who is left out and why, and nobody else reads it', async () => {
    const page = await textWithoutNonce(await get(PAGE))
    for (const [name, why] of Object.entries({
      Qzdead: 'deceased',
      Qzobjects: 'objected',
      Qzdisabled: 'closed',
      Qzfriends: 'chosen',
      Qzlater: 'later',
      Qzclosed: 'later',
      Edmond: 'chosen',
    }))
      expect(page, name).toMatch(new RegExp(`data-why="${why}"[^>]*>(?:(?!</tr>)[\\s\\S])*${name}`))
    expect(page).not.toContain('Ormesson')
    expect(await textWithoutNonce(await get(`${PAGE}?liste=inscrits`))).toContain('Ormesson')
    for (const role of ['manager', 'webmaster'] as const) {
      const other = await staffSeat(SLUG, role)
      for (const path of [PAGE, `${PAGE}/${(await edition()).id}/epreuve`])
        expect((await get(path, other)).status).toBe(403)
    }
  })

  test('labels of those who receive a copy leave by the extraction, with its reason', async () => {
    const form = { set: 'labels', format: 'people.csv', why: 'print' }
    const labels = async (liste: string) => {
      const sent = await request(HOST, '/admin/exports', { cookie: admin.cookie, form: { ...form, liste } })
      const [, ...lines] = (await sent.text()).trim().split('\r\n')
      return lines.map((line) => line.split(',')[3]).toSorted()
    }
    expect(await labels('annuaire-papier')).toEqual(['Distant', 'Receveur'])
    expect(await labels('aucune')).toEqual([])
  })

  test('once printed nothing is fetched any more, and the register of copies stays', async () => {
    await draw()
    const { id } = await edition()
    expect(said(await step({ intent: 'printed', run: id }))).toBe('printed')
    expect((await get(`${PAGE}/${id}/epreuve`)).status).toBe(404)
    const [left] = await run(
      (t) => sql`SELECT (SELECT count(*)::int FROM "print_entry" WHERE "tenantId" = ${t}) AS "entries",
      (SELECT count(*)::int FROM "print_copy" WHERE "tenantId" = ${t}) AS "copies",
      (SELECT count(*)::int FROM "loose_file" WHERE "tenantId" = ${t}) AS "loose"`,
    )
    expect(left).toEqual({ entries: 0, copies: 2, loose: 0 })
    expect(await textWithoutNonce(await get(PAGE))).toContain('Arrêter la liste aujourd’hui')
  })
})

test('a worker that dies while it draws leaves no half file, and its successor makes a whole one', async () => {
  await freeze()
  const { id } = await edition()
  await step({ intent: 'draw', run: id })
  await expect(drawEdition({ ...(await work()), signal: AbortSignal.abort(new Error('stopped')) })).rejects.toThrow()
  expect((await edition()).state).toBe('drawing')
  expect((await get(`${PAGE}/${id}/epreuve`)).status).toBe(404)
  await drawEdition(await work())
  expect((await readPdf(await file())).text).toContain('ORMESSON')
  expect(said(await step({ intent: 'drop', run: id }))).toBe('dropped')
  expect((await edition()).state).toBe('dropped')
})

test('on the page of one’s privacy stands the entry as a stranger would read it, and that one would not be in it', async () => {
  const shown = await personSeat(SLUG, ids.Dupont!)
  const page = await textWithoutNonce(await get('/parametres/confidentialite', shown))
  const entry = page.slice(page.indexOf('data-printed'), page.indexOf('data-printed') + 700)
  expect(entry).toContain('DUPONT Zoé')
  expect(entry).not.toMatch(/qz/i)
  const hidden = await personSeat(SLUG, ids.Qzfriends!)
  expect(await textWithoutNonce(await get('/parametres/confidentialite', hidden))).toContain(
    'rien de vous ne serait imprimé',
  )
  // Where the association's rules print nobody, nothing is said of it.
  const other = await staffSeat('isep', 'admin')
  const closed = await request('isep.localhost', PAGE, { cookie: other.cookie })
  expect(await textWithoutNonce(closed)).toContain('Personne ne peut être imprimé')
})
