/** One manager's worst file, sent to a running site: the other visitors keep their pace, and it is refused in words. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { request } from 'node:http'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { freePort } from '#app/db/embedded.ts'
import { type Seat, staffSeat } from '../factories/seats.ts'
import { workbookParts, zipOf } from '../factories/workbooks.ts'
import { apply } from '../factories/world.ts'
import { useDatabase, variablesOf } from '../setup/database.ts'

const database = useDatabase()
vi.setConfig({ testTimeout: 180_000 })

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

/** Honest to every check, and more than a reader gets through in its time: lines of cells that repeat one text. */
function worstSheet(): Buffer {
  const cells = Array.from({ length: 26 }, (_, i) => `<c r="${String.fromCharCode(65 + i)}#" t="s"><v>0</v></c>`).join(
    '',
  )
  const rows = Array.from(
    { length: 90_000 },
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

test('pages of others go on, and the file is refused within thirty seconds', async () => {
  await timed((count) => count < 60)
  const alone = await timed((count) => count < 200)
  const worst = worstSheet()
  let isOver = false
  const sending = send(worst).finally(() => {
    isOver = true
  })
  const meanwhile = await timed((count) => !isOver && count < 3_000)
  const answer = await sending
  console.info(
    `p95 alone ${alone.toFixed(1)} ms, meanwhile ${meanwhile.toFixed(1)} ms (${(meanwhile / alone).toFixed(2)}); ` +
      `${answer.status} after ${answer.seconds.toFixed(1)} s`,
  )
  expect(child.exitCode).toBeNull()
  expect(answer.seconds).toBeLessThan(30)
  expect(answer.text).toContain('pire.xlsx')
  expect(answer.text).toMatch(/<input[^>]*name="sheet"[^>]*value="Liste"|value="Liste"[^>]*name="sheet"/)
  expect(answer.status).toBe(422)
  // The goal of 1.5 is not met (median 1.9, up to 2.9: test/bench/README.md). This bound only tells a site that stands
  // still.
  expect(meanwhile / alone).toBeLessThan(10)
})
