/**
 * Reporting a person (E6, N11): once, a few a day, unknown to who is reported; the staff decide, several reporters
 * first.
 */
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { env } from '#app/context/env.ts'
import { decryptSecret } from '#app/db/secret.ts'
import { sql } from '#app/db/sql.ts'
import { mailOwner } from '#app/domain/mail/put-mail.server.ts'
import { grantRole } from '#app/domain/people/accounts.server.ts'
import { type Editor, get, HOST, post, somebody } from '../../factories/editor.ts'
import { organisationSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

useDatabase()
const SLUG = 'supmeca'
let manager: Seat

beforeAll(async () => {
  await apply(SLUG)
  manager = await staffSeat(SLUG, 'manager')
})
beforeEach(() => setClock(undefined))

const report = (by: Seat, who: Editor, form: Record<string, string> = { reason: 'abuse', words: 'Insultes' }) =>
  post(by, `/profil/${who.handle}/signaler`, form)
const decide = (by: Seat, who: Editor, decision: string, because = 'Après examen des faits') =>
  post(by, `/admin/signalements/${who.handle}`, { decision, because })
const page = async (by: Seat, path: string) => (await get(by, path)).text()

function rows(who: Editor) {
  return inside(SLUG, (query, { id }) =>
    query<{ open: boolean | null; decision: string | null }>(
      sql`SELECT "open", "decision" FROM "person_report" WHERE "tenantId" = ${id} AND "personId" = ${who.id}
        ORDER BY "at"`,
    ),
  )
}

test('a report is taken once; the second finds the first, and the reported see nothing of either', async () => {
  const [one, other] = [await somebody(), await somebody()]
  const before = await page(other, `/profil/${other.handle}`)
  expect((await report(one, other)).status).toBe(303)
  expect((await report(one, other)).status).toBe(303)
  expect(await rows(other)).toHaveLength(1)
  expect(await page(one, `/profil/${other.handle}/signaler`)).toContain('L’équipe a votre signalement')
  const after = await page(other, `/profil/${other.handle}`)
  expect(after.length).toBe(before.length)
  expect((await get(other, '/admin/signalements')).status).toBe(403)
})

test('at the same instant too', async () => {
  const [one, other] = [await somebody(), await somebody()]
  await Promise.all([1, 2, 3].map(() => report(one, other)))
  expect(await rows(other)).toHaveLength(1)
})

test('a report that says nothing comes back with what was typed', async () => {
  const [one, other] = [await somebody(), await somebody()]
  const refused = await report(one, other, { words: 'Gardez mes mots' })
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('Gardez mes mots')
  expect((await report(one, other, { reason: 'other', words: ' ' })).status).toBe(422)
  expect((await report(one, other, { reason: 'anything', words: 'x' })).status).toBe(422)
  expect(await rows(other)).toEqual([])
})

test('oneself, the absent and the hidden cannot be reported, nor can visitors and posters report', async () => {
  const one = await somebody()
  expect((await report(one, one)).status).toBe(404)
  expect((await report(one, { ...one, handle: 'nul.part99' })).status).toBe(404)
  expect((await request(HOST, `/profil/${one.handle}/signaler`)).status).toBe(302)
  const poster = await organisationSeat(SLUG, 'company', { open: false })
  expect((await get(poster, `/profil/${one.handle}/signaler`)).status).toBe(403)
})

test('five people a day, then tomorrow', async () => {
  setClock(new Date('2026-05-05T10:00:00Z'))
  const one = await somebody()
  for (let i = 0; i < 5; i++) expect((await report(one, await somebody())).status).toBe(303)
  const sixth = await somebody()
  const refused = await report(one, sixth)
  expect(refused.status).toBe(429)
  expect(await refused.text()).toContain('autant de personnes')
  setClock(new Date('2026-05-06T10:00:00Z'))
  expect((await report(one, sixth)).status).toBe(303)
})

test('whom several reported comes before whom one reported earlier', async () => {
  const [early, often] = [await somebody(), await somebody()]
  await report(await somebody(), early)
  for (let i = 0; i < 3; i++) await report(await somebody(), often)
  const queue = await page(manager, '/admin/signalements')
  expect(queue.indexOf(often.handle)).toBeGreaterThan(0)
  expect(queue.indexOf(often.handle)).toBeLessThan(queue.indexOf(early.handle))
  expect(await page(manager, '/admin')).toContain('personnes signalées')
})

test('dismissed: all are answered, nobody is told, the same reporter is not heard again for a month', async () => {
  setClock(new Date('2026-06-01T10:00:00Z'))
  const [one, other] = [await somebody(), await somebody()]
  await report(one, other)
  expect((await decide(manager, other, 'dismissed')).status).toBe(303)
  expect(await rows(other)).toEqual([{ open: null, decision: 'dismissed' }])
  await report(one, other)
  expect(await rows(other)).toHaveLength(1)
  setClock(new Date('2026-07-05T10:00:00Z'))
  // Sessions end when they lie unused for so long.
  const again = { ...(await somebody()) }
  await report(again, other)
  expect(await rows(other)).toHaveLength(2)
})

test('warned: a mail with the reason, and not a word of who reported', async () => {
  const [one, other] = [await somebody(), await somebody()]
  await report(one, other)
  expect((await decide(manager, other, 'warned', 'Merci de cesser')).status).toBe(303)
  const [mail] = await inside(SLUG, (query, { id }) =>
    query<{ id: string; sealed: string; tenantId: string }>(
      sql`SELECT "id", "sealed", "tenantId" FROM "mail" WHERE "tenantId" = ${id} AND "personId" = ${other.id}
        AND "kind" = 'reports.warned'`,
    ),
  )
  const data = decryptSecret(env().DATA_KEY, mail!.sealed, mailOwner(mail!.tenantId, mail!.id))
  expect(JSON.parse(data)).toEqual({ because: 'Merci de cesser' })
})

test('closed: the account is shut at once, with the reason in the log; nothing happens by numbers alone', async () => {
  const other = await somebody()
  for (let i = 0; i < 4; i++) await report(await somebody(), other)
  expect((await get(other, '/parametres')).status).toBe(200)
  expect((await decide(manager, other, 'disabled', 'Usurpation avérée')).status).toBe(303)
  expect((await get(other, '/parametres')).status).toBe(302)
  expect(await page(manager, '/admin/journal')).toContain('Usurpation avérée')
  expect((await rows(other)).every(({ open, decision }) => open === null && decision === 'disabled')).toBe(true)
  expect((await decide(manager, other, 'dismissed')).status).toBe(422)
})

test('nobody decides about themselves, no manager about who leads, and a decision needs its reason', async () => {
  const [own, leader] = [await somebody(), await somebody()]
  await inside(SLUG, async (query, scope) => {
    const at = new Date('2026-01-01T00:00:00Z')
    await grantRole(query, scope, { accountId: own.accountId, role: 'manager' }, at)
    await grantRole(query, scope, { accountId: leader.accountId, role: 'admin' }, at)
  })
  const reporter = await somebody()
  for (const who of [own, leader]) await report(reporter, who)
  expect((await decide(own, own, 'dismissed')).status).toBe(403)
  expect((await decide(manager, leader, 'disabled')).status).toBe(403)
  expect((await get(leader, '/parametres')).status).toBe(200)
  expect((await rows(leader))[0]!.open).toBe(true)
  expect((await decide(manager, own, 'dismissed', '')).status).toBe(422)
  expect((await decide(manager, own, 'everything')).status).toBe(422)
})
