/** What people are told of dues in several times (issue 4): letters before each debit, their copy of it all. */
import { afterEach, beforeAll, expect, test } from 'vitest'
import { now } from '#app/context/clock.ts'
import { copyRows } from '#app/features/rights/copy-rows.server.ts'
import { findSubject } from '#app/features/rights/subject.server.ts'
import { stripeSide } from '../factories/buyers.ts'
import { debit, instalmentSide, later, mailsOf, quiet } from '../factories/instalments.ts'
import { apply, inside, tenantFile } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { useStripe } from '../setup/stripe.ts'

useDatabase()
const stripe = useStripe()
let account: string
const { pay } = stripeSide(stripe, () => account)
const { begun } = instalmentSide(stripe, () => account, pay)

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
  expect(await mailsOf(member, 'payments.instalment-soon')).toBe(1)
  await later(6)
  await debit()
  expect(await mailsOf(member, 'payments.instalment-soon')).toBe(1)
  await later(25)
  await debit()
  expect(await mailsOf(member, 'payments.instalment-soon')).toBe(2)
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
