/** The door of a browser with scripts: asks the server, answers by itself without a network, hands in what waits. */
import { useCallback, useEffect, useRef, useState } from 'react'
import * as href from '#app/addresses.ts'
import {
  type Answer,
  type DoorList,
  forgetEnded,
  handedIn,
  judge,
  type Kept,
  keep,
  keyOf,
  NOTHING,
  type Queued,
  readKey,
  recall,
  renewed,
  type Seal,
} from './door-device.ts'
import { sound } from './door-tones.ts'

/** What the page hands to its script: the key of what is kept, and the server's clock. */
export interface DoorDevice {
  id: string
  now: string
  device: { key: string; until: string; slot: string } | null
}

/** What a code was answered, and whether the door answered by itself. */
export interface Said extends Answer {
  name: string | null
  alone: boolean
}

export interface DoorCounts {
  inside: number
  expected: number
}

interface Heard extends DoorCounts {
  now: string
  list: DoorList | null
}

/** Milliseconds until a network that does not answer counts as none. */
const PATIENCE = 4_000
/** Milliseconds between two looks at the counts; every twelfth brings the list. */
const PACE = 5_000
const LIST_EVERY = 12

/** @throws TypeError without a network, DOMException where it does not answer, Error for any answer but the door's */
async function ask<T>(address: string, form?: Record<string, string>): Promise<T> {
  const signal = AbortSignal.timeout(PATIENCE)
  const body = form && new URLSearchParams(form)
  const answer = await fetch(address, {
    method: form ? 'POST' : 'GET',
    signal,
    redirect: 'error',
    ...(body ? { body } : {}),
  })
  if (!answer.ok) throw new Error(`the door answered ${answer.status}`)
  return (await answer.json()) as T
}

interface Wires {
  seal: Seal
  /** Milliseconds that the server's clock is ahead of the device's. */
  ahead: number
}

type Held<T> = { current: T }
type Change = <T>(step: (kept: Kept) => Promise<{ kept: Kept; result: T }>) => Promise<T>

/** One hand at a time on what is kept: what a scan writes is not written over by a list that comes meanwhile. */
function useKept(wires: Held<Wires | null>) {
  const kept = useRef<Kept>(NOTHING)
  const [shown, show] = useState<Kept>(NOTHING)
  const turn = useRef<Promise<unknown>>(Promise.resolve())
  const change: Change = useCallback(
    (step) => {
      const next = turn.current.then(async () => {
        const { kept: made, result } = await step(kept.current)
        kept.current = made
        show(made)
        if (wires.current) await keep(localStorage, wires.current.seal, made)
        return result
      })
      // Who waits for this step hears of its trouble; the next one goes on.
      turn.current = next.catch(() => undefined)
      return next
    },
    [wires],
  )
  return { kept, shown, change }
}

const write = (change: Change, step: (kept: Kept) => Kept | Promise<Kept>): Promise<void> =>
  change(async (kept) => ({ kept: await step(kept), result: undefined }))

/** Hands in, one after the other, what was entered without a network. */
async function handIn(address: string, kept: Held<Kept>, change: Change): Promise<void> {
  for (const entry of kept.current.queue) {
    const said = await ask<Answer>(address, { code: entry.code, at: entry.at, replay: '1' })
    await write(change, (now) => handedIn(now, entry, said))
  }
}

/** The server's answer; without one, that of the list on the device. */
async function answerTo(id: string, entry: Queued, change: Change): Promise<Said> {
  try {
    const heard = await ask<Answer & { name: string | null }>(href.eventScan(id), { ...entry })
    return { ...heard, alone: false }
  } catch {
    const key = await keyOf(id, entry.code)
    const answer = await change(async (kept) => {
      const judged = judge(kept, key, entry)
      return { kept: judged.kept, result: judged.answer }
    })
    return { ...answer, name: null, alone: true }
  }
}

interface Beating {
  wires: Held<Wires | null>
  /** Asks how things stand, with the list or without. */
  look: (withList: boolean) => Promise<void>
  change: Change
}

/** Reads what was kept, then looks again and again. @returns true once the script is at work */
function useBeat({ device, now }: DoorDevice, { wires, look, change }: Beating): boolean {
  const [ready, setReady] = useState(false)
  useEffect(() => {
    forgetEnded(localStorage, new Date())
    if (!device || !crypto.subtle) return
    let timer = 0
    let isOver = false
    const beat = async (turn: number) => {
      await look(turn % LIST_EVERY === 0)
      if (!isOver) timer = window.setTimeout(() => void beat(turn + 1), PACE)
    }
    const begin = async () => {
      const { key, until, slot } = device
      wires.current = { seal: { key: await readKey(key), until, slot }, ahead: Date.parse(now) - Date.now() }
      const known = await recall(localStorage, wires.current.seal)
      await write(change, () => known)
      setReady(true)
      await beat(0)
    }
    void begin()
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [device, now, wires, look, change])
  return ready
}

/** @returns how the door stands; `ready`: from then on the script answers, before the form asks by itself */
export function useDoor(page: DoorDevice & DoorCounts) {
  const { id } = page
  const wires = useRef<Wires | null>(null)
  const { kept, shown, change } = useKept(wires)
  const [alone, setAlone] = useState(false)
  const [counts, setCounts] = useState<DoorCounts>(page)
  const [said, say] = useState<Said | null>(null)
  const look = useCallback(
    async (withList: boolean) => {
      const address = href.eventScan(id)
      try {
        const heard = await ask<Heard>(withList ? `${address}?liste=1` : address)
        if (wires.current) wires.current.ahead = Date.parse(heard.now) - Date.now()
        await handIn(address, kept, change)
        const { list } = heard
        if (list) await write(change, (one) => renewed(one, list, id))
        setCounts(heard)
        setAlone(false)
      } catch {
        // Whatever is wrong between here and the server, the door goes on by itself.
        setAlone(true)
      }
    },
    [id, kept, change],
  )
  const ready = useBeat(page, { wires, look, change })
  const enter = async (code: string) => {
    const at = new Date(Date.now() + wires.current!.ahead).toISOString()
    const answer = await answerTo(id, { code, at }, change)
    setAlone(answer.alone)
    if (answer.word === 'in') setCounts(({ inside, expected }) => ({ inside: inside + answer.seats, expected }))
    say(answer)
    sound(answer.word)
  }
  const forget = () => write(change, (one) => ({ ...one, conflicts: [] }))
  return { ready, alone, counts, said, waiting: shown.queue.length, conflicts: shown.conflicts, enter, forget }
}
