/** One manager's worst file, sent to a running site: the other visitors keep their pace, and it is refused in words. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { freePort } from '#app/db/embedded.ts'
import { sql } from '#app/db/sql.ts'
import { type Seat, staffSeat } from '../factories/seats.ts'
import { apply, inside } from '../factories/world.ts'
import { type Trial, tryWorstFile } from '../factories/worst-file.ts'
import { useDatabase, variablesOf } from '../setup/database.ts'

const database = useDatabase()
vi.setConfig({ testTimeout: 300_000 })

let child: ChildProcess
let manager: Seat
let port = 0

beforeAll(async () => {
  await apply('isep', 'supmeca')
  manager = await staffSeat('isep', 'manager')
  port = await freePort()
  child = fork('app/server.ts', ['web'], {
    env: {
      ...{ PATH: process.env.PATH, ...variablesOf(new URL(database.url('app')).pathname.slice(1)) },
      ...{ NODE_ENV: 'production', PORT: String(port), LOG_LEVEL: 'error' },
    },
    execArgv: ['--disable-warning=ExperimentalWarning', '--max-old-space-size=512'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const [first] = await Promise.race([once(child, 'message'), once(child, 'exit')])
  if (first !== 'ready') throw new Error('the site did not start')
})

afterAll(() => {
  child?.kill('SIGKILL')
})

/**
 * What others' p95 may rise to in the best of so many tries: the goal is 1.5 (test/bench/README.md), and others use the
 * machine of a test as well. A site that reads by itself is at 100 and more in each of them.
 */
const MOST = { refused: 2, read: 3 }
const TRIES = 4

/** Tries until others kept their pace, and says what came of each. @returns the least of p95 meanwhile over alone */
async function triedOften(lines: number, most: number, each: (trial: Trial) => Promise<void> | void): Promise<number> {
  const ratios: number[] = []
  do {
    const trial = await tryWorstFile(port, manager.cookie, lines)
    ratios.push(trial.meanwhile / trial.alone)
    expect(child.exitCode).toBeNull()
    expect(trial.seconds).toBeLessThan(30)
    await each(trial)
  } while (Math.min(...ratios) > most && ratios.length < TRIES)
  return Math.min(...ratios)
}

const kept = async () =>
  (await inside('isep', (query, { id }) => query(sql`SELECT 1 FROM "import_run" WHERE "tenantId" = ${id}`))).length

test('beyond the limit it is refused in words, nothing of it reaches the base, and pages of others go on', async () => {
  const ratio = await triedOften(45_000, MOST.refused, async ({ status, text }) => {
    expect(text).toContain('pire.xlsx')
    expect(text).toMatch(/<input[^>]*name="sheet"[^>]*value="Liste"|value="Liste"[^>]*name="sheet"/)
    expect(status).toBe(422)
    expect(await kept()).toBe(0)
  })
  expect(ratio).toBeLessThan(MOST.refused)
})

test('just within the limit it is read, and pages of others go on', async () => {
  const ratio = await triedOften(30_000, MOST.read, async ({ status }) => {
    expect(status).toBe(303)
    expect(await kept()).toBeGreaterThan(0)
  })
  expect(ratio).toBeLessThan(MOST.read)
})
