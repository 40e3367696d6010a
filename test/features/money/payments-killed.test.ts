/**
 * Processes killed between commit and answer: the books equal the double's own sum (the bench `kills` does two
 * hundred).
 */
import { expect, test } from 'vitest'
import { setEnvironment } from '#app/context/env.ts'
import { connectStripe } from '../../factories/connect-stripe.ts'
import { playKills } from '../../factories/kills.ts'
import { apply } from '../../factories/world.ts'
import { stripeDouble } from '../../outside/stripe.ts'
import { useDatabase, variablesOf } from '../../setup/database.ts'

const database = useDatabase()

test('ten processes killed, in a webhook, a checkout, a refund', async () => {
  await apply('isep')
  const account = await connectStripe('isep')
  const variables = variablesOf(new URL(database.url('app')).pathname.slice(1))
  const given = { double: stripeDouble(), account, variables, ownerUrl: database.url('owner') }
  const { kills, books, stripe, faults } = await playKills(10, given, setEnvironment)
  expect(kills).toBe(10)
  expect(faults).toBe(0)
  expect(books).toBe(stripe)
  expect(stripe).toBe(10 * 9_000 - 4 * 3_000)
}, 240_000)
