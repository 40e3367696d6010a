/**
 * The carrier at its worst: limits for hours, faults after acceptance, one bad mail in a batch. Everybody is written to
 * once.
 */
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { setClock } from '#app/context/clock.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { takeMailEvent } from '#app/domain/mail/mail-event.server.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import type { MailEvent } from '#app/outside/resend.ts'
import { trialLetter } from '../../factories/trial-letter.tsx'
import { apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { useLetters, useMails } from '../../setup/mails.ts'

useDatabase()
const mails = useMails()
const NOW = new Date('2026-11-22T12:00:00Z')
const CODE = { ...trialLetter, kind: 'test.code', urgent: true }

useLetters(trialLetter, CODE)
beforeAll(async () => {
  await apply('isep')
})

beforeEach(async () => {
  setClock(NOW)
  mails.limit = 1000
  mails.strict = false
  await inside('isep', async (query, { id }) => {
    await query(sql`DELETE FROM "mail" WHERE "tenantId" = ${id}`)
    await query(sql`DELETE FROM "mail_batch" WHERE "tenantId" = ${id}`)
  })
})
afterEach(() => setClock(undefined))

const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1000)
const later = (seconds: number) => setClock(at(seconds))

async function put(count: number, kind = 'test.trial', when = NOW, to = (i: number) => `p${i}@exemple.fr`) {
  await inside('isep', async (query, { id }) => {
    for (let i = 0; i < count; i++) {
      const data = { subject: 'Essai', path: '/' }
      await putMail(query, id, { key: `${kind}/${i}`, kind, to: to(i), language: 'fr', data }, when)
    }
  })
}

const states = async () => {
  const rows = await inside('isep', (query, { id }) =>
    query<{ state: string; n: number }>(
      sql`SELECT "state", count(*)::int AS n FROM "mail" WHERE "tenantId" = ${id} GROUP BY "state"`,
    ),
  )
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]))
}
const recipients = () => mails.mails.map(({ to }) => to)
const onceEach = (count: number) => {
  expect(recipients()).toHaveLength(count)
  expect(new Set(recipients()).size).toBe(count)
}
const fault = (status: number, name: string, headers: Record<string, string> = {}) =>
  ({ kind: 'status', status, name, headers }) as const

test.each([
  ['a limit that holds for an hour', 60, fault(429, 'rate_limit_exceeded', { 'retry-after': '60' })],
  ['a quota that is used up for two days', 48, fault(429, 'daily_quota_exceeded')],
  ['a key that is wrong for a day', 96, fault(401, 'invalid_api_key')],
] as const)('%s loses nothing, and nobody is written to twice', async (_, tries, refusal) => {
  await put(250)
  const wait = { 60: 60, 48: 3600, 96: 900 }[tries]
  for (let i = 0; i < tries; i++) {
    later(i * wait)
    mails.faults.push(refusal)
    await mails.send('isep')
    mails.faults.length = 0
  }
  expect(mails.mails).toEqual([])
  expect(await states()).not.toHaveProperty('failed')
  // One request for each time: who is told to wait does not go on asking with the next batch.
  expect(mails.requests).toHaveLength(tries)
  later(tries * wait)
  await mails.send('isep')
  onceEach(250)
  expect(await states()).toEqual({ sent: 250 })
})

test('who is told to wait asks nothing meanwhile, not even for what is new', async () => {
  await put(1)
  mails.faults.push(fault(429, 'rate_limit_exceeded', { 'retry-after': '40' }))
  await mails.send('isep')
  await put(1, 'test.code')
  later(39)
  await mails.send('isep')
  expect(mails.requests).toHaveLength(1)
  later(40)
  await mails.send('isep')
  expect(mails.mails).toHaveLength(2)
})

test.each([
  ['0', 1],
  ['-5', 5],
  ['Wed, 25 Nov 2026 07:28:00 GMT', 5],
  ['', 5],
  ['1e12', 3600],
])('a wait of « %s » is neither a storm of our own nor for ever: %d s', async (words, seconds) => {
  await put(1)
  const headers = { 'retry-after': words, 'ratelimit-reset': 'x' }
  mails.faults.push(fault(429, 'rate_limit_exceeded', headers))
  await mails.send('isep')
  expect(mails.requests).toHaveLength(1)
  later(seconds - 0.1)
  await mails.send('isep')
  expect(mails.requests).toHaveLength(1)
  later(seconds)
  await mails.send('isep')
  expect(mails.mails).toHaveLength(1)
})

test('a fault after acceptance: the same bytes under the same key, and each once', async () => {
  await put(120)
  mails.faults.push({ kind: 'broken', status: 500 }, { kind: 'broken', status: 502 })
  await mails.send('isep')
  expect(await states()).toEqual({ sending: 120 })
  mails.faults.push(fault(429, 'rate_limit_exceeded', { 'retry-after': '9' }))
  later(6)
  await mails.send('isep')
  for (const seconds of [20, 40, 60]) {
    later(seconds)
    await mails.send('isep')
  }
  onceEach(120)
  expect(await states()).toEqual({ sent: 120 })
})

test('one bad mail that refuses its whole batch fails alone, in a dozen requests and not a hundred', async () => {
  mails.strict = true
  await put(100, 'test.trial', NOW, (i) => (i === 37 ? 'invalid@exemple.fr' : `p${i}@exemple.fr`))
  await mails.send('isep')
  onceEach(99)
  expect(await states()).toEqual({ sent: 99, failed: 1 })
  expect(mails.requests.length).toBeLessThanOrEqual(15)
})

test('a code overtakes a thousand letters that were there before it', async () => {
  await put(350)
  await put(1, 'test.code', at(1), () => 'presse@exemple.fr')
  later(2)
  await mails.send('isep')
  expect(recipients().indexOf('presse@exemple.fr')).toBe(0)
  expect(mails.requests[0]!.mails).toBe(1)
  onceEach(351)
})

test('a code is not held up by a batch of unknown fate', async () => {
  await put(100)
  mails.faults.push({ kind: 'lost' })
  await mails.send('isep')
  await put(1, 'test.code', at(1), () => 'presse@exemple.fr')
  later(2)
  await mails.send('isep')
  expect(recipients().filter((to) => to === 'presse@exemple.fr')).toHaveLength(1)
  later(10)
  await mails.send('isep')
  onceEach(101)
})

test('a mail given up without an answer, of which its arrival is told later, has arrived', async () => {
  await put(1)
  mails.faults.push({ kind: 'lost' })
  await mails.send('isep')
  later(24 * 3600)
  await mails.send('isep')
  expect(await states()).toEqual({ failed: 1 })
  const [sent] = mails.mails
  const { body } = mails.event(sent!, 'email.delivered')
  const tenant = (await tenantOfSlug('isep'))!
  const event = JSON.parse(body) as MailEvent
  expect(await takeMailEvent(tenant, { mailId: sent!.tags.mail!, eventId: 'late', event }, at(25 * 3600))).toBe(true)
  expect(await states()).toEqual({ delivered: 1 })
})
