/**
 * Pages a second of the real site beside a bare server that runs the same SQL, in turns; and what the size of the base
 * costs.
 */
import { stopAll, untilStopped } from '#app/cli/until-stopped.ts'
import { type Loaded, type Loader, startLoader } from './load.ts'
import { type Kind, kinds } from './pages.ts'
import { type Recorded, record } from './recorded.ts'
import { median, note, say, sayRatio } from './report.ts'
import { benchPort, fetchFrom, processorTime, type Served, signIn, startProcess, startSite } from './site-process.ts'
import { inWorld, isFull, openWorld, type World } from './world.ts'

const CONNECTIONS = 16
const SECONDS = 4
const TURNS = 2
/** Pages before anything is counted: what is compiled late is compiled by then. */
const WARM_UP = 1_200
const HOST = 'grande.localhost'

interface Side {
  port: number
  pid: number
  cookie?: string
  host: string
}

interface Measure {
  perSecond: number
  /** Processor milliseconds of the server process per page. */
  processor: number
  bytes: number
  p95: number
}

async function turn(loader: Loader, side: Side, paths: string[], gzip = false): Promise<Measure> {
  const before = processorTime(side.pid)
  const loaded: Loaded = await loader.run({ ...side, paths, connections: CONNECTIONS, seconds: SECONDS, gzip })
  if (loaded.failures > 0) throw new Error(`${loaded.failures} of ${loaded.pages} answers were not 200`)
  const processor = (processorTime(side.pid) - before) / loaded.pages
  return { perSecond: loaded.perSecond, processor, bytes: loaded.bytes / loaded.pages, p95: loaded.p95 }
}

const middle = (all: Measure[], key: keyof Measure) => median(all.map((one) => one[key]))

/** A B A B …, after a warm-up of each. */
async function inTurns(loader: Loader, sides: [Side, Side], paths: string[]): Promise<[Measure, Measure]> {
  const measures: [Measure[], Measure[]] = [[], []]
  for (const side of sides) await loader.run({ ...side, paths, connections: CONNECTIONS, seconds: 20, most: WARM_UP })
  for (let i = 0; i < TURNS; i++)
    for (const [which, side] of sides.entries()) measures[which]!.push(await turn(loader, side, paths))
  const summary = (all: Measure[]) => ({
    perSecond: middle(all, 'perSecond'),
    processor: middle(all, 'processor'),
    bytes: middle(all, 'bytes'),
    p95: middle(all, 'p95'),
  })
  return [summary(measures[0]), summary(measures[1])]
}

/** What the bare server needs of each page: its statements, and the page itself. */
async function preparePages(site: Served, cookie: string, kind: Kind): Promise<(Recorded & { html: string })[]> {
  const pages = []
  for (const path of kind.paths) {
    const { status, text } = await fetchFrom(site.port, HOST, path, { cookie })
    if (status !== 200) throw new Error(`${path} answers ${status}`)
    pages.push({ ...(await record(HOST, cookie, path)), html: text })
  }
  return pages
}

const elementsIn = (html: string) => html.match(/<[a-z]/g)?.length ?? 0

async function startBare(url: string, pages: (Recorded & { html: string })[]): Promise<Side> {
  const { child } = await startProcess('test/bench/bare-process.ts', [], { NODE_ENV: 'production' })
  const port = await benchPort()
  const listening = new Promise((done) => child.once('message', done))
  child.send({ url, port, pages })
  await listening
  return { port, pid: child.pid!, host: HOST }
}

async function comparePages(world: World, loader: Loader): Promise<void> {
  const variables = world.variables(world.big)
  const site = await startSite(variables)
  const cookie = await signIn(site.port, HOST)
  await inWorld(world, world.big, async () => {
    const all = await kinds('grande')
    const pages = []
    for (const kind of all) pages.push(await preparePages(site, cookie, kind))
    const bare = await startBare(variables.DATABASE_URL!, pages.flat())
    for (const [i, { name, paths }] of all.entries()) {
      note(
        `${name}: ${pages[i]![0]!.statements.length} statements, ${Math.round(pages[i]![0]!.html.length / 1000)} kB, ${elementsIn(pages[i]![0]!.html)} elements`,
      )
      const [mine, other] = await inTurns(loader, [{ ...site, host: HOST, cookie }, bare], paths)
      tell(name, mine, other)
    }
    const packed = await turn(loader, { ...site, host: HOST, cookie }, all[0]!.paths, true)
    say({
      what: 'name search, compressed',
      value: `${Math.round(packed.perSecond)}/s`,
      detail: `${Math.round(packed.bytes)} bytes`,
    })
  })
  await site.stop()
}

function tell(name: string, mine: Measure, other: Measure): void {
  const detail = `${mine.perSecond.toFixed(0)}/s against ${other.perSecond.toFixed(0)}/s, ${(mine.bytes / 1000).toFixed(1)} kB against ${(other.bytes / 1000).toFixed(1)} kB`
  sayRatio(`${name}: pages/s over a bare server’s`, mine.perSecond / other.perSecond, { least: 0.5 }, detail)
  say({
    what: `${name}: processor time over a bare server’s`,
    value: (mine.processor / other.processor).toFixed(2),
    detail: `${mine.processor.toFixed(2)} ms a page against ${other.processor.toFixed(2)}; p95 ${mine.p95.toFixed(0)} ms against ${other.p95.toFixed(0)}`,
  })
}

untilStopped(async () => {
  const world = await openWorld(isFull())
  const loader = await startLoader()
  await comparePages(world, loader)
  await stopAll(0)
})
