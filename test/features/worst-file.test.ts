/** One manager's worst file, sent to a running site: the other visitors keep their pace, and it is refused in words. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { request } from 'node:http'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { freePort } from '#app/db/embedded.ts'
import { sql } from '#app/db/sql.ts'
import { type Seat, staffSeat } from '../factories/seats.ts'
import { workbookParts, zipOf } from '../factories/workbooks.ts'
import { apply, inside } from '../factories/world.ts'
import { useDatabase, variablesOf } from '../setup/database.ts'

const database = useDatabase()
vi.setConfig({ testTimeout: 300_000 })

let child: ChildProcess
let manager: Seat
let port = 0
const host = () => `isep.localhost:${port}`

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

/**
 * Honest to every check of its structure: lines of cells that repeat one text, which take hardly a byte of the file.
 * 30,700 lines are as many characters as a table may have.
 */
function worstSheet(lines: number): Buffer {
  const cells = Array.from({ length: 26 }, (_, i) => `<c r="${String.fromCharCode(65 + i)}#" t="s"><v>0</v></c>`).join(
    '',
  )
  const rows = Array.from(
    { length: lines },
    (_, i) => `<row r="${i + 1}">${cells.replaceAll('#', String(i + 1))}</row>`,
  )
  const text = `<sst><si><t>${'Nom '.repeat(20)}</t></si></sst>`
  const sheet = `<worksheet><sheetData>${rows.join('')}</sheetData></worksheet>`
  return zipOf(workbookParts(sheet, [{ name: 'xl/sharedStrings.xml', body: text }]))
}

/** By the address: names below `localhost` are not known to every machine. */
function ask(
  path: string,
  headers: Record<string, string> = {},
  body?: Buffer,
): Promise<{ status: number; text: string }> {
  return new Promise((done, fail) => {
    const options = {
      host: '127.0.0.1',
      port,
      path,
      method: body ? 'POST' : 'GET',
      headers: { Host: host(), ...headers },
    }
    const sent = request(options, async (answer) => {
      const parts: Buffer[] = []
      for await (const part of answer) parts.push(part)
      done({ status: answer.statusCode!, text: Buffer.concat(parts).toString() })
    })
    sent.once('error', fail)
    sent.end(body)
  })
}

async function page(): Promise<number> {
  const began = performance.now()
  const answer = await ask('/connexion')
  expect(answer.status).toBe(200)
  return performance.now() - began
}

/** Pages one after the other, as a visitor asks for them, while `going` says so. */
async function timed(going: (count: number) => boolean): Promise<number> {
  const times: number[] = []
  while (going(times.length)) {
    times.push(await page())
    await new Promise((done) => setTimeout(done, 10))
  }
  times.sort((a, b) => a - b)
  return times[Math.ceil(times.length * 0.95) - 1]!
}

async function send(bytes: Buffer): Promise<{ status: number; text: string; seconds: number }> {
  const form = new FormData()
  form.set('sheet', 'Liste')
  form.set('mode', 'lay')
  form.set('file', new File([new Uint8Array(bytes)], 'pire.xlsx'))
  const packed = new Response(form)
  const headers = {
    ...{ Cookie: manager.cookie, Origin: `http://${host()}` },
    'Content-Type': packed.headers.get('Content-Type')!,
  }
  const body = Buffer.from(await packed.arrayBuffer())
  const began = performance.now()
  const answer = await ask('/admin/imports', headers, body)
  return { ...answer, seconds: (performance.now() - began) / 1000 }
}

interface Trial {
  status: number
  text: string
  seconds: number
  /** p95 of others meanwhile, over what it is before and after. */
  ratio: number
}

async function tried(lines: number): Promise<Trial> {
  const worst = worstSheet(lines)
  await timed((count) => count < 60)
  const before = await timed((count) => count < 200)
  let isOver = false
  const sending = send(worst).finally(() => {
    isOver = true
  })
  const meanwhile = await timed((count) => !isOver && count < 3_000)
  const answer = await sending
  const alone = (before + (await timed((count) => count < 200))) / 2
  const figures = `p95 alone ${alone.toFixed(1)} ms, meanwhile ${meanwhile.toFixed(1)} ms (${(meanwhile / alone).toFixed(2)})`
  if (process.env.FIGURES)
    console.info(`${lines} lines: ${figures}; ${answer.status} after ${answer.seconds.toFixed(1)} s`)
  return { ...answer, ratio: meanwhile / alone }
}

/** Tries until others kept their pace, and says what came of each. */
async function triedOften(lines: number, most: number, each: (trial: Trial) => Promise<void> | void): Promise<number> {
  const ratios: number[] = []
  do {
    const trial = await tried(lines)
    ratios.push(trial.ratio)
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
