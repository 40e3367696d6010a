/**
 * Who of the staff read a record, from whichever page, is in the log, and before the eyes of the person it is about.
 */
import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import '#app/announced.ts'
import { auditWords } from '#app/context/announcement.ts'
import { findSubject } from '#app/domain/data-rights/subject.server.ts'
import { type Trace, tracesOf } from '#app/domain/data-rights/traces.server.ts'
import { personSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

useDatabase()
const SLUG = 'isep'
const HOST = 'isep.localhost'
let admin: Seat
let member: Seat
let count = 0

beforeAll(async () => {
  await apply(SLUG)
  admin = await staffSeat(SLUG, 'admin')
  const [person] = await addPeople(SLUG, [{ values: { firstName: 'Théo', lastName: 'Curieux', promotion: 2001 } }])
  member = await personSeat(SLUG, person!.id, { paidUp: true })
})

interface Read extends Seat {
  id: string
  handle: string
}

/** Somebody of whom nothing is in the log yet, with an account to read it. */
async function somebody(): Promise<Read> {
  const lastName = `Lue${'abcdefghijklmnopqrstuvwxyz'[count++]}`
  const values = { firstName: 'Léa', lastName, promotion: 2003, primaryEmail: `${lastName}@exemple.fr`.toLowerCase() }
  const [person] = await addPeople(SLUG, [{ values, siteChoices: { bio: 'nobody' } }])
  const seat = await personSeat(SLUG, person!.id, { paidUp: true })
  return { ...person!, ...seat }
}

const tracesFor = ({ id }: Read): Promise<Trace[]> =>
  inside(SLUG, async (query, scope) => tracesOf(query, await findSubject(query, scope.id, { personId: id })))
const actions = async (who: Read) => (await tracesFor(who)).map(({ action, by }) => `${action} ${by}`)
const open = (path: string, { cookie }: Seat) => request(HOST, path, { cookie })

test.each([
  ['the profile', (handle: string) => `/profil/${handle}`],
  ['the record', (handle: string) => `/admin/membres/${handle}`],
  ['the account', (handle: string) => `/admin/membres/${handle}/compte`],
  ['the dues', (handle: string) => `/admin/membres/${handle}/cotisations`],
  ['the history', (handle: string) => `/admin/membres/${handle}/historique`],
])('%s opened by the staff: once a day for each reader, and the person reads it', async (_, path) => {
  const who = await somebody()
  for (let turn = 0; turn < 2; turn++) expect((await open(path(who.handle), admin)).status).toBe(200)
  expect(await actions(who)).toEqual(['person.read association'])
  await open(path(who.handle), await staffSeat(SLUG, 'manager'))
  expect(await actions(who)).toHaveLength(2)
  const page = await (await open('/parametres/mes-donnees', who)).text()
  expect(page).toContain('Lecture de votre fiche')
})

test('members who open the page, and the person, are no readings of the staff; lists are none either', async () => {
  const who = await somebody()
  for (const seat of [member, who]) expect((await open(`/profil/${who.handle}`, seat)).status).toBe(200)
  for (const path of ['/admin/membres?q=lue', '/annuaire?q=lue']) expect((await open(path, admin)).status).toBe(200)
  expect(await actions(who)).toEqual([])
})

async function asks(who: Read, state: 'waiting' | 'approved'): Promise<string> {
  const id = uuidv7()
  const claimed = { firstName: 'Léa', lastName: `Lue${'abcdefghijklmnopqrstuvwxyz'[count - 1]}`, promotion: 2003 }
  const whose = state === 'approved' ? who.id : null
  await inside(SLUG, (query, scope) =>
    query(sql`INSERT INTO "access_request" ("tenantId", "id", "kind", "door", "state", "claimed", "email", "language",
      "personId", "createdAt")
      VALUES (${scope.id}, ${id}, 'activation', 'people', ${state}, ${JSON.stringify(claimed)}::jsonb,
        'autre@exemple.fr', 'fr',
        ${whose}::uuid, now())`),
  )
  return id
}

test('records held beside a request are read by who judges it; of a paper, its owner learns once the request is theirs', async () => {
  const who = await somebody()
  await asks(who, 'waiting')
  for (let turn = 0; turn < 2; turn++) expect((await open('/admin/a-traiter?type=activation', admin)).status).toBe(200)
  expect(await actions(who)).toEqual(['person.considered association'])
  const theirs = await asks(who, 'approved')
  const others = await asks(who, 'waiting')
  await inside(SLUG, async (query, scope) => {
    for (const subject of [theirs, others])
      await query(sql`INSERT INTO "audit_event" ("tenantId", "id", "at", "accountId", "action", "subjectId")
        VALUES (${scope.id}, ${uuidv7()}, now(), ${admin.accountId}, 'request.paper', ${subject})`)
  })
  expect((await actions(who)).filter((one) => one.startsWith('request.paper'))).toEqual(['request.paper association'])
})

test('an extraction of the base is told to everybody who was in it, and to nobody who came later', async () => {
  const before = await somebody()
  const form = { reason: 'Annuaire imprimé 2027', format: 'people.csv' }
  const file = await request(HOST, '/admin/exports', { cookie: admin.cookie, form })
  expect([file.status, await file.text()]).toEqual([200, expect.stringContaining(before.handle)])
  const after = await somebody()
  expect(await actions(before)).toContain('people.extracted association')
  expect(await actions(after)).toEqual([])
  expect(JSON.stringify(await tracesFor(before))).not.toContain('imprimé')
})

test('what a file of the school changed is told with its fields', async () => {
  const who = await somebody()
  const runId = uuidv7()
  await inside(SLUG, async (query, scope) => {
    for (const field of ['company', 'jobTitle'])
      await query(sql`INSERT INTO "value_change" ("tenantId", "id", "personId", "field", "from", "runId", "at")
        VALUES (${scope.id}, ${uuidv7()}, ${who.id}, ${field}, 'school', ${runId}, now())`)
  })
  const [trace] = await tracesFor(who)
  expect(trace).toMatchObject({ action: 'import.applied', by: 'association', fields: ['company', 'jobTitle'] })
})

test('every act has its words, for the staff and for whom it is about', async () => {
  const read = (name: string) => JSON.parse(readFileSync(`app/i18n/locales/fr/${name}.json`, 'utf8'))
  const [staff, people] = [read('admin').audit.actions, read('rights').actions]
  const AUDITED = auditWords()
  // Of the books and of many at once nobody is the subject.
  const about = AUDITED.filter((action) => !/^(books|bulk)\./.test(action))
  const missing = (words: object, acts: readonly string[]) => acts.filter((one) => !(one.replace('.', '-') in words))
  expect([missing(staff, AUDITED), missing(people, about)]).toEqual([[], []])
})
