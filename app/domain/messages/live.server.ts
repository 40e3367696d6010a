/**
 * Open pages of messages are told to look again when one comes in: server-sent events (WHATWG HTML §9.2) that carry
 * nothing but that. What a page then shows, it asks for like any other page.
 */
import type { Scoped } from '#app/context/unit.ts'
import { type Listening, listenTo } from '#app/db/listen.ts'
import { sql } from '#app/db/sql.ts'
import type { Party } from './party.ts'

const CHANNEL = 'messages'

/** Lines that one process holds, and of them one party; more are told not to ask again. */
const MOST = { lines: 5_000, party: 5 }
/** Milliseconds: between signs of life; until a line ends, so that its reader is asked anew who they are. */
const BEAT = 25_000
const LIFE = 10 * 60_000
/** Bytes that wait for a reader who takes none. */
const BEHIND = 1_000

const keyOf = (tenantId: string, { personId, organisationId }: Party) => `${tenantId} ${personId ?? organisationId}`

/** Heard by every web process once the transaction is committed. */
export async function tellLive({ query, tenant }: Scoped, to: Party): Promise<void> {
  await query(sql`SELECT pg_notify(${CHANNEL}, ${keyOf(tenant.id, to)})`)
}

interface Line {
  say(text: Uint8Array): void
  end(): void
}

const lines = new Map<string, Set<Line>>()
let held = 0
let listening: Promise<Listening> | undefined
let beat: NodeJS.Timeout | undefined

const encoded = (text: string) => new TextEncoder().encode(text)
const LOOK = encoded('data: look\n\n')
const ALIVE = encoded(':\n\n')
/** Milliseconds after which a browser whose line ended asks for another. */
const BEGIN = encoded('retry: 2000\n\n')

const all = () => [...lines.values()].flatMap((some) => [...some])

function hear(key: string | null): void {
  for (const line of key === null ? all() : (lines.get(key) ?? [])) line.say(LOOK)
}

async function listen(): Promise<void> {
  listening ??= listenTo(CHANNEL, hear)
  try {
    await listening
  } catch (error) {
    listening = undefined
    throw error
  }
  beat ??= setInterval(() => {
    for (const line of all()) line.say(ALIVE)
  }, BEAT).unref()
}

async function fallSilent(): Promise<void> {
  clearInterval(beat)
  beat = undefined
  const heard = listening
  listening = undefined
  await (await heard)?.stop()
}

function hold(key: string, line: Line): void {
  const some = lines.get(key) ?? new Set()
  lines.set(key, some.add(line))
  held++
}

function drop(key: string, line: Line): void {
  const some = lines.get(key)
  if (!some?.delete(line)) return
  if (some.size === 0) lines.delete(key)
  held--
  // A server that is away has ended this connection already.
  if (held === 0) fallSilent().catch(() => {})
}

/** @returns a stream of events; undefined where too many are open */
export async function openLine(tenantId: string, party: Party): Promise<ReadableStream<Uint8Array> | undefined> {
  const key = keyOf(tenantId, party)
  if (held >= MOST.lines || (lines.get(key)?.size ?? 0) >= MOST.party) return undefined
  await listen()
  let line: Line
  let life: NodeJS.Timeout
  const close = () => {
    clearTimeout(life)
    drop(key, line)
  }
  return new ReadableStream({
    start(controller) {
      const end = () => {
        close()
        controller.close()
      }
      const say = (text: Uint8Array) => ((controller.desiredSize ?? 0) < -BEHIND ? end() : controller.enqueue(text))
      line = { say, end }
      life = setTimeout(end, LIFE).unref()
      hold(key, line)
      say(BEGIN)
    },
    cancel: close,
  })
}

/** Ends every line: a process that stops has nothing more to tell. */
export function endLines(): void {
  for (const line of all()) line.end()
}
