/** The outbox: what is put in leaves once, whatever dies, answers late or says no (design §7). */
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ROUNDS } from '#app/announced.ts'
import { setClock } from '#app/context/clock.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { formBatch } from '#app/domain/mail/batches.server.ts'
import { type NewMail, putMail } from '#app/domain/mail/put-mail.server.ts'
import { beginRounds } from '#app/tasks/rounds.ts'
import { trialLetter } from '../../factories/trial-letter.tsx'
import { apply, inside, tenantFile } from '../../factories/world.ts'
import { queryAs, useDatabase } from '../../setup/database.ts'
import { useLetters, useMails } from '../../setup/mails.ts'

const database = useDatabase()
const mails = useMails()
const NOW = new Date('2026-11-22T12:00:00Z')

useLetters(trialLetter)
beforeAll(async () => {
  await apply('isep', { ...tenantFile('sepro'), address: 'tu' })
})

beforeEach(async () => {
  setClock(NOW)
  for (const slug of ['isep', 'sepro'])
    await inside(slug, async (query, { id }) => {
      await query(sql`DELETE FROM "mail" WHERE "tenantId" = ${id}`)
      await query(sql`DELETE FROM "mail_batch" WHERE "tenantId" = ${id}`)
    })
})
afterEach(() => setClock(undefined))

const later = (seconds: number) => setClock(new Date(NOW.getTime() + seconds * 1000))

function put(count: number, more: Partial<NewMail> & { subject?: string; path?: string } = {}, slug = 'isep') {
  const { subject = 'Essai', path = '/activation?lien=abc', ...mail } = more
  return inside(slug, async (query, { id }) => {
    for (let i = 0; i < count; i++)
      await putMail(
        query,
        id,
        {
          key: `trial/${i}`,
          kind: 'test.trial',
          to: `p${i}@exemple.fr`,
          language: 'fr',
          data: { subject, path },
          ...mail,
        },
        NOW,
      )
  })
}

const rows = (slug = 'isep') =>
  inside(slug, (query, { id }) =>
    query<{ state: string; sealed: string | null; providerId: string | null }>(
      sql`SELECT "state", "sealed", "providerId" FROM "mail" WHERE "tenantId" = ${id} ORDER BY "key"`,
    ),
  )
const batches = () =>
  inside('isep', (query, { id }) =>
    query<{ attempts: number; dueAt: Date }>(
      sql`SELECT "attempts", "dueAt" FROM "mail_batch" WHERE "tenantId" = ${id}`,
    ),
  )

describe('what is sent', () => {
  test('says the same in both bodies, leads to the canonical host, and its row forgets it', async () => {
    await put(1)
    const [mail] = await mails.send('isep')
    expect(mail).toMatchObject({ tenant: 'isep', to: 'p0@exemple.fr', subject: 'Essai' })
    expect(mail!.from).toMatch(/^"[^"]+" <courriel@alumni\.example>$/)
    expect(mail!.links).toContain('http://isep.localhost:3000/activation?lien=abc')
    expect(mail!.text).toContain('http://isep.localhost:3000/activation?lien=abc')
    expect(mail!.html).toContain('prefers-color-scheme:dark')
    expect(await rows()).toEqual([{ state: 'sent', sealed: null, providerId: mail!.id }])
    expect(await batches()).toEqual([])
  })

  test('is in the language of who reads it, and says « tu » where the association does', async () => {
    await put(1, { key: 'fr' }, 'sepro')
    await put(1, { key: 'en', language: 'en' }, 'sepro')
    await put(1)
    const sent = [...(await mails.send('sepro')), ...(await mails.send('isep'))]
    expect(sent.find(({ html }) => html.includes('lang="en"'))!.text).toContain('This message was sent to you')
    expect(sent.some(({ text }) => text.includes('t’est adressé'))).toBe(true)
    expect(sent.find(({ tenant }) => tenant === 'isep')!.text).toContain('vous est adressé')
  })

  test('is one line in every header, whatever somebody is called', async () => {
    await put(1, { subject: 'Bonjour\r\nBcc: tous@exemple.fr\u2028X' })
    await put(1, { key: 'two', to: 'a@exemple.fr\nBcc: b@exemple.fr' })
    await put(1, { key: 'three', to: 'a@exemple.fr, b@exemple.fr' })
    const sent = await mails.send('isep')
    expect(sent.map(({ subject }) => subject)).toEqual(['Bonjour Bcc: tous@exemple.fr X'])
  })

  test('never leads elsewhere', async () => {
    for (const [i, path] of ['//ailleurs.example', 'https://ailleurs.example', '/\\ailleurs.example'].entries())
      await put(1, { key: `path/${i}`, path })
    expect(await mails.send('isep')).toEqual([])
  })

  test('a name of a person cannot become mark-up', async () => {
    await inside('isep', (query, { id }) =>
      putMail(
        query,
        id,
        {
          key: 'markup',
          kind: 'test.trial',
          to: 'p@exemple.fr',
          language: 'fr',
          data: { subject: 'x', path: '/', words: '<img src=x onerror=alert(1)>' },
        },
        NOW,
      ),
    )
    const [mail] = await mails.send('isep')
    expect(mail!.html).not.toContain('<img src=x')
  })
})

describe('once', () => {
  test('the same news is told once, and 250 leave in three requests', async () => {
    await put(250)
    await put(250)
    expect(await mails.send('isep')).toHaveLength(250)
    expect(mails.requests.map((request) => request.mails)).toEqual([100, 100, 50])
    expect(new Set(mails.requests.map(({ key }) => key)).size).toBe(3)
    await mails.send('isep')
    expect(mails.requests).toHaveLength(3)
  })

  test('what is due later waits', async () => {
    await put(1, { at: new Date(NOW.getTime() + 60_000) })
    expect(await mails.send('isep')).toEqual([])
    later(61)
    expect(await mails.send('isep')).toHaveLength(1)
  })

  test('two workers at once send each mail once', async () => {
    await put(120)
    mails.limit = 100
    await Promise.all([mails.send('isep'), mails.send('isep'), mails.send('isep')])
    expect(new Set(mails.mails.map(({ to }) => to)).size).toBe(120)
    expect(mails.mails).toHaveLength(120)
  })

  test('a worker that dies before sending leaves the batch to the next one', async () => {
    await put(2)
    await formBatch((await tenantOfSlug('isep'))!, NOW)
    expect(await mails.send('isep')).toEqual([])
    later(121)
    expect(await mails.send('isep')).toHaveLength(2)
    expect((await rows()).map(({ state }) => state)).toEqual(['sent', 'sent'])
  })

  test('an answer that is lost is asked for again under the same key: nobody is written to twice', async () => {
    await put(3)
    mails.faults.push({ kind: 'lost' })
    await mails.send('isep')
    expect((await rows()).map(({ state }) => state)).toEqual(['sending', 'sending', 'sending'])
    later(6)
    await mails.send('isep')
    expect(mails.mails).toHaveLength(3)
    expect(mails.requests.map(({ key }) => key)).toEqual([mails.requests[0]!.key, mails.requests[0]!.key])
    expect((await rows()).every(({ state, providerId }) => state === 'sent' && providerId)).toBe(true)
  })

  test('even where the association’s texts changed between the two', async () => {
    await put(1)
    mails.faults.push({ kind: 'lost' })
    await mails.send('isep')
    await apply({ ...tenantFile('isep'), name: 'Un autre nom' })
    later(6)
    await mails.send('isep')
    await apply('isep')
    expect(mails.mails).toHaveLength(1)
    expect((await rows())[0]!.state).toBe('sent')
  })

  test('a batch of unknown fate is not tried once its key may be forgotten', async () => {
    await put(1)
    mails.faults.push({ kind: 'lost' })
    await mails.send('isep')
    later(24 * 3600)
    await mails.send('isep')
    expect(mails.mails).toHaveLength(1)
    expect((await rows())[0]).toMatchObject({ state: 'failed', sealed: null })
  })
})

describe('refusals', () => {
  const tooFast = { kind: 'status', status: 429, name: 'rate_limit_exceeded' } as const

  test('too fast: not before Resend says', async () => {
    await put(1)
    mails.faults.push({ ...tooFast, headers: { 'retry-after': '40' } })
    await mails.send('isep')
    expect((await batches())[0]!.dueAt).toEqual(new Date(NOW.getTime() + 40_000))
    later(39)
    expect(await mails.send('isep')).toEqual([])
    later(41)
    expect(await mails.send('isep')).toHaveLength(1)
  })

  test('their fault: longer each time, and not for ever', async () => {
    await put(1)
    let seconds = 0
    const waits: number[] = []
    for (let i = 0; i < 12 && (i === 0 || (await batches()).length > 0); i++) {
      mails.faults.push({ kind: 'status', status: 500, name: 'internal_server_error' })
      later(seconds)
      await mails.send('isep')
      const [batch] = await batches()
      const due = batch ? Math.round((batch.dueAt.getTime() - NOW.getTime()) / 1000) : seconds
      if (batch) waits.push(due - seconds)
      seconds = due
      mails.faults.length = 0
    }
    expect(waits).toEqual([5, 15, 60, 300, 900, 3600, 10800])
    expect((await rows())[0]).toMatchObject({ state: 'failed', sealed: null })
    expect(mails.mails).toEqual([])
  })

  test('a request that is no good is not repeated', async () => {
    await put(1)
    mails.faults.push({ kind: 'status', status: 422, name: 'validation_error' })
    await mails.send('isep')
    expect((await rows())[0]!.state).toBe('failed')
  })

  test('a letter that nobody knows yet holds up no other, and gets more chances', async () => {
    await put(1, { key: 'a', kind: 'from.the.future' })
    await put(1, { key: 'b' })
    expect(await mails.send('isep')).toHaveLength(1)
    expect((await rows()).map(({ state }) => state)).toEqual(['waiting', 'sent'])
  })
})

test('the worker’s rounds find what no task was queued for', async () => {
  await beginRounds(ROUNDS.filter(({ task }) => task.name === 'mailing.send'))
  const queued = await queryAs<{ data: { tenantId: string } }>(
    database.url('app'),
    `SELECT data FROM pgboss.job WHERE name = 'mailing.send' AND state = 'created' AND start_after <= now()`,
  )
  expect(queued.map(({ data }) => data.tenantId)).toContain((await tenantOfSlug('isep'))!.id)
})
