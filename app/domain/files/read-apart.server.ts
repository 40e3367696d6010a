/**
 * Reads a visitor's file in a process of its own, within limits of time and memory: whatever the file does to its
 * reader, the site goes on. A process, not a thread: native memory and crashes of picture and document libraries end
 * nothing else, and it stands back (`nice`) behind pages. Each file gets a fresh one, which knows no secret and no
 * other file.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type Lane,
  MEMORY_LOOK_MILLISECONDS,
  PLACES,
  READER_NICENESS,
  READER_YOUNG_MEGABYTES,
  READING,
  type ReadingLimits,
} from './file-limits.ts'
import type { Said, Task } from './reader-process.ts'
import { NoPlace, ReadingPlaces } from './reading-places.ts'

export type Trouble = 'too-slow' | 'too-complex' | 'busy'

/** Why a reading gave nothing: a limit (`trouble`), or what the reader itself made of the file. */
export class ReadingEnded extends Error {
  readonly trouble: Trouble | undefined
  readonly code: string
  readonly detail: Record<string, string | number>

  constructor(end: { trouble: Trouble } | { code: string; detail: Record<string, string | number>; message: string }) {
    super('trouble' in end ? `reading ended: ${end.trouble}` : end.message)
    this.name = 'ReadingEnded'
    this.trouble = 'trouble' in end ? end.trouble : undefined
    this.code = 'trouble' in end ? end.trouble : end.code
    this.detail = 'trouble' in end ? {} : end.detail
  }
}

export interface Reading extends Task {
  /** The association whose file it is: it never holds all places. */
  owner: string
  lane: Lane
  /** The lane's own without it. */
  limits?: ReadingLimits
}

const lanes: Record<Lane, ReadingPlaces> = {
  quick: new ReadingPlaces(PLACES.quick),
  long: new ReadingPlaces(PLACES.long),
}

/**
 * @returns what the reader yields, piece by piece; the process ends with the iteration. What is large goes by way of a
 * file that the reader writes: pieces wait in the site's memory
 * @throws ReadingEnded
 */
export async function* readApart<Piece>(reading: Reading): AsyncGenerator<Piece, void, undefined> {
  const { owner, lane, reader, input, limits = READING[lane] } = reading
  const leave = await lanes[lane].take(owner).catch((error: unknown) => {
    throw error instanceof NoPlace ? new ReadingEnded({ trouble: 'busy' }) : error
  })
  try {
    yield* piecesOf<Piece>({ reader, input }, limits)
  } finally {
    leave()
  }
}

/** @returns the one piece of a reader that gives one */
export async function readOneApart<Piece>(reading: Reading): Promise<Piece> {
  for await (const piece of readApart<Piece>(reading)) return piece
  throw new ReadingEnded({ code: 'nothing', detail: {}, message: `${reading.reader} read nothing` })
}

const READER_PROCESS = join('app', 'domain', 'files', 'reader-process.ts')

/** By the shell where there is one: it sets what Node cannot, the limit of processor time and the standing back. */
function start({ heapMegabytes, processorSeconds }: ReadingLimits): ChildProcess {
  const young = [`--min-semi-space-size=${READER_YOUNG_MEGABYTES}`, `--max-semi-space-size=${READER_YOUNG_MEGABYTES}`]
  const flags = [`--max-old-space-size=${heapMegabytes}`, ...young, '--disable-warning=ExperimentalWarning']
  const shell = `ulimit -c 0; ulimit -t ${processorSeconds}; exec nice -n ${READER_NICENESS} "$0" "$@"`
  const throughShell = process.platform !== 'win32'
  return fork(READER_PROCESS, [], {
    ...(throughShell
      ? { execPath: '/bin/sh', execArgv: ['-c', shell, process.execPath, ...flags] }
      : { execArgv: flags }),
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', NODE_ENV: 'production' },
    serialization: 'advanced',
    stdio: 'ignore',
  })
}

/** Ends the process whose memory passes the limit; where there is no /proc, the heap's own limit stands alone. */
function watchMemory(child: ChildProcess, most: number, over: () => void): () => void {
  const look = async () => {
    const status = await readFile(`/proc/${child.pid}/status`, 'latin1').catch(() => '')
    if (Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) > most * 1024) over()
  }
  const timer = setInterval(look, MEMORY_LOOK_MILLISECONDS)
  return () => clearInterval(timer)
}

async function* piecesOf<Piece>(task: Task, limits: ReadingLimits): AsyncGenerator<Piece, void, undefined> {
  const child = start(limits)
  const gone = once(child, 'exit').catch(() => {})
  const inbox: (Said | 'died')[] = []
  let wake = () => {}
  const put = (said: Said | 'died') => {
    inbox.push(said)
    wake()
  }
  let trouble: Trouble = 'too-complex'
  const end = (why: Trouble) => {
    trouble = why
    child.kill('SIGKILL')
  }
  child.on('message', (said) => put(said as Said))
  for (const event of ['exit', 'error']) child.on(event, () => put('died'))
  const stopWatching = watchMemory(child, limits.residentMegabytes, () => end('too-complex'))
  const clock = setTimeout(() => end('too-slow'), limits.milliseconds)
  const next = async (): Promise<Said | 'died'> => {
    while (inbox.length === 0) await new Promise<void>((done) => (wake = done))
    return inbox.shift()!
  }
  try {
    // A process that has died meanwhile says so by its own event.
    if (child.connected) child.send(task, () => {})
    for (let said = await next(); said === 'died' || !('done' in said); said = await next()) {
      if (said === 'died') throw new ReadingEnded({ trouble })
      if ('fault' in said) throw new ReadingEnded(said.fault)
      yield said.piece as Piece
    }
  } finally {
    clearTimeout(clock)
    stopWatching()
    child.kill('SIGKILL')
    await gone
  }
}
