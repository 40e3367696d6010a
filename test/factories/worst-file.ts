/** One manager's worst file sent to a running site, and how long others wait for a page meanwhile. */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { askSite } from './site-processes.ts'
import { workbookParts, zipOf } from './workbooks.ts'

const HOST = 'isep.localhost'

/**
 * Honest to every check of its structure: lines of cells that repeat one text, which take hardly a byte of the file.
 * 30,700 lines are as many characters as a table may have.
 */
function worstSheet(lines: number): Buffer {
  const letters = Array.from({ length: 26 }, (_, i) => String.fromCharCode(65 + i))
  const cells = letters.map((letter) => `<c r="${letter}#" t="s"><v>0</v></c>`).join('')
  const row = (i: number) => `<row r="${i + 1}">${cells.replaceAll('#', String(i + 1))}</row>`
  const text = `<sst><si><t>${'Nom '.repeat(20)}</t></si></sst>`
  const rows = Array.from({ length: lines }, (_, i) => row(i)).join('')
  const sheet = `<worksheet><sheetData>${rows}</sheetData></worksheet>`
  return zipOf(workbookParts(sheet, [{ name: 'xl/sharedStrings.xml', body: text }]))
}

/** Pages one after the other, as a visitor asks for them, while `going` says so. @returns the p95 in milliseconds */
async function paced(port: number, going: (count: number) => boolean): Promise<number> {
  const times: number[] = []
  while (going(times.length)) {
    const { status, ms } = await askSite(port, HOST, { path: '/connexion' })
    if (status !== 200) throw new Error(`a page answered ${status}`)
    times.push(ms)
    await new Promise((done) => setTimeout(done, 10))
  }
  times.sort((a, b) => a - b)
  return times[Math.ceil(times.length * 0.95) - 1]!
}

/** Sends what it is given and says what came back: in a thread of its own, so that sending costs no visitor's time. */
const SENDER = `
  const { request } = require('node:http')
  const { parentPort, workerData: { port, headers, bytes } } = require('node:worker_threads')
  const sent = request({ host: '127.0.0.1', port, path: '/admin/imports', method: 'POST', headers, agent: false })
  sent.once('error', () => parentPort.postMessage({ status: -1, text: '' }))
  sent.once('response', async (answer) => {
    let text = ''
    answer.setEncoding('utf8')
    for await (const part of answer) text += part
    parentPort.postMessage({ status: answer.statusCode, text })
  })
  sent.end(bytes)
`

interface Sent {
  status: number
  text: string
}

/** @returns what the site answers to the form, and after how many milliseconds */
async function sendApart(port: number, cookie: string, form: FormData): Promise<Sent & { ms: number }> {
  const body = new Response(form)
  const headers = { Host: HOST, Origin: `http://${HOST}`, Cookie: cookie }
  const type = { 'Content-Type': body.headers.get('Content-Type')! }
  const bytes = new Uint8Array(await body.arrayBuffer())
  const started = performance.now()
  const sender = new Worker(SENDER, { eval: true, workerData: { port, headers: { ...headers, ...type }, bytes } })
  const [answer] = (await once(sender, 'message')) as [Sent]
  return { ...answer, ms: performance.now() - started }
}

export interface Trial {
  status: number
  text: string
  seconds: number
  /** p95 of others, in milliseconds: before and after, on average, and meanwhile. */
  alone: number
  meanwhile: number
}

/** @param cookie of somebody who may import */
export async function tryWorstFile(port: number, cookie: string, lines: number): Promise<Trial> {
  const form = new FormData()
  form.set('sheet', 'Liste')
  form.set('mode', 'lay')
  form.set('file', new File([new Uint8Array(worstSheet(lines))], 'pire.xlsx'))
  await paced(port, (count) => count < 60)
  const before = await paced(port, (count) => count < 200)
  let isOver = false
  const sending = sendApart(port, cookie, form).finally(() => {
    isOver = true
  })
  const meanwhile = await paced(port, (count) => !isOver && count < 3_000)
  const { status, text, ms } = await sending
  const alone = (before + (await paced(port, (count) => count < 200))) / 2
  return { status, text, seconds: ms / 1000, alone, meanwhile }
}
