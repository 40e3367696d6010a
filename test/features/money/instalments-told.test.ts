/** What people are told of dues in several times: letters before each debit, their copy of it all. */
import { afterEach, beforeAll, expect, test } from 'vitest'
import '#app/announced.ts'
import { now } from '#app/context/clock.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { copyRows } from '#app/domain/data-rights/copy-rows.server.ts'
import { findSubject } from '#app/domain/data-rights/subject.server.ts'
import { letterOf } from '#app/domain/mail/letter.ts'
import { writeLetter } from '#app/domain/mail/write-letter.tsx'
import { stripeSide } from '../../factories/buyers.ts'
import { mailsOf as countOf, debit, instalmentSide, later, quiet } from '../../factories/instalments.ts'
import { mailsOf } from '../../factories/outbox.ts'
import { apply, inside, tenantFile } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { useStripe } from '../../setup/stripe.ts'

useDatabase()
const stripe = useStripe()
let account: string
const { pay } = stripeSide(stripe, () => account)
const { begun, refuses } = instalmentSide(stripe, () => account, pay)

beforeAll(async () => {
  await apply(tenantFile('isep'))
  account = await stripe.connect('isep')
  stripe.now = now
})
afterEach(() => quiet(stripe))

test('a letter leaves some days before each debit, once', async () => {
  const { member } = await begun()
  await later(27)
  await debit()
  await debit()
  expect(await countOf(member, 'payments.instalment-soon')).toBe(1)
  await later(6)
  await debit()
  expect(await countOf(member, 'payments.instalment-soon')).toBe(1)
  await later(25)
  await debit()
  expect(await countOf(member, 'payments.instalment-soon')).toBe(2)
})

test('the copy of one’s data has the plan and its payments', async () => {
  const { member } = await begun()
  const rows = await inside('isep', async (query, { id }) => {
    const subject = await findSubject(query, id, { personId: member.personId, organisationId: null, accountId: null })
    return copyRows(query, subject)
  })
  expect(rows.instalment_plan).toMatchObject([{ state: 'active', totalCents: 8000 }])
  expect(rows.instalment).toMatchObject([
    { number: 1, cents: 2667, state: 'paid' },
    { number: 2 },
    { number: 3, cents: 2666 },
  ])
})

test('letters say which payment, how much, when, and what follows, in either language', async () => {
  const { member } = await begun()
  await later(27)
  await debit()
  await refuses(member, true)
  for (const days of [5, 5, 5, 5]) {
    await later(days)
    await debit()
  }
  const tenant = (await tenantOfSlug('isep'))!
  const write = async (language: 'fr' | 'en') => {
    const waiting = (await mailsOf('isep')).filter(
      ({ kind, data }) => kind.startsWith('payments.instalment-') && data.number === 2,
    )
    const mine = waiting.slice(-5)
    return Promise.all(
      mine.map(async ({ id, to, kind, data }) => {
        const envelope = { id, to, language, personId: member.personId, listId: null }
        return (await writeLetter(tenant, (await letterOf(kind))!, data, envelope)).text.replace(/\s/g, ' ')
      }),
    )
  }
  const [soon, refused, , , last] = await write('fr')
  expect(soon).toMatch(
    /L’échéance 2\/3 de votre cotisation, 26,67 €, sera débitée le \d+(?:er)? \S+ \d{4} \(carte bancaire\)/,
  )
  expect(refused).toMatch(/Nous réessayons le \d+(?:er)? \S+ \d{4}/)
  expect(last).toMatch(/votre adhésion est fermée.* 53,33 €, est payé/)
  const english = await write('en')
  expect(english[0]).toMatch(/Instalment 2\/3 of your dues, €26\.67, will be debited on/)
  expect(english[4]).toMatch(/€53\.33, is paid/)
})
