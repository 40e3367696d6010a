/**
 * What a web process weighs: seconds until it answers, memory after ten thousand pages, JavaScript that a page loads.
 */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { stopAll, stopLater, untilStopped } from '#app/cli/until-stopped.ts'
import { childEnvironment } from '#app/context/env.ts'
import { demoAccounts } from '../../prisma/seed/cast.ts'
import { startLoader } from './load.ts'
import { kinds } from './pages.ts'
import { median, megabytes, say } from './report.ts'
import { benchPort, builtSite, fetchFrom, residentMemory, type Served, signIn, startSite } from './site-process.ts'
import { ACCOUNT, inWorld, openWorld, type World } from './world.ts'

const HOST = 'petite.localhost'
const STARTS = 5
const PAGES = 10_000
const MANY_SECONDS = 300

/** @returns milliseconds from `npm start` to its first 200, by npm as an administrator would. */
async function coldStart(variables: Record<string, string>): Promise<number> {
  const port = await benchPort()
  const env = { ...variables, BUILD_DIRECTORY: builtSite(), PORT: String(port), LOG_LEVEL: 'error' }
  const started = performance.now()
  const child = spawn('npm', ['start', '--silent'], { env: childEnvironment(env), stdio: 'ignore', detached: true })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  stopLater(() => void (child.exitCode === null && child.signalCode === null && process.kill(-child.pid!, 'SIGTERM')))
  while (performance.now() - started < 60_000) {
    const answer = await fetchFrom(port, 'localhost', '/healthz').catch(() => undefined)
    if (answer?.status === 200) break
    await new Promise((done) => setTimeout(done, 15))
  }
  const took = performance.now() - started
  process.kill(-child.pid!, 'SIGTERM')
  await ended
  return took
}

/** @returns gzip bytes of every script that a page names, and of what those import at once. */
async function javascriptOf(site: Served, cookie: string, path: string): Promise<number> {
  const { status, text } = await fetchFrom(site.port, HOST, path, { cookie })
  if (status !== 200) throw new Error(`${path} answers ${status}`)
  // What the page loads: its list of routes names others besides.
  const loaded = /(?:href=|from\s*|import\s*\(?)["'](\/assets\/[^"']+\.js)["']/g
  const files = new Set([...text.matchAll(loaded)].map(([, file]) => file!))
  const read = (file: string) => readFileSync(join(builtSite(), 'client', file))
  for (const file of files)
    for (const [, next] of read(file)
      .toString()
      .matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g))
      files.add(`/assets/${next}`)
  return [...files].reduce((sum, file) => sum + gzipSync(read(file)).length, 0)
}

async function weighScripts(world: World, site: Served): Promise<void> {
  const { login } = demoAccounts().find(({ tenant, role }) => tenant === 'isep' && role === 'admin')!
  const [member, admin] = [await signIn(site.port, HOST), await signIn(site.port, HOST, { ...ACCOUNT, login })]
  const profile = (await inWorld(world, world.small, () => kinds('petite')))[2]!.paths[0]!
  const pages = [
    ...['/', '/annuaire', profile, '/parametres/coordonnees'].map((path) => ({ path, cookie: member, goal: 120 })),
    ...['/admin', '/admin/membres', '/admin/imports', '/admin/regles'].map((path) => ({
      path,
      cookie: admin,
      goal: 180,
    })),
  ]
  for (const { path, cookie, goal } of pages) {
    const kilobytes = (await javascriptOf(site, cookie, path)) / 1000
    say({
      what: `JavaScript of ${path.startsWith('/profil') ? 'a profile' : path}, gzip`,
      value: `${kilobytes.toFixed(1)} kB`,
      goal: `≤ ${goal} kB`,
      met: kilobytes <= goal,
    })
  }
}

async function weighMemory(world: World, site: Served): Promise<void> {
  const loader = await startLoader()
  const cookie = await signIn(site.port, HOST)
  const paths = (await inWorld(world, world.small, () => kinds('petite'))).flatMap((kind) => kind.paths)
  const before = residentMemory(site.pid)
  const load = { port: site.port, host: HOST, cookie, paths, connections: 16, seconds: MANY_SECONDS, most: PAGES }
  const { pages, failures } = await loader.run(load)
  const after = residentMemory(site.pid)
  say({
    what: `resident memory after ${pages} pages`,
    value: `${megabytes(after)} MB`,
    goal: '≤ 300 MB',
    met: after <= 300e6 && failures === 0,
    detail: `${megabytes(before)} MB when it had answered a few`,
  })
}

untilStopped(async () => {
  const world = await openWorld(process.argv.includes('--full'))
  const variables = world.variables(world.small)
  const starts: number[] = []
  for (let i = 0; i < STARTS; i++) starts.push(await coldStart(variables))
  say({
    what: 'npm start until /healthz answers 200',
    value: `${(median(starts) / 1000).toFixed(2)} s`,
    goal: '≤ 3 s',
    met: median(starts) <= 3000,
    detail: `${(Math.min(...starts) / 1000).toFixed(2)} to ${(Math.max(...starts) / 1000).toFixed(2)} s`,
  })
  const site = await startSite(variables)
  await weighScripts(world, site)
  await weighMemory(world, site)
  await stopAll(0)
})
