/** B21: addresses that fail repair themselves, are told of where their person reads it, and clear when mail arrives. */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { failingLetter } from '#app/domain/mail/changes.email.tsx'
import type { Letter } from '#app/domain/mail/letter.ts'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import { text } from '../../factories/groups.ts'
import { personSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { trialLetter } from '../../factories/trial-letter.tsx'
import { addPeople, apply, inside, tenantFile } from '../../factories/world.ts'
import type { AcceptedMail } from '../../outside/resend-mails.ts'
import { useDatabase } from '../../setup/database.ts'
import { useLetters, useMails } from '../../setup/mails.ts'
import { request } from '../../setup/site.ts'

useDatabase()
const mails = useMails()
let count = 0
let personId = ''
let manager: Seat
const first = () => `premiere${count}@exemple.fr`
const second = () => `seconde${count}@exemple.fr`

useLetters(trialLetter, failingLetter as unknown as Letter)
beforeAll(async () => {
  await apply(tenantFile('supmeca'))
  manager = await staffSeat('supmeca', 'manager')
})

beforeEach(async () => {
  count++
  const values = { firstName: 'Léa', lastName: `Réparée${count}`, promotion: 2001, primaryEmail: first() }
  const [person] = await addPeople('supmeca', [{ values: { ...values, secondaryEmail: second() } }])
  personId = person!.id
})

const prove = (address: string) =>
  inside('supmeca', (query, { id }) =>
    query(sql`UPDATE "person_email" SET "verifiedAt" = now() WHERE "tenantId" = ${id} AND "address" = ${address}`),
  )

/** Sends one mail to an address. @param days how long ago it was written */
async function sent(to: string, days = 0): Promise<AcceptedMail> {
  const at = new Date(Date.now() - 1000 - days * 86_400_000)
  await inside('supmeca', async (query, { id }) => {
    const mail = { key: `r/${count}/${Math.random()}`, kind: 'test.trial', to, language: 'fr' as const, personId }
    await putMail(query, id, { ...mail, data: { subject: 'x', path: '/' } }, at)
  })
  return (await mails.send('supmeca')).findLast((mail) => mail.to === to)!
}

const back = async (mail: AcceptedMail, message: string, type = 'Permanent') => {
  const { body, headers } = mails.event(mail, 'email.bounced', { bounce: { type, subType: 'General', message } })
  for (let times = 0; times < 2; times++)
    await request('supmeca.localhost', '/webhooks/resend', { method: 'POST', headers, text: body, origin: null })
}
const arrives = async (mail: AcceptedMail) => {
  const { body, headers } = mails.event(mail, 'email.delivered')
  await request('supmeca.localhost', '/webhooks/resend', { method: 'POST', headers, text: body, origin: null })
}
const invalid = async (address: string) =>
  (
    await inside('supmeca', (query, { id }) =>
      query<{ invalid: boolean }>(sql`SELECT "invalid" FROM "person_email" WHERE "tenantId" = ${id}
        AND "address" = ${address}`),
    )
  )[0]!.invalid
const told = async () => (await mails.send('supmeca')).filter(({ subject }) => subject.includes('ne répond plus'))

describe('a mailbox that is not there', () => {
  test('gives way at once to the next proven address, where its person is told, once; the staff read both', async () => {
    await prove(second())
    await back(await sent(first()), '550 5.1.1 user unknown')
    expect([await invalid(first()), await invalid(second())]).toEqual([true, false])
    const [mail, more] = await told()
    expect([mail!.to, mail!.text.includes(first()), more]).toEqual([second(), true, undefined])
    const list = async (state: string) =>
      (await text(manager, `/admin/membres?etat=${state}`)).includes(`Réparée${count}`)
    expect([await list('email-remplace'), await list('email-sans-recours')]).toEqual([true, false])
    const events = await inside('supmeca', (query, { id }) =>
      query(sql`SELECT "action", "detail" FROM "audit_event" WHERE "tenantId" = ${id} AND "subjectId" = ${personId}
        AND "action" LIKE 'email.%'`),
    )
    expect(events).toEqual([{ action: 'email.failed', detail: { repaired: true } }])
  })

  test('without a proven one nothing is written anywhere, and the staff find whom to ask', async () => {
    await back(await sent(first()), '554 5.5.0 no such user')
    await back(await sent(second()), '554 5.5.0 no such user')
    expect(await told()).toEqual([])
    expect(await text(manager, '/admin/membres?etat=email-sans-recours')).toContain(`Réparée${count}`)
  })
})

describe('closed leak: a failing address is told of to nobody who is gone', () => {
  const account = async (state: 'closed' | 'open') => {
    const { accountId } = await personSeat('supmeca', personId)
    const at = state === 'closed' ? new Date() : null
    await inside('supmeca', (query, { id }) =>
      query(
        sql`UPDATE "account" SET "disabledAt" = ${at}::timestamptz WHERE "tenantId" = ${id} AND "id" = ${accountId}`,
      ),
    )
  }
  const dies = () =>
    inside('supmeca', (query, { id }) =>
      query(sql`UPDATE "person" SET "status" = 'Décédé' WHERE "tenantId" = ${id} AND "id" = ${personId}`),
    )
  test.each([
    ['closed', () => account('closed'), false],
    ['dead', dies, false],
    ['there', () => account('open'), true],
  ] as const)('%s: the address is marked and the audit says so', async (_, become, isTold) => {
    await prove(second())
    const mail = await sent(first())
    await become()
    await back(mail, '550 5.1.1 user unknown')
    expect(await invalid(first())).toBe(true)
    expect((await told()).map(({ to }) => to)).toEqual(isTold ? [second()] : [])
    const events = await inside('supmeca', (query, { id }) =>
      query(sql`SELECT "detail" FROM "audit_event" WHERE "tenantId" = ${id} AND "subjectId" = ${personId}
        AND "action" = 'email.failed'`),
    )
    expect(events).toEqual([{ detail: { repaired: isTold } }])
  })
})

describe('what is not for good', () => {
  test('a policy against us switches nobody, however often', async () => {
    for (let i = 0; i < 4; i++) await back(await sent(first()), '550 5.7.26 unauthenticated')
    expect(await invalid(first())).toBe(false)
  })

  test('soft: the third of the last five within thirty days; older ones count no more, a success begins anew', async () => {
    for (const days of [40, 35, 1]) await back(await sent(first(), days), '452 4.2.2 full', 'Transient')
    expect(await invalid(first())).toBe(false)
    await back(await sent(first()), '452 4.2.2 full', 'Transient')
    await arrives(await sent(first()))
    for (let i = 0; i < 2; i++) await back(await sent(first()), '452 4.2.2 full', 'Transient')
    expect(await invalid(first())).toBe(false)
    await back(await sent(first()), '452 4.2.2 full', 'Transient')
    expect(await invalid(first())).toBe(true)
  })

  test('what arrives, as a code to sign in, clears the address; a mail from before its failing does not', async () => {
    await prove(second())
    const early = await sent(first())
    await back(await sent(first()), '550 5.1.1 user unknown')
    await arrives(early)
    expect(await invalid(first())).toBe(true)
    await arrives(await sent(first()))
    expect(await invalid(first())).toBe(false)
  })

  test('mails to the association’s own domain say nothing of anybody’s mailbox', async () => {
    const { domain } = tenantFile('supmeca').lifetimeMail!
    await inside('supmeca', (query, { id }) =>
      query(sql`UPDATE "person_email" SET "address" = ${`lea${count}@${domain}`}, "folded" = ${`lea${count}@${domain}`}
        WHERE "tenantId" = ${id} AND "address" = ${first()}`),
    )
    await back(await sent(`lea${count}@${domain}`), '550 5.1.1 user unknown')
    expect(await invalid(`lea${count}@${domain}`)).toBe(false)
  })
})
