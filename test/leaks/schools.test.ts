/**
 * What schools are asked (N8, C24): forwarding addresses stand in no byte that leaves but on their owner's own form,
 * visitors prove their mail first, a switch that is off stops everything at once, and a year later nothing is left.
 */
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { applyRetention } from '#app/domain/data-rights/retention.server.ts'
import { type Somebody, somebody } from '../factories/groups.ts'
import { addCourse, present, send } from '../factories/schools.ts'
import { organisationSeat, type Seat } from '../factories/seats.ts'
import { apply, inside } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { useMails } from '../setup/mails.ts'
import { request } from '../setup/site.ts'

useDatabase()
const mails = useMails()
const SECRET = 'service.cache@ecole-du-phare.example'
const VISITOR = 'lea.visiteuse@boite.example'
const SCHOOL = '/ecoles/ecole-du-phare'
const QUESTION = `${SCHOOL}/ecrire/question`
const seats = {} as Record<'school' | 'other' | 'company', Seat>
let member: Somebody

beforeAll(async () => {
  await apply('sepro')
  for (const name of ['school', 'other'] as const) seats[name] = await organisationSeat('sepro', 'school')
  seats.company = await organisationSeat('sepro', 'company')
  member = await somebody('sepro')
  await present(seats.school)
  await present(seats.other, { name: 'École du Large' })
  await addCourse(seats.school)
})
afterEach(() => setClock(undefined))

const answerTo = (who: Seat | undefined, path: string) =>
  request('sepro.localhost', path, who ? { cookie: who.cookie } : {})
const page = async (who: Seat | undefined, path: string) => (await answerTo(who, path)).text()
const where = (answer: Response) => answer.headers.get('Location') ?? ''
const post = (who: Seat | undefined, path: string, form: Record<string, string> = {}) => send(who, path, form)
async function sent() {
  mails.forget()
  return mails.send('sepro')
}
const setService = (more: Record<string, string> = {}) =>
  post(seats.school, '/ecoles/espace/services', { kind: 'questions', isOn: 'on', forwardTo: SECRET, ...more })
const off = () => setService({ isOn: '' })

/** Opens a service, and proves its address where that is asked. */
async function open(more: Record<string, string> = {}) {
  const answer = await setService(more)
  if (!where(answer).includes('asked')) return
  const [mail] = await sent()
  expect((await post(undefined, mails.link(mail!, '/lien-adresse/'))).status).toBe(200)
}

const WORDS = { name: 'Léa', email: VISITOR, postal: '', text: 'Y a-t-il un internat ?', website: '' }

/** @returns the link of the mail that a visitor gets */
async function askAsVisitor(more: Record<string, string> = {}, path = QUESTION): Promise<string> {
  expect(where(await post(undefined, path, { ...WORDS, ...more }))).toContain('fait=a-confirmer')
  const all = await sent()
  expect(all.map(({ to }) => String(to))).toEqual([more.email ?? VISITOR])
  return mails.link(all[0]!, '/lien-question/')
}

describe('a visitor asks', () => {
  test('once the school’s address and their own are proved; both sides talk, and neither reads the other’s address', async () => {
    expect(await page(undefined, SCHOOL)).not.toContain('Poser une question')
    expect(where(await setService())).toContain('fait=asked')
    const [proof] = await sent()
    expect(String(proof!.to)).toBe(SECRET)
    expect(await page(undefined, SCHOOL)).not.toContain('Poser une question')
    expect((await post(undefined, QUESTION, WORDS)).status).toBe(409)
    const proofLink = mails.link(proof!, '/lien-adresse/')
    await page(undefined, proofLink)
    expect((await post(undefined, QUESTION, WORDS)).status).toBe(409)
    await post(undefined, proofLink)
    for (const path of [SCHOOL, '/formations/bts-maritime'])
      expect(await page(undefined, path), path).toContain('Poser une question')
    expect((await post(undefined, QUESTION, { ...WORDS, email: 'rien' })).status).toBe(422)
    expect(where(await post(undefined, QUESTION, { ...WORDS, website: 'x' }))).toContain('a-confirmer')
    expect(await sent()).toEqual([])

    const link = await askAsVisitor({}, `${QUESTION}?formation=bts-maritime`)
    expect(await page(undefined, link)).toContain('Y a-t-il un internat ?')
    expect(await sent()).toEqual([])
    expect(await page(seats.school, '/ecoles/espace/messages')).not.toContain('Léa')
    const own = where(await post(undefined, link))
    expect(own).toMatch(/^\/echanges\//)
    expect((await post(undefined, link)).status).toBe(409)
    const [forwarded] = await sent()
    expect([String(forwarded!.to), forwarded!.subject]).toEqual([SECRET, 'Une question de Léa'])
    for (const words of ['Y a-t-il un internat ?', 'BTS Maritime']) expect(forwarded!.text).toContain(words)

    const thread = /\/ecoles\/espace\/messages\/[\w-]+/.exec(forwarded!.text)![0]
    expect((await post(seats.school, thread, { text: 'Oui, soixante places.' })).status).toBe(303)
    const [answered] = await sent()
    expect([String(answered!.to), answered!.text.includes('Oui, soixante places.')]).toEqual([VISITOR, true])
    expect((await post(undefined, own, { text: 'Merci !' })).status).toBe(303)
    const [again] = await sent()

    const pages = await Promise.all([
      ...[SCHOOL, '/formations/bts-maritime', '/ecoles', '/formations', QUESTION, own].map((path) =>
        page(undefined, path),
      ),
      ...[SCHOOL, QUESTION].flatMap((path) => [page(member, path), page(seats.company, path), page(seats.other, path)]),
      ...['/ecoles/espace', '/ecoles/espace/messages', thread].map((path) => page(seats.school, path)),
    ])
    const letters = [forwarded!, answered!, again!]
    const bytes = [...pages, ...letters.map(({ to: _, ...mail }) => JSON.stringify(mail))]
    for (const [i, one] of bytes.entries()) {
      expect(one.includes(SECRET), `${i}: ${one.slice(0, 200)}`).toBe(false)
      expect(one.includes(VISITOR), `${i}: ${one.slice(0, 200)}`).toBe(false)
    }
    expect(await page(seats.school, '/ecoles/espace/services')).toContain(SECRET)
    for (const who of [undefined, member, seats.company])
      expect((await answerTo(who, '/ecoles/espace/services')).status).not.toBe(200)
    expect((await answerTo(seats.other, thread)).status).toBe(404)
    expect((await post(seats.other, thread, { text: 'Intruse' })).status).toBe(404)
    expect((await answerTo(undefined, `${own.slice(0, -4)}AAAA`)).status).toBe(404)
  })

  test('off stops at once: buttons, forms, links that wait, exchanges under way, and mails that have not left', async () => {
    const link = await askAsVisitor({ text: 'Trop tard' })
    const first = where(await post(undefined, await askAsVisitor()))
    await sent()
    expect((await post(undefined, first, { text: 'Encore un mot' })).status).toBe(303)
    await off()
    expect(await sent()).toEqual([])
    for (const path of [SCHOOL, '/formations/bts-maritime'])
      expect(await page(undefined, path), path).not.toContain('Poser une question')
    expect((await post(undefined, QUESTION, WORDS)).status).toBe(409)
    expect((await post(member, QUESTION, WORDS)).status).toBe(409)
    expect((await post(undefined, link)).status).toBe(409)
    expect((await post(undefined, first, { text: 'Allô ?' })).status).toBe(409)
    expect(await page(undefined, first)).toContain('ne reçoit pas de messages')
    expect(await sent()).toEqual([])
    expect(await page(seats.school, '/ecoles/espace/messages')).not.toContain('Trop tard')
  })

  test('a school that the association lets in no more hears of nobody from then on; let in again, it receives', async () => {
    await open()
    const judge = (refusedAt: Date | null) =>
      inside('sepro', (query, { id }) =>
        query(sql`UPDATE "organisation" SET "refusedAt" = ${refusedAt}::timestamptz,
            "validatedAt" = ${refusedAt ? null : new Date()}::timestamptz
          WHERE "tenantId" = ${id} AND "id" = ${seats.school.organisationId}`),
      )
    const link = await askAsVisitor({ email: 'autre.visiteur@boite.example', text: 'Refusée entre-temps' })
    const first = where(await post(member, QUESTION, WORDS))
    await sent()
    expect((await post(undefined, first, { text: 'Un mot qui attend' })).status).toBe(303)
    await judge(new Date())
    expect(await sent()).toEqual([])
    expect(await page(undefined, SCHOOL)).not.toContain('Poser une question')
    expect((await post(undefined, QUESTION, WORDS)).status).toBe(409)
    for (const one of [link, first]) expect((await post(undefined, one, { text: 'Allô ?' })).status).toBe(409)
    expect(await sent()).toEqual([])
    await judge(null)
    expect(await page(undefined, SCHOOL)).toContain('Poser une question')
    expect((await post(undefined, first, { text: 'De retour' })).status).toBe(303)
    expect((await sent()).map(({ to }) => String(to))).toEqual([SECRET])
  })

  test('another address is proved anew; what was on its way to the old one does not leave', async () => {
    await open()
    expect(where(await post(member, QUESTION, { ...WORDS, name: 'Fennec', email: '' }))).toMatch(/^\/echanges\//)
    const moved = 'nouvelle.adresse@ecole-du-phare.example'
    expect(where(await setService({ forwardTo: moved }))).toContain('fait=asked')
    expect((await sent()).map(({ to, subject }) => [String(to), subject.startsWith('Confirmez')])).toEqual([
      [moved, true],
    ])
    expect((await post(member, QUESTION, WORDS)).status).toBe(409)
    await open()
  })
})

describe('other services', () => {
  test('a documentation asks where it goes, and the school alone reads it', async () => {
    await open({ kind: 'documentation' })
    const path = `${SCHOOL}/ecrire/documentation`
    expect((await post(undefined, path, WORDS)).status).toBe(422)
    const link = await askAsVisitor({ postal: '3 rue du Port\n29200 Brest' }, path)
    const own = where(await post(undefined, link))
    expect((await sent())[0]!.text).toContain('3 rue du Port')
    expect(await page(seats.school, '/ecoles/espace/messages')).toContain('Léa')
    expect((await page(undefined, SCHOOL)).includes('3 rue du Port')).toBe(false)
    expect((await answerTo(undefined, own)).status).toBe(200)
  })

  test('introductions come from companies alone, who alone read what the school says to them, while it is on', async () => {
    await open({ kind: 'introductions', words: 'Nos apprentis sont libres en septembre.' })
    const path = `${SCHOOL}/ecrire/opportunite`
    expect(await page(seats.company, SCHOOL)).toContain('Nos apprentis sont libres')
    for (const who of [undefined, member, seats.other]) {
      expect((await page(who, SCHOOL)).includes('Nos apprentis sont libres')).toBe(false)
      expect((await post(who, path, WORDS)).status).toBe(403)
    }
    expect((await post(seats.company, QUESTION, WORDS)).status).toBe(403)
    expect(where(await post(seats.company, path, { ...WORDS, text: 'Un poste à Brest.' }))).toMatch(/^\/echanges\//)
    expect((await sent())[0]!.text).toContain('Un poste à Brest.')
    await setService({ kind: 'introductions', isOn: '', words: 'Nos apprentis sont libres en septembre.' })
    expect((await page(seats.company, SCHOOL)).includes('Nos apprentis sont libres')).toBe(false)
    expect((await post(seats.company, path, WORDS)).status).toBe(409)
  })
})

test('nobody is asked through a page that is off line, and nothing of it is left a year after the last message', async () => {
  await open()
  const count = () =>
    inside('sepro', async (query, { id }) => {
      const [row] = await query<{ n: number }>(sql`SELECT (SELECT count(*) FROM "school_thread"
        WHERE "tenantId" = ${id})::int + (SELECT count(*) FROM "school_message" WHERE "tenantId" = ${id})::int AS "n"`)
      return row!.n
    })
  const state = (to: string) =>
    inside('sepro', (query, { id }) =>
      query(sql`UPDATE "school" SET "state" = ${to} WHERE "tenantId" = ${id} AND "slug" = 'ecole-du-phare'`),
    )
  await state('hidden')
  expect((await post(undefined, QUESTION, WORDS)).status).toBe(404)
  await state('published')
  expect(await count()).toBeGreaterThan(5)
  const tenant = (await tenantOfSlug('sepro'))!
  const DAY = 86_400_000
  await applyRetention(tenant, new Date(Date.now() + 364 * DAY))
  expect(await count()).toBeGreaterThan(5)
  await applyRetention(tenant, new Date(Date.now() + 367 * DAY))
  expect(await count()).toBe(0)
})
