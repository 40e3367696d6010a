/**
 * The process in which one file is read: it gets a task, sends pieces as they are asked for, and is ended from outside.
 */
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { PIECES_UNDER_WAY } from './file-limits.ts'

export interface Task {
  /** The module that reads, from the folder of the site: it exports `read`. */
  reader: string
  input: unknown
}

export type Said =
  | { piece: unknown }
  | { done: true }
  | { fault: { code: string; detail: Record<string, string | number>; message: string } }

/** What a reader's module exports. */
export type Read<Input = never> = (input: Input) => AsyncIterable<unknown>

let credit = PIECES_UNDER_WAY
let wake = () => {}

async function send(said: Said): Promise<void> {
  while ('piece' in said && credit === 0) await new Promise<void>((done) => (wake = done))
  if ('piece' in said) credit--
  await new Promise((done) => process.send!(said, done))
}

async function work({ reader, input }: Task): Promise<void> {
  try {
    const { read } = (await import(pathToFileURL(resolve(reader)).href)) as { read: Read<unknown> }
    for await (const piece of read(input)) await send({ piece })
    await send({ done: true })
  } catch (error) {
    const { code, detail = {}, message } = error as { code?: unknown; detail?: Record<string, string>; message: string }
    await send({ fault: { code: String(code ?? 'unexpected'), detail, message: String(message).slice(0, 500) } })
  }
}

process.on('message', (message: Task | 'more') => {
  if (message !== 'more') return work(message)
  credit++
  wake()
})
process.on('disconnect', () => process.exit())
