/**
 * The demo's third parties in one small process: the doubles that tests use in process, behind a port of this machine.
 * Takes nothing from outside it, and does not start without `DEMO=1`. A double is one line of `DOUBLES`.
 */
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { moveClock, now } from '#app/context/clock.ts'
import { env, given } from '#app/context/env.ts'
import { askToMove } from '#app/server/demo-clock.ts'
import { clockDouble } from '../../test/outside/clock.ts'
import type { Double, DoubleOptions } from '../../test/outside/double.ts'
import { resendDouble } from '../../test/outside/resend.ts'
import { serveDoubles } from '../../test/outside/serve.ts'
import { stripeDouble } from '../../test/outside/stripe.ts'

const DOUBLES: readonly ((options: DoubleOptions) => Double)[] = [resendDouble, stripeDouble, clockDouble]

/** Posts to the site as a third party does: from this machine, to the host that the path's association answers on. */
function poster(): NonNullable<DoubleOptions['post']> {
  return (path, body, headers) => {
    const sent = request({
      host: '127.0.0.1',
      port: env().PORT,
      path,
      method: 'POST',
      headers: { ...headers, Host: `${given('DEMO_HOST')}:${env().PORT}`, 'Content-Length': Buffer.byteLength(body) },
    })
    // A site that is being stopped hears nothing more.
    sent.on('error', () => {})
    sent.on('response', (answer) => answer.resume())
    sent.end(body)
  }
}

function serve(): void {
  if (!env().DEMO) throw new Error('doubles of third parties are for the demo alone (DEMO=1)')
  const post = poster()
  // The site first: who asked sees a page of the new time.
  const move = async (to: Date | undefined) => {
    await askToMove(process, to)
    moveClock(to)
  }
  const doubles = DOUBLES.map((make) => make({ post, now, moveClock: move }))
  const server = serveDoubles(doubles)
  server.listen(0, '127.0.0.1', () => {
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const variables = Object.assign({ DOUBLES_URL: address }, ...doubles.map((double) => double.variables(address)))
    process.send?.(variables)
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.on(signal, () => process.exit(0))
}

serve()
