/** Asks a process of its own to load a server, so that counting costs the server nothing. */
import { startProcess } from './site-process.ts'

export interface Load {
  port: number
  host: string
  cookie?: string
  /** Asked for in turn. */
  paths: string[]
  connections: number
  seconds: number
  /** Pages at most. */
  most?: number
  /** Whether answers may be compressed. */
  gzip?: boolean
}

export interface Loaded {
  pages: number
  bytes: number
  /** Answers that were not 200. */
  failures: number
  seconds: number
  perSecond: number
  /** Milliseconds from asking to the end of the answer. */
  median: number
  p95: number
}

export interface Loader {
  run(load: Load): Promise<Loaded>
  stop(): Promise<void>
}

export async function startLoader(): Promise<Loader> {
  const { child, stop } = await startProcess('test/bench/load-process.ts', [], {})
  const run = (load: Load) =>
    new Promise<Loaded>((done, fail) => {
      child.once('message', (answer: { loaded?: Loaded; failed?: string }) => {
        if (answer.loaded) done(answer.loaded)
        else fail(new Error(answer.failed))
      })
      child.send(load)
    })
  return { run, stop }
}
