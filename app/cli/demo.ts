/**
 * `npm run demo [-- --reset]`: the whole product on this machine, in production mode, with the demo associations.
 * Keeps its data in `.data`; Ctrl-C stops all of it.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { childEnvironment, given, setEnvironment } from '#app/context/env.ts'
import { countTables } from '#app/db/count-tables.ts'
import { relayClock } from '#app/server/demo-clock.ts'
import { buildInto } from './build-site.ts'
import { DATA, prepareEmbedded } from './database.ts'
import { startDoubles } from './start-doubles.ts'
import { stopAll, stopLater, untilStopped } from './until-stopped.ts'
import { watchChild } from './watch-child.ts'
import { WEB_FLAGS } from './web-flags.ts'

interface DemoAccount {
  tenant: string
  role: string
  door: string
  login: string
  password: string
}

const LOG = join(DATA, 'demo.log')

/**
 * Starts a process of the site, ready when it answers. One that ends unasked ends the demo: a dead site is no demo.
 */
function startProcess(
  kind: 'web' | 'worker',
  variables: Record<string, string>,
): { child: ChildProcess; ready: Promise<void> } {
  const log = openSync(LOG, 'a')
  const child = fork('app/server.ts', [kind], {
    env: childEnvironment(variables),
    execArgv: [...(kind === 'web' ? WEB_FLAGS : []), '--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', log, log, 'ipc'],
  })
  const watched = watchChild(child, (how) => {
    console.error(`The ${kind} process ${how}; ${LOG} says why:\n${readFileSync(LOG, 'utf8').slice(-1500)}`)
    stopAll(1)
  })
  stopLater(() => watched.stop())
  return { child, ready: watched.ready }
}

function printWelcome(port: number): void {
  const file = join('tenants', 'demo-accounts.json')
  const accounts: DemoAccount[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []
  const at = (host: string) => `http://${host}:${port}/`
  const lines = [`\nThe product     ${at('localhost')}`, `The operator    ${at('admin.localhost')}`]
  lines.push(`Mails           ${at('localhost')}demo/mails`, `Clock           ${at('localhost')}demo/clock`)
  for (const tenant of new Set(accounts.map((account) => account.tenant))) {
    lines.push(`\n${tenant.padEnd(15)} ${at(`${tenant}.localhost`)}`)
    for (const { role, door, login, password } of accounts.filter((account) => account.tenant === tenant))
      lines.push(`  ${role.padEnd(17)} ${login.padEnd(38)} ${password}${door === 'people' ? '' : `   (${door})`}`)
  }
  console.log(`${lines.join('\n')}\n\nLog: ${LOG}. Ctrl-C stops everything.`)
}

untilStopped(async () => {
  const reset = process.argv.includes('--reset')
  mkdirSync(DATA, { recursive: true })
  if (reset) rmSync(join(DATA, 'files'), { recursive: true, force: true })
  console.log('Building what changed …')
  buildInto('build')
  console.log('Starting the database …')
  const { variables } = await prepareEmbedded((server) => stopLater(() => server.stop()), reset)
  const port = Number(given('PORT') ?? 3000)
  const all: Record<string, string> = {
    ...variables,
    NODE_ENV: 'production',
    DEMO: '1',
    BUILD_DIRECTORY: 'build',
    PORT: String(port),
  }
  setEnvironment(all)
  const { seedDemo } = await import('../../prisma/seed.ts')
  await seedDemo({ appUrl: all.DATABASE_URL!, platformUrl: all.DATABASE_PLATFORM_URL!, reset })
  await countTables(all.DATABASE_OWNER_URL!)
  const doubles = await startDoubles(all)
  const watched = watchChild(doubles.child, (how) => {
    console.error(`The process of the doubles ${how}.`)
    stopAll(1)
  })
  stopLater(() => watched.stop())
  Object.assign(all, doubles.variables)
  const sites = [startProcess('worker', all), startProcess('web', all)]
  await Promise.all(sites.map(({ ready }) => ready))
  relayClock(
    doubles.child,
    sites.map(({ child }) => child),
  )
  printWelcome(port)
})
