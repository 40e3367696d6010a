/**
 * Two hundred processes of the site killed (-9) between commit and answer of a webhook, a checkout, a refund: do the
 * books hold?
 */
import { stopAll, untilStopped } from '#app/cli/until-stopped.ts'
import { setEnvironment } from '#app/context/env.ts'
import { closeDatabase } from '#app/db/client.ts'
import { connectStripe } from '../factories/connect-stripe.ts'
import { playKills } from '../factories/kills.ts'
import { apply } from '../factories/world.ts'
import { stripeDouble } from '../outside/stripe.ts'
import { note, say } from './report.ts'
import { builtSite } from './site-process.ts'
import { asked, openServer, openShop } from './world.ts'

const KILLS = 200

untilStopped(async () => {
  const { variables, ownerUrl } = await openShop(await openServer(), 'bench_kills')
  await apply('isep')
  const account = await connectStripe('isep')
  const site = { ...variables, BUILD_DIRECTORY: builtSite(), LOG_LEVEL: 'silent' }
  const wanted = asked('kills') ?? KILLS
  note(`${wanted} processes, one after the other`)
  const given = { double: stripeDouble(), account, variables: site, ownerUrl }
  const { kills, byKind, books, stripe, faults } = await playKills(wanted, given, setEnvironment)
  const euros = (cents: number) => `${(cents / 100).toFixed(2)} €`
  const counts = Object.entries(byKind).map(([kind, count]) => `${kind} ${count}`)
  say({
    what: `books after ${kills} kills, less what Stripe’s double holds`,
    value: euros(books - stripe),
    goal: '0.00 €',
    met: books === stripe,
    detail: `${euros(stripe)}; ${counts.join(', ')}`,
  })
  say({
    what: 'sales, invoices, refunds or entries that are not as they should be',
    value: String(faults),
    goal: '0',
    met: faults === 0,
  })
  await closeDatabase()
  await stopAll(0)
})
