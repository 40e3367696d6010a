/** How fast synthetic people come in (`npm run people`); makes the databases that other benches use. */
import { stopAll, untilStopped } from '#app/cli/until-stopped.ts'
import { say } from './report.ts'
import { isFull, openWorld } from './world.ts'

untilStopped(async () => {
  const { small, big } = await openWorld(isFull())
  for (const { total, perSecond } of [small, big])
    say({ what: `npm run people, ${total} people in all`, value: `${perSecond}/s`, detail: 'as when they were made' })
  await stopAll(0)
})
