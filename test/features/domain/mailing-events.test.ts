/** What Resend tells: signed, once each, in any order; addresses in error give way to the next (I4). */
import fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import { mailAddressOf, markInvalidAddress } from '#app/domain/people/email-addresses.server.ts'
import { mergePeople, unmergePeople } from '#app/domain/people/merge-people.server.ts'
import { editPeople } from '#app/domain/people/write-people.server.ts'
import { personSeat } from '../../factories/seats.ts'
import { trialLetter } from '../../factories/trial-letter.tsx'
import { twice } from '../../factories/twice.ts'
import { addPeople, apply, inside, TRACE } from '../../factories/world.ts'
import { type SignedEvent, signEvent, WEBHOOK_SECRET } from '../../outside/resend-events.ts'
import type { AcceptedMail } from '../../outside/resend-mails.ts'
import { useDatabase } from '../../setup/database.ts'
import { useLetters, useMails } from '../../setup/mails.ts'
import { request } from '../../setup/site.ts'

useDatabase()
const mails = useMails()
let personId = ''
let count = 0

useLetters(trialLetter, { ...trialLetter, kind: 'test.news', follows: true })
beforeAll(async () => {
  await apply('isep', 'supmeca')
})

beforeEach(async () => {
  const n = ++count
  const values = { firstName: 'Zoé', lastName: `Rejetée${n}`, promotion: 2001 }
  const addresses = { primaryEmail: `zoe${n}@exemple.fr`, workEmail: `zoe${n}@travail.example` }
  const [person] = await addPeople('supmeca', [{ values: { ...values, ...addresses } }])
  personId = person!.id
})

async function sent(listId?: string): Promise<AcceptedMail> {
  await inside('supmeca', async (query, { id }) => {
    const to = (await mailAddressOf(query, id, personId))!
    const mail = {
      key: `k/${++count}`,
      kind: 'test.trial',
      to,
      language: 'fr',
      data: { subject: 'x', path: '/' },
    } as const
    await putMail(query, id, { ...mail, personId, listId }, new Date(Date.now() - 1000))
  })
  return (await mails.send('supmeca')).at(-1)!
}

const hear = ({ body, headers }: SignedEvent, host = 'supmeca.localhost') =>
  request(host, '/webhooks/resend', { method: 'POST', headers, text: body, origin: null })

const stateOf = (mail: AcceptedMail) =>
  inside('supmeca', async (query, { id }) => {
    const [row] = await query<{ state: string }>(
      sql`SELECT "state" FROM "mail" WHERE "tenantId" = ${id} AND "id" = ${mail.tags.mail}`,
    )
    return row?.state
  })

const person = () =>
  inside('supmeca', async (query, { id }) => {
    const [row] = await query<{ invalidEmail: boolean | null }>(
      sql`SELECT "invalidEmail" FROM "person" WHERE "tenantId" = ${id} AND "id" = ${personId}`,
    )
    return { ...row, address: await mailAddressOf(query, id, personId) }
  })

describe('who may say so', () => {
  test.each<[string, (event: SignedEvent) => SignedEvent]>([
    ['no signature', ({ body }) => ({ body, headers: { 'Content-Type': 'application/json' } })],
    ['another body', ({ body, headers }) => ({ body: body.replace('complained', 'delivered'), headers })],
    ['another key', ({ body }) => signEvent(JSON.parse(body), `whsec_${Buffer.from('another').toString('base64')}`)],
    ['301 seconds old', ({ body }) => signEvent(JSON.parse(body), WEBHOOK_SECRET, new Date(Date.now() - 301_000))],
    ['from the future', ({ body }) => signEvent(JSON.parse(body), WEBHOOK_SECRET, new Date(Date.now() + 302_000))],
    ['another id', ({ body, headers }) => ({ body, headers: { ...headers, 'svix-id': 'msg_other' } })],
  ])('%s: nothing changes', async (_, forge) => {
    const mail = await sent()
    const answer = await hear(forge(mails.event(mail, 'email.complained')))
    expect(answer.status).toBe(401)
    expect(await stateOf(mail)).toBe('sent')
  })

  test('an event of another association’s mail, or of nobody’s, changes nothing here', async () => {
    const mail = await sent()
    const named = [
      { tenant: 'isep', mail: mail.tags.mail! },
      { tenant: 'personne', mail: mail.tags.mail! },
    ]
    for (const tags of [...named, {}]) {
      const answer = await hear(mails.event({ ...mail, tags }, 'email.bounced'))
      expect(answer.status).toBe(204)
    }
    expect(await stateOf(mail)).toBe('sent')
  })

  test('it is heard on any association’s host, and nothing is to be read there', async () => {
    const mail = await sent()
    expect((await hear(mails.event(mail, 'email.delivered'), 'isep.localhost')).status).toBe(204)
    expect(await stateOf(mail)).toBe('delivered')
    expect((await request('isep.localhost', '/webhooks/resend')).status).toBe(404)
  })
})

test('in any order and however often, the end is the same', async () => {
  const kinds = ['email.sent', 'email.delivery_delayed', 'email.delivered', 'email.complained'] as const
  const orders = fc.shuffledSubarray([...kinds, ...kinds], { minLength: 8, maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(orders, async (order) => {
      const mail = await sent()
      const signed = new Map(kinds.map((kind) => [kind, mails.event(mail, kind)]))
      for (const kind of order) expect((await hear(signed.get(kind)!)).status).toBe(204)
      expect(await stateOf(mail)).toBe('complained')
    }),
    { numRuns: 6 },
  )
})

test('an event that comes before our own mark stands', async () => {
  mails.faults.push({ kind: 'lost' })
  await inside('supmeca', (query, { id }) =>
    putMail(
      query,
      id,
      {
        key: `early/${count}`,
        kind: 'test.trial',
        to: 'tot@exemple.fr',
        language: 'fr',
        data: { subject: 'x', path: '/' },
      },
      new Date(Date.now() - 1000),
    ),
  )
  await mails.send('supmeca')
  const mail = mails.mails.at(-1)!
  await hear(mails.event(mail, 'email.delivered'))
  await inside('supmeca', (query, { id }) =>
    query(sql`UPDATE "mail_batch" SET "dueAt" = now() - interval '1 s', "leaseUntil" = NULL WHERE "tenantId" = ${id}`),
  )
  await mails.send('supmeca')
  expect(await stateOf(mail)).toBe('delivered')
})

describe('an address that fails', () => {
  test('twice is in error, and the next mail goes to another by itself', async () => {
    const first = await sent()
    await hear(mails.event(first, 'email.bounced'))
    expect(await person()).toMatchObject({ address: first.to })
    const second = await sent()
    const bounce = mails.event(second, 'email.bounced')
    await hear(bounce)
    await hear(bounce)
    expect(await person()).toEqual({ invalidEmail: true, address: expect.stringContaining('@travail.example') })
    expect((await sent()).to).toContain('@travail.example')
  })

  test('while a mail waits: a list’s goes to the next one, what is owed only to a proven one, a proof nowhere else', async () => {
    const { address } = await person()
    const put = (kind: string, listId?: string) =>
      inside('supmeca', (query, { id }) => {
        const data = { subject: kind, path: '/' }
        const mail = { key: `w/${++count}`, kind, to: address!, language: 'fr', data, personId, listId } as const
        return putMail(query, id, mail, new Date(Date.now() - 1000))
      })
    await put('test.trial', 'newsletter')
    await put('test.trial')
    await put('test.news')
    await inside('supmeca', (query, scope) => markInvalidAddress(query, scope, address!, new Date()))
    const to = (await mails.send('supmeca')).map((mail) => [
      mail.subject,
      mail.headers['List-Unsubscribe'] !== undefined,
      mail.to,
    ])
    expect(to).toContainEqual(['test.trial', true, expect.stringContaining('@travail.example')])
    expect(to).toContainEqual(['test.trial', false, address])
    expect(to).toContainEqual(['test.news', false, address])
    await inside('supmeca', (query, { id }) =>
      query(sql`UPDATE "person_email" SET "verifiedAt" = now() WHERE "tenantId" = ${id} AND "personId" = ${personId}`),
    )
    await put('test.news')
    await put('test.trial')
    const then = (await mails.send('supmeca')).slice(-2).map((mail) => [mail.subject, mail.to])
    expect(then).toContainEqual(['test.news', expect.stringContaining('@travail.example')])
    expect(then).toContainEqual(['test.trial', address])
  })

  test('once is forgiven when something arrives after', async () => {
    await hear(mails.event(await sent(), 'email.bounced'))
    await hear(mails.event(await sent(), 'email.delivered'))
    await hear(mails.event(await sent(), 'email.suppressed'))
    expect((await person()).address).toContain('@exemple.fr')
  })

  test('twice for a while is not in error', async () => {
    const transient = { bounce: { type: 'Transient', subType: 'MailboxFull', message: 'full' } }
    for (let i = 0; i < 2; i++) await hear(mails.event(await sent(), 'email.bounced', transient))
    expect((await person()).address).toContain('@exemple.fr')
  })
})

test('who calls a list unwanted is taken off it', async () => {
  const mail = await sent('newsletter')
  await hear(mails.event(mail, 'email.complained'))
  const rows = await inside('supmeca', (query, { id }) =>
    query(
      sql`SELECT "listId", "on", "source" FROM "list_choice" WHERE "tenantId" = ${id} AND "personId" = ${personId}`,
    ),
  )
  expect(rows).toEqual([{ listId: 'newsletter', on: false, source: 'complaint' }])
})

describe('an address whose person changed meanwhile', () => {
  const put = (to: string, whose: string, listId?: string) =>
    inside('supmeca', (query, { id }) => {
      const mail = {
        key: `m/${++count}`,
        kind: 'test.trial',
        to,
        language: 'fr',
        data: { subject: 'x', path: '/' },
      } as const
      return putMail(query, id, { ...mail, personId: whose, listId }, new Date(Date.now() - 1000))
    })
  const last = async () => (await mails.send('supmeca')).at(-1)!
  const rowsOf = (whose: string) =>
    inside('supmeca', (query, { id }) =>
      query<{ address: string; invalid: boolean }>(sql`SELECT "address", "invalid" FROM "person_email"
        WHERE "tenantId" = ${id} AND "personId" = ${whose} ORDER BY "address"`),
    )
  const merge = (keptId: string, goneId: string) =>
    inside('supmeca', (query, scope) => mergePeople(query, scope, { keptId, goneId, picks: new Set() }, TRACE))

  test('never proven: that row is in error, the account keeps its own address and is not told so', async () => {
    const seat = await personSeat('supmeca', personId, { passwordHash: 'x' })
    const { address: before } = (await rowsOf(personId))[0]!
    const typed = `jamais.prouvee${count}@exemple.fr`
    await inside('supmeca', (query, scope) =>
      editPeople({ query, tenant: scope }, [personId], TRACE, ({ emails }) => {
        for (const email of emails)
          if (email.address === before) Object.assign(email, { address: typed, verifiedAt: null })
      }),
    )
    for (let i = 0; i < 2; i++) {
      await put(typed, personId)
      await hear(mails.event(await last(), 'email.bounced'))
    }
    expect(await rowsOf(personId)).toContainEqual({ address: typed, invalid: true })
    expect((await person()).address).toContain('@travail.example')
    const [account] = await inside('supmeca', (query, { id }) =>
      query(sql`SELECT "email", "emailInvalid" FROM "account" WHERE "tenantId" = ${id} AND "id" = ${seat.accountId}`),
    )
    expect(account).toMatchObject({ emailInvalid: false })
    expect((account as { email: string | null }).email).not.toBe(typed)
  })

  test('moved by a merge: what was sent before ends at the kept record, whose own address stands', async () => {
    const { kept, gone } = await twice()
    const { address: own } = (await rowsOf(kept.id))[0]!
    const { address: moved } = (await rowsOf(gone.id))[0]!
    await put(moved, gone.id, 'newsletter')
    const first = await last()
    await put(moved, gone.id)
    const second = await last()
    expect(await merge(kept.id, gone.id)).toBeDefined()
    // A complaint about a letter to the record that is gone takes the kept one off the list.
    await hear(mails.event(first, 'email.bounced'))
    await hear(mails.event(second, 'email.suppressed'))
    await hear(mails.event(first, 'email.complained'))
    expect(await rowsOf(kept.id)).toEqual(
      [
        { address: own, invalid: false },
        { address: moved, invalid: true },
      ].sort((a, b) => (a.address < b.address ? -1 : 1)),
    )
    const choices = await inside('supmeca', (query, { id }) =>
      query(sql`SELECT "personId", "listId", "on" FROM "list_choice" WHERE "tenantId" = ${id}
        AND "personId" IN (${kept.id}, ${gone.id})`),
    )
    expect(choices).toEqual([{ personId: kept.id, listId: 'newsletter', on: false }])
  })

  test('taken apart again: what bounces is the record’s that has the address now', async () => {
    const { kept, gone } = await twice()
    const { address: moved } = (await rowsOf(gone.id))[0]!
    const id = (await merge(kept.id, gone.id))!
    for (let i = 0; i < 2; i++) await put(moved, kept.id)
    const two = (await mails.send('supmeca')).slice(-2)
    expect(await inside('supmeca', (query, scope) => unmergePeople(query, scope, id, TRACE))).toBeDefined()
    for (const mail of two) await hear(mails.event(mail, 'email.bounced'))
    expect(await rowsOf(gone.id)).toEqual([{ address: moved, invalid: true }])
    expect((await rowsOf(kept.id)).every(({ invalid }) => !invalid)).toBe(true)
  })
})
