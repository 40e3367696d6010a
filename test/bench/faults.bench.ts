/**
 * `npm start` and `npm start -- worker`, as an administrator starts them, under people who save and read: all
 * connections ended fifteen times, PostgreSQL restarted six times, one manager's worst file three times. The server is
 * the tests' own, with its durability switched on.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createDatabase, migrate, variablesFor } from '#app/cli/database.ts'
import { stopAll, stopLater, untilStopped } from '#app/cli/until-stopped.ts'
import { childEnvironment, setEnvironment } from '#app/context/env.ts'
import { closeDatabase, openDatabase } from '#app/db/client.ts'
import { sql } from '#app/db/sql.ts'
import { personSeat, staffSeat } from '../factories/seats.ts'
import { askSite } from '../factories/site-processes.ts'
import { addPeople, apply, inside } from '../factories/world.ts'
import { tryWorstFile } from '../factories/worst-file.ts'
import { startScratchServer } from '../setup/scratch-server.ts'
import { median, say } from './report.ts'
import { benchPort, builtSite } from './site-process.ts'
import { asked, FOLDER } from './world.ts'

const NAME = 'bench_faults'
const HOST = 'isep.localhost'
const PEOPLE = 4
const ENDINGS = asked('endings') ?? 15
const RESTARTS = asked('restarts') ?? 6
const FILES = asked('files') ?? 3
/** Seconds within which all is to be as before. */
const WHOLE = 5
const DURABLE = ['fsync=on', 'synchronous_commit=on', 'full_page_writes=on']

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

/** @returns whether it still runs, asked later */
function start(args: string[], variables: Record<string, string>): () => boolean {
  const env = childEnvironment({ ...variables, NODE_ENV: 'production', LOG_LEVEL: 'fatal' })
  const child = spawn('npm', ['start', '--silent', ...args], { env, stdio: 'inherit', detached: true })
  const isAlive = () => child.exitCode === null && child.signalCode === null
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  stopLater(() => {
    if (isAlive()) process.kill(-child.pid!, 'SIGTERM')
    return ended
  })
  return isAlive
}

/** @returns milliseconds until a page and `/healthz` are answered with 200 */
async function untilWhole(port: number): Promise<number> {
  const began = performance.now()
  const is200 = async (path: string) => (await askSite(port, HOST, { path })).status === 200
  while (!((await is200('/connexion')) && (await is200('/healthz')))) {
    if (performance.now() - began > 60_000) throw new Error('the site did not come back')
    await pause(25)
  }
  return performance.now() - began
}

/** People of whom each saves one number after another, and somebody reads beside. */
async function startTraffic(port: number) {
  const names = Array.from({ length: PEOPLE }, (_, i) => ({ values: { lastName: `Nom${i}`, promotion: 1998 } }))
  const people = await addPeople('isep', names)
  const writers: { id: string; cookie: string; sent: number; saved: number }[] = []
  for (const { id } of people) writers.push({ id, cookie: (await personSeat('isep', id)).cookie, sent: 0, saved: 0 })
  const counts = new Map<number, number>()
  let isOn = true
  const loops = writers.flatMap((writer) => {
    const { cookie } = writer
    const path = '/parametres/fiche?partie=identite'
    const hear = async (form?: Record<string, string>) => {
      const { status } = await askSite(port, HOST, { path, cookie, ...(form && { form }) })
      counts.set(status, (counts.get(status) ?? 0) + 1)
      return status
    }
    const write = async () => {
      while (isOn) {
        const value = ++writer.sent
        const form = {
          firstName: 'Alix',
          lastName: 'Trafic',
          civility: '',
          birthDate: '',
          birthPlace: `Ville ${value}`,
        }
        if ((await hear(form)) === 303) writer.saved = value
      }
    }
    const read = async () => {
      while (isOn) await hear()
    }
    return [write(), read()]
  })
  const stop = async () => {
    isOn = false
    await Promise.all(loops)
    const rows = await inside('isep', (query, { id }) =>
      query<{ id: string; place: string | null }>(
        sql`SELECT "id", "birthPlace" AS "place" FROM "person" WHERE "tenantId" = ${id}`,
      ),
    )
    const held = (id: string) => Number(rows.find((row) => row.id === id)?.place?.replace('Ville ', '') ?? 0)
    const lost = writers.filter(({ id, saved, sent }) => saved === 0 || held(id) < saved || held(id) > sent).length
    return { lost, counts }
  }
  return { stop }
}

function tell(what: string, times: readonly number[]): void {
  const [middle, most] = [median(times), Math.max(...times)]
  const value = `${Math.round(middle)} ms, at most ${Math.round(most)}`
  say({ what, value, goal: `≤ ${WHOLE} s`, met: most <= WHOLE * 1000, detail: `${times.length} times` })
}

untilStopped(async () => {
  const scratch = await startScratchServer(DURABLE)
  stopLater(() => scratch.end())
  const { server } = scratch
  await createDatabase(server, NAME)
  await migrate(server.url('owner', NAME))
  const port = await benchPort()
  const files = `file://${join(process.cwd(), FOLDER, 'files')}`
  const variables = {
    ...variablesFor(server, NAME),
    FILES_URL: files,
    PORT: String(port),
    BUILD_DIRECTORY: builtSite(),
  }
  setEnvironment({ ...variables, LOG_LEVEL: 'silent' })
  openDatabase({ appUrl: server.url('app', NAME), platformUrl: server.url('platform', NAME), max: 4 })
  stopLater(() => closeDatabase())
  await apply('isep')
  const manager = await staffSeat('isep', 'manager')
  const alive = [start([], variables), start(['--', 'worker'], variables)]
  await untilWhole(port)

  const traffic = await startTraffic(port)
  const endings: number[] = []
  for (let i = 0; i < ENDINGS; i++) {
    await pause(400)
    await server.run(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'alumni_app'`)
    endings.push(await untilWhole(port))
  }
  tell('all connections ended under traffic, until whole', endings)
  const restarts: number[] = []
  for (let i = 0; i < RESTARTS; i++) {
    await pause(500)
    const comeBack = await scratch.stop()
    await pause(1_000)
    await comeBack()
    restarts.push(await untilWhole(port))
  }
  tell('PostgreSQL restarted under traffic, until whole', restarts)
  await pause(500)
  const { lost, counts } = await traffic.stop()
  const statuses = [...counts].map(([status, n]) => `${n} × ${status}`).join(', ')
  say({
    ...{
      what: 'people whose acknowledged writes were lost',
      value: `${lost} of ${PEOPLE}`,
      goal: '0',
      met: lost === 0,
    },
    detail: `answers: ${statuses}`,
  })

  for (const lines of [45_000, 30_000]) {
    const ratios: number[] = []
    const seconds: number[] = []
    let status = 0
    for (let i = 0; i < FILES; i++) {
      const trial = await tryWorstFile(port, manager.cookie, lines)
      ratios.push(trial.meanwhile / trial.alone)
      seconds.push(trial.seconds)
      status = trial.status
    }
    const [least, middle, most] = [Math.min(...ratios), median(ratios), Math.max(...ratios)].map((n) => n.toFixed(2))
    const what = `p95 of others during a file of ${lines} long lines, over alone`
    const detail = `${least} to ${most}; ${status} after ${seconds.map((one) => one.toFixed(1)).join(', ')} s`
    say({ what, value: middle!, goal: '≤ 1.5', met: Number(middle) <= 1.5, detail })
  }
  const left = alive.filter((isAlive) => isAlive()).length
  say({ what: 'processes that lived through it', value: `${left} of 2`, goal: '2', met: left === 2 })
  await stopAll(0)
})
