/**
 * A school's file through the real import: lines a second, memory, and what COPY of the same rows takes. 80,000 lines
 * with `--full`, others with `--lines=20000`.
 */
import { createDatabase, migrate } from '#app/cli/database.ts'
import { stopAll, untilStopped } from '#app/cli/until-stopped.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { closeDatabase } from '#app/db/client.ts'
import type { EmbeddedServer } from '#app/db/embedded.ts'
import { importFile } from '#app/features/staff/imports/import-file.server.ts'
import { keepHeapSmall } from '#app/server/small-heap.ts'
import { type Processor, processorUsed } from './processor.ts'
import { megabytes, say } from './report.ts'
import { schoolWorkbook } from './school-workbook.ts'
import { applySchool, asked, isFull, openServer, use } from './world.ts'

const DATABASE = 'bench_import'
const LINES = asked('lines') ?? (isFull() ? 80_000 : 10_000)
/** Every table that an import writes for good. */
const WRITTEN = [
  ...['person', 'diploma', 'company', 'position', 'person_email', 'search_token', 'token_deletion'],
  ...['import_line', 'import_decision', 'import_presence', 'value_change'],
]

/** Memory at its highest while something is done, above what it was before; in bytes. */
async function watched<T>(work: () => Promise<T>): Promise<{ result: T; above: number }> {
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  let most = before
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 50)
  try {
    return { result: await work(), above: Math.max(most, process.memoryUsage().rss) - before }
  } finally {
    clearInterval(timer)
  }
}

interface Imported {
  seconds: number
  steps: string
  counts: object
  above: number
  processor: Processor
}

async function importOnce(path: string): Promise<Imported> {
  const scope = (await tenantOfSlug('ecole'))!
  const began = new Map<string, number>()
  const used = await processorUsed()
  const started = performance.now()
  const { result, above } = await watched(() =>
    importFile({
      ...{ scope, path, fileName: 'liste.xlsx' },
      onProgress: (step) => began.has(step) || began.set(step, performance.now()),
    }),
  )
  const ends = [...began.values()].slice(1).concat(performance.now())
  const steps = [...began.keys()].map(
    (step, i) => `${step} ${((ends[i]! - (i === 0 ? started : ends[i - 1]!)) / 1000).toFixed(1)} s`,
  )
  const seconds = (performance.now() - started) / 1000
  return { seconds, steps: steps.join(', '), counts: result.counts, above, processor: await processorUsed(used) }
}

/** Seconds that COPY takes to put the very rows into tables with the same indexes. */
async function copySeconds(server: EmbeddedServer): Promise<number> {
  const each = (work: string) =>
    server.run(
      `DO $$ DECLARE one text; file text; BEGIN
        FOREACH one IN ARRAY ARRAY[${WRITTEN.map((table) => `'${table}'`).join(', ')}] LOOP
          file := current_setting('data_directory') || '/bench-copy-' || one;
          ${work}
        END LOOP; END $$`,
      DATABASE,
    )
  await each(`EXECUTE format('COPY %I TO %L', one, file);
    EXECUTE format('CREATE TABLE bench_copy.%I (LIKE public.%I INCLUDING ALL)', one, one);`)
  const started = performance.now()
  await each(`EXECUTE format('COPY bench_copy.%I FROM %L', one, file);`)
  return (performance.now() - started) / 1000
}

/** What others do on the machine lengthens the seconds and leaves these as they are. */
const processorText = ({ node, postgres }: Processor): string =>
  `processor ${node.toFixed(1)} s ours, ${postgres.toFixed(1)} s PostgreSQL's`

function tell({ seconds, steps, counts, above, processor }: Imported): void {
  const perSecond = LINES / seconds
  say({
    what: `import of ${LINES} lines of .xlsx`,
    value: `${Math.round(perSecond)}/s`,
    goal: '≥ 2500/s',
    met: perSecond >= 2500,
    detail: `${steps}; ${processorText(processor)}; ${JSON.stringify(counts)}`,
  })
  say({
    what: 'memory of the import above idle',
    value: `${megabytes(above)} MB`,
    goal: '≤ 400 MB',
    met: above <= 400e6,
  })
}

// As the worker and the command line do.
keepHeapSmall('work')

untilStopped(async () => {
  const path = schoolWorkbook(LINES)
  const server = await openServer()
  await server.run(`DROP DATABASE IF EXISTS "${DATABASE}" WITH (FORCE)`)
  await createDatabase(server, DATABASE)
  await migrate(server.url('owner', DATABASE))
  use(server, DATABASE)
  await applySchool('ecole')
  const first = await importOnce(path)
  tell(first)
  await server.run('CREATE SCHEMA bench_copy', DATABASE)
  const copy = await copySeconds(server)
  const detail = `COPY takes ${copy.toFixed(2)} s into the same indexes, foreign keys left out`
  say({ what: 'import over COPY of the rows it wrote', value: (first.seconds / copy).toFixed(1), detail })
  const again = await importOnce(path)
  say({
    what: 'the same file again',
    value: `${Math.round(LINES / again.seconds)}/s`,
    detail: `${again.steps}; ${processorText(again.processor)}; ${megabytes(again.above)} MB above idle; ${JSON.stringify(again.counts)}`,
  })
  await closeDatabase()
  await server.run(`DROP DATABASE IF EXISTS "${DATABASE}" WITH (FORCE)`)
  await stopAll(0)
})
