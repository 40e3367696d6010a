/** Once per run of browser tests: the demo as `npm run demo` starts it, on a server and a port of its own. */
import { type ChildProcess, fork } from 'node:child_process'
import type { TestProject } from 'vitest/node'
import { buildForTests } from '#app/cli/build-site.ts'
import { createDatabase, migrate, variablesFor } from '#app/cli/database.ts'
import { startDoubles } from '#app/cli/start-doubles.ts'
import { childEnvironment, setEnvironment } from '#app/context/env.ts'
import { countTables } from '#app/db/count-tables.ts'
import { freePort } from '#app/db/embedded.ts'
import { startScratchServer } from './scratch-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the demo under test: pages are at `http://<slug>.localhost:<sitePort>`. */
    sitePort: number
    /** Of its database, as the owner: for tests that change what pages read. */
    siteDatabaseUrl: string
  }
}

/** Resolves when the process says that it is ready. */
function start(kind: 'web' | 'worker', variables: Record<string, string>): Promise<ChildProcess> {
  const child = fork('app/server.ts', [kind], {
    env: childEnvironment(variables),
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  return new Promise((ready, fail) => {
    child.once('message', () => ready(child))
    child.once('exit', (code) => fail(new Error(`the ${kind} process ended with status ${code}`)))
  })
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve()
  return new Promise((done) => {
    child.once('exit', () => done())
    child.kill('SIGTERM')
  })
}

async function seeded(variables: Record<string, string>): Promise<void> {
  setEnvironment(variables)
  const { seedDemo } = await import('../../prisma/seed.ts')
  await seedDemo({ appUrl: variables.DATABASE_URL!, platformUrl: variables.DATABASE_PLATFORM_URL!, reset: false })
  await countTables(variables.DATABASE_OWNER_URL!)
}

export default async function setUp({ provide }: TestProject) {
  const { server, end } = await startScratchServer()
  const children: ChildProcess[] = []
  const tearDown = async () => {
    await Promise.all(children.map(stop))
    await end()
  }
  try {
    await createDatabase(server, 'alumni')
    await migrate(server.url('owner', 'alumni'))
    const port = await freePort()
    const build = { BUILD_DIRECTORY: buildForTests(), NODE_ENV: 'production', DEMO: '1' }
    const variables = { ...variablesFor(server), ...build, PORT: String(port) }
    await seeded(variables)
    const doubles = await startDoubles(variables)
    children.push(doubles.child)
    Object.assign(variables, doubles.variables)
    for (const kind of ['web', 'worker'] as const) children.push(await start(kind, variables))
    provide('sitePort', port)
    provide('siteDatabaseUrl', server.url('owner', 'alumni'))
  } catch (error) {
    await tearDown()
    throw error
  }
  return tearDown
}
