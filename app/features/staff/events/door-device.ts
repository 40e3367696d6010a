/**
 * What a door keeps on its device, and how it answers without a network (B11): the answer to each code under a hash,
 * nobody's name; entries that still have to be handed in. Both lie sealed under a key that the server gives to whoever
 * may open the door, and that the device never keeps.
 */
import { type DoorLines, type DoorWord, hashed, KEY_LENGTH } from '#app/domain/events/door-words.ts'

export interface DoorList {
  lines: DoorLines
  /** ISO 8601: the first instant of the event's days, and the first that is none any more. */
  from: string
  to: string
}

/** An entry that the server does not know of yet. */
export interface Queued {
  code: string
  /** ISO 8601 */
  at: string
}

/** An entry that was made without a network and that the server sees otherwise. */
export interface Conflict extends Queued {
  word: DoorWord
  /** ISO 8601: since when they were in by another door. */
  since: string | null
}

export interface Kept {
  list: DoorList | null
  queue: Queued[]
  conflicts: Conflict[]
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

const PREFIX = 'door/'
const IV_BYTES = 12

const toText = (bytes: Uint8Array): string => btoa([...bytes].map((byte) => String.fromCharCode(byte)).join(''))
const toBytes = (text: string) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))

/** @param key 32 bytes in base64 */
export const readKey = (key: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', toBytes(key), 'AES-GCM', false, ['encrypt', 'decrypt'])

/** @returns under what the list has the answer to a code */
export async function keyOf(eventId: string, code: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(hashed(eventId, code))))
  return toText(bytes).replaceAll('+', '-').replaceAll('/', '_').slice(0, KEY_LENGTH)
}

/** Keeps what the door needs, sealed, until the instant. */
export async function keep(store: Store, { key, until, slot }: Seal, kept: Kept): Promise<void> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
  const text = new TextEncoder().encode(JSON.stringify(kept))
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, text))
  store.setItem(PREFIX + slot, JSON.stringify({ until, iv: toText(iv), sealed: toText(sealed) }))
}

export interface Seal {
  key: CryptoKey
  /** ISO 8601: when nothing of it is kept any more. */
  until: string
  /** Where it lies: of one event and one account. */
  slot: string
}

export const NOTHING: Kept = { list: null, queue: [], conflicts: [] }

/** @returns what was kept; nothing where there is none, or it was changed */
export async function recall(store: Store, { key, slot }: Seal): Promise<Kept> {
  const text = store.getItem(PREFIX + slot)
  if (text === null) return NOTHING
  const { iv, sealed } = JSON.parse(text) as { iv: string; sealed: string }
  try {
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: toBytes(iv) }, key, toBytes(sealed))
    return JSON.parse(new TextDecoder().decode(plain)) as Kept
  } catch (trouble) {
    if (trouble instanceof DOMException && trouble.name === 'OperationError') return NOTHING
    throw trouble
  }
}

/** Drops what was kept of doors whose event has ended, whoever sealed it. */
export function forgetEnded(store: Store, now: Date): void {
  const keys = Array.from({ length: store.length }, (_, i) => store.key(i)).filter((key) => key?.startsWith(PREFIX))
  for (const key of keys) {
    const { until } = JSON.parse(store.getItem(key!)!) as { until: string }
    if (new Date(until) <= now) store.removeItem(key!)
  }
}

export interface Answer {
  word: DoorWord
  seats: number
  at: string | null
}

/** @returns what the door says of a code without a network, and what it keeps then */
export function judge(kept: Kept, key: string, { code, at }: Queued): { answer: Answer; kept: Kept } {
  const { list, queue } = kept
  const line = list?.lines[key]
  if (!list || !line) return { answer: { word: 'unknown', seats: 0, at: null }, kept }
  if (line.word !== 'in') return { answer: line, kept }
  if (at < list.from || at >= list.to) return { answer: { ...line, word: 'otherDay' }, kept }
  const entered = { ...line, word: 'already' as const, at }
  const lines = { ...list.lines, [key]: entered }
  return {
    answer: { ...line, at },
    kept: { ...kept, list: { ...list, lines }, queue: [...queue, { code, at }] },
  }
}

/** @returns the kept with one queued entry handed in: it is no conflict where this very entry is known already */
export function handedIn(kept: Kept, entry: Queued, said: Answer): Kept {
  const queue = kept.queue.filter((one) => one !== entry)
  if (said.word === 'in' || (said.word === 'already' && said.at === entry.at)) return { ...kept, queue }
  return { ...kept, queue, conflicts: [...kept.conflicts, { ...entry, word: said.word, since: said.at }] }
}

/** @returns a list that has just come, in which what still waits to be handed in is in already */
export async function renewed(kept: Kept, list: DoorList, eventId: string): Promise<Kept> {
  const lines = { ...list.lines }
  for (const { code, at } of kept.queue) {
    const key = await keyOf(eventId, code)
    if (lines[key]?.word === 'in') lines[key] = { ...lines[key], word: 'already', at }
  }
  return { ...kept, list: { ...list, lines } }
}
