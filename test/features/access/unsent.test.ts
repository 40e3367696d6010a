/** A form sent by a session that was over loses no typed text, and shows it to nobody else (look.md, "Acceptance"). */
import { beforeAll, expect, test } from 'vitest'
import { startSession } from '#app/context/session.ts'
import { sql } from '#app/db/sql.ts'
import { personSeat, type Seat } from '../../factories/seats.ts'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

useDatabase()

const TYPED = 'Vingt ans de barrages, « et davantage » & <b>plus</b>'
const PATH = '/parametres/fiche?partie=autres'
let people: { id: string }[]

beforeAll(async () => {
  await apply('isep', 'supmeca')
  const values = (lastName: string) => ({ values: { firstName: 'Luc', lastName, promotion: 1999 } })
  people = await addPeople('isep', [values('Aubry'), values('Brun')])
})

/** The session is still in the browser and opens nothing any more. */
async function overSeat(personId: string): Promise<Seat> {
  const seat = await personSeat('isep', personId)
  await inside('isep', (query, { id }) =>
    query(sql`UPDATE "session" SET "expiresAt" = now() WHERE "tenantId" = ${id} AND "accountId" = ${seat.accountId}`),
  )
  return seat
}

const send = (cookie: string | undefined, fields: Record<string, string>, path = PATH) => {
  const text = new URLSearchParams(fields).toString()
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': String(text.length) }
  return request('isep.localhost', path, { method: 'POST', ...(cookie ? { cookie } : {}), headers, text })
}

const kept = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .filter((one) => one.startsWith('unsent') && !one.includes('Max-Age=0'))
    .map((one) => one.split(';')[0]!)

/** Another session of the same account. */
async function again(accountId: string): Promise<string> {
  const cookie = await inside('isep', async (_, { id }) =>
    startSession(id, 'isep.localhost', accountId, { now: new Date() }),
  )
  return cookie.split(';')[0]!
}

const page = async (host: string, cookies: string[], path = PATH) => {
  const answer = await request(host, path, { cookie: cookies.join('; ') })
  return { answer, html: await answer.text() }
}

test('what was typed comes back after signing in, once, on the page it was meant for', async () => {
  const { cookie, accountId } = await overSeat(people[0]!.id)
  const answer = await send(cookie, { bio: TYPED, version: '3' })
  expect([answer.status, answer.headers.get('Location')]).toEqual([
    302,
    `/connexion?redirectTo=${encodeURIComponent(PATH)}`,
  ])
  const cookies = kept(answer)
  expect(cookies.join()).not.toContain('barrages')
  const own = await again(accountId)
  expect((await page('isep.localhost', [own, ...cookies], '/parametres')).html).not.toContain('data-unsent')
  const shown = await page('isep.localhost', [own, ...cookies])
  expect(shown.html).toContain('Ce que vous aviez saisi sur cette page n’est pas perdu.')
  expect(shown.html).toContain(
    `name="bio" value="${TYPED.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}"`,
  )
  expect(shown.html).toContain('name="version" value="3"')
  expect(shown.answer.headers.getSetCookie().filter((one) => /^unsent\d=;.*Max-Age=0/.test(one))).toHaveLength(2)
})

test('another account, another association, a changed cookie: nothing is shown', async () => {
  const { cookie, accountId } = await overSeat(people[1]!.id)
  const cookies = kept(await send(cookie, { bio: TYPED }))
  const own = await again(accountId)
  const other = await personSeat(
    'isep',
    (await addPeople('isep', [{ values: { lastName: 'Autre', promotion: 2000 } }]))[0]!.id,
  )
  expect((await page('isep.localhost', [other.cookie, ...cookies])).html).not.toContain('barrages')
  const sister = await personSeat(
    'supmeca',
    (await addPeople('supmeca', [{ values: { lastName: 'Autre', promotion: 2000 } }]))[0]!.id,
  )
  expect((await page('supmeca.localhost', [sister.cookie, ...cookies])).html).not.toContain('barrages')
  expect((await page('isep.localhost', [own, `${cookies[0]}A`])).html).not.toContain('barrages')
  expect((await page('isep.localhost', [own, ...cookies])).html).toContain('barrages')
})

test('nothing is kept of passwords, nor for who had no session here', async () => {
  const person = (await addPeople('isep', [{ values: { lastName: 'Tu', promotion: 2001 } }]))[0]!
  const { cookie, accountId } = await overSeat(person.id)
  const path = '/parametres/securite'
  const fields = { currentPassword: 'mot de passe actuel', password: 'le nouveau secret', intent: 'password' }
  const cookies = kept(await send(cookie, fields, path))
  const { html } = await page('isep.localhost', [await again(accountId), ...cookies], path)
  expect(html).toContain('Les fichiers et les mots de passe sont à donner de nouveau.')
  expect(html).not.toContain('secret')
  expect(html).not.toContain('actuel"')
  expect(kept(await send(undefined, { bio: TYPED }))).toEqual([])
  expect(kept(await send(`session=${'x'.repeat(43)}`, { bio: TYPED }))).toEqual([])
})
