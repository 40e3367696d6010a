/**
 * The process in which one file is read: it gets a task, sends what it read, and is ended from outside.
 */
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

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

const send = (said: Said) => new Promise((done) => process.send!(said, done))

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

process.once('message', (task: Task) => work(task))
process.on('disconnect', () => process.exit())
