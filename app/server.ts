/**
 * Process entry: `server.ts web` answers browsers, `server.ts worker` does queued work. Everything of the application
 * comes out of the build's own modules, so a process has one pool, one cache, one log (entry.server.tsx, `house`).
 */
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ServerBuild } from '@remix-run/node'
import { moveClock } from '#app/context/clock.ts'
import { given } from '#app/context/env.ts'
import type { Entry } from '#app/server/answer.ts'
import { followClock } from '#app/server/demo-clock.ts'
import { lastWords } from '#app/server/last-words.ts'
import { keepHeapSmall } from '#app/server/small-heap.ts'
import { closeWeb, makeWeb } from '#app/server/web.ts'

/** Milliseconds that requests and tasks have to finish once the process is asked to stop. */
const DRAIN = 10_000

keepHeapSmall(process.argv[2] === 'worker' ? 'work' : 'pages')

async function loadBuild(): Promise<{ build: ServerBuild; assets: string }> {
  const folder = resolve(given('BUILD_DIRECTORY') ?? 'build')
  const build = (await import(pathToFileURL(resolve(folder, 'server', 'index.js')).href)) as ServerBuild
  return { build, assets: resolve(folder, 'client') }
}

/** Runs `stop` once, on the first wish: a signal, or the end of the process that started this one. */
function onStop(stop: () => Promise<void>): void {
  let asked = false
  const once = () => {
    if (asked) return
    asked = true
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.on(signal, once)
}

async function serveWeb({ build, assets }: { build: ServerBuild; assets: string }, house: Entry['house']) {
  const server = makeWeb({ load: async () => build, assets, mode: 'production' })
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(house.env().PORT, done)
  })
  house.log().info({ port: (server.address() as { port: number }).port }, 'web is ready')
  onStop(async () => {
    house.endLines()
    await closeWeb(server, DRAIN)
    await house.closeDatabase()
  })
}

async function work(house: Entry['house']) {
  const worker = await house.startWorker()
  house.log().info('worker is ready')
  onStop(async () => {
    await worker.stop(DRAIN)
    await house.closeDatabase()
  })
}

async function boot(kind: string | undefined) {
  const loaded = await loadBuild()
  const { house } = loaded.build.entry.module as unknown as Entry
  const { log, troubleOf, env } = house
  const isHarmless = (error: unknown) => troubleOf(error) === 'away'
  // Rejections that nobody hears come here as well (Node: --unhandled-rejections=throw, the default).
  process.on('uncaughtException', lastWords({ log: log(), isHarmless, end: (status) => process.exit(status) }))
  const { DATABASE_URL, DATABASE_MAX } = env()
  // Without the platform's role: only commands work across associations.
  // A visitor waits less for a connection than work does, which nobody watches.
  house.openDatabase({ appUrl: DATABASE_URL, max: DATABASE_MAX, wait: kind === 'worker' ? 10_000 : 4_000 })
  const currentUser = await house.checkDatabaseRole()
  if (kind !== 'worker') house.warnOfUnsetProxies()
  house.log().info({ process: kind, current_user: currentUser }, 'started')
  if (kind === 'worker') await work(house)
  else await serveWeb(loaded, house)
  if (env().DEMO) followClock(process, moveClock)
  process.send?.('ready')
}

boot(process.argv[2] ?? 'web').catch((error: Error) => {
  console.error(`Not started. ${error.message}`)
  process.exit(1)
})
