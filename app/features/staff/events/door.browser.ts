/**
 * The door of a browser with scripts (B11): asks the server, answers by itself without a network, hands in what waits.
 * Loaded by the door's page alone.
 */
import { clockTime } from '#app/i18n/format.ts'
import { offerCamera } from './door-camera.ts'
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
import { sound } from './door-sounds.ts'

interface Counts {
  inside: number
  expected: number
}

interface Heard extends Counts {
  now: string
  list: DoorList | null
}

/** Milliseconds until a network that does not answer counts as none. */
const PATIENCE = 4_000
/** Milliseconds between two looks at the counts; every twelfth brings the list. */
const PACE = 5_000
const LIST_EVERY = 12

/** @throws without a network, where it does not answer, and for any answer but the door's */
async function ask<T>(address: string, form?: Record<string, string>): Promise<T> {
  const method = form ? 'POST' : 'GET'
  const body = form ? new URLSearchParams(form) : null
  const answer = await fetch(address, { method, body, signal: AbortSignal.timeout(PATIENCE), redirect: 'error' })
  if (!answer.ok) throw new Error(`the door answered ${answer.status}`)
  return (await answer.json()) as T
}

/** A door at work: its marks in the page, and what it keeps. */
class Door {
  private kept: Kept = NOTHING
  /** Milliseconds that the server's clock is ahead of the device's. */
  private ahead: number
  private turn: Promise<unknown> = Promise.resolve()
  private readonly id: string
  private readonly address: string

  private readonly root: HTMLElement
  private readonly seal: Seal

  constructor(root: HTMLElement, seal: Seal) {
    this.root = root
    this.seal = seal
    this.id = root.dataset.door!
    this.address = root.dataset.address!
    this.ahead = Date.parse(root.dataset.now!) - Date.now()
  }

  private part(mark: string): HTMLElement {
    return this.root.querySelector<HTMLElement>(`[data-${mark}]`)!
  }

  /** One hand at a time on what is kept: what a scan writes is not written over by a list that comes meanwhile. */
  private change<T>(step: (kept: Kept) => Promise<{ kept: Kept; result: T }>): Promise<T> {
    const next = this.turn.then(async () => {
      const { kept, result } = await step(this.kept)
      this.kept = kept
      await keep(localStorage, this.seal, kept)
      this.showKept()
      return result
    })
    // Who waits for this step hears of its trouble; the next one goes on.
    this.turn = next.catch(() => undefined)
    return next
  }

  private write(step: (kept: Kept) => Kept | Promise<Kept>): Promise<void> {
    return this.change(async (kept) => ({ kept: await step(kept), result: undefined }))
  }

  async begin(): Promise<void> {
    const known = await recall(localStorage, this.seal)
    await this.write(() => known)
    this.part('read').addEventListener('click', () => void this.write((kept) => ({ ...kept, conflicts: [] })))
    this.part('codes').addEventListener('submit', (event) => {
      event.preventDefault()
      const form = event.currentTarget as HTMLFormElement
      const code = String(new FormData(form).get('code') ?? '').trim()
      form.reset()
      if (code !== '') void this.enter(code)
    })
    offerCamera(this.part('camera'), (code) => void this.enter(code))
    await this.beat(0)
  }

  private async beat(turn: number): Promise<void> {
    await this.look(turn % LIST_EVERY === 0)
    this.root.dataset.at = 'work'
    setTimeout(() => void this.beat(turn + 1), PACE)
  }

  /** Asks how things stand, hands in what waits, and takes the list where it comes with it. */
  private async look(withList: boolean): Promise<void> {
    try {
      const heard = await ask<Heard>(withList ? `${this.address}?liste=1` : this.address)
      this.ahead = Date.parse(heard.now) - Date.now()
      for (const entry of this.kept.queue) {
        const said = await ask<Answer>(this.address, { ...entry, replay: '1' })
        await this.write((kept) => handedIn(kept, entry, said))
      }
      const { list } = heard
      if (list) await this.write((kept) => renewed(kept, list, this.id))
      this.showCounts(heard)
      this.showAlone(false)
    } catch {
      // Whatever is wrong between here and the server, the door goes on by itself.
      this.showAlone(true)
    }
  }

  private async enter(code: string): Promise<void> {
    const entry = { code, at: new Date(Date.now() + this.ahead).toISOString() }
    const said = await this.answerTo(entry)
    this.showAlone(said.alone)
    this.part('unlisted').hidden = !said.alone || said.word !== 'unknown'
    this.showResult(said)
    sound(said.word)
  }

  /** The server's answer; without one, that of the list on the device. */
  private async answerTo(entry: Queued): Promise<Said> {
    try {
      return { ...(await ask<Answer & { name: string | null }>(this.address, { ...entry })), alone: false }
    } catch {
      const key = await keyOf(this.id, entry.code)
      const answer = await this.change(async (kept) => {
        const judged = judge(kept, key, entry)
        return { kept: judged.kept, result: judged.answer }
      })
      return { ...answer, name: null, alone: true }
    }
  }

  private showAlone(alone: boolean): void {
    this.part('alone').hidden = !alone && this.kept.queue.length === 0
  }

  private showCounts({ inside, expected }: Counts): void {
    const text = this.root.dataset.counted!
    this.part('count').textContent = text.replace('{inside}', String(inside)).replace('{expected}', String(expected))
  }

  /** The server's own mark-up of that word, with its holes filled. */
  private resultOf(word: string, time: string): HTMLElement {
    const template = this.root.querySelector<HTMLTemplateElement>(`template[data-word="${word}"]`)!
    const result = template.content.firstElementChild!.cloneNode(true) as HTMLElement
    result.dataset.state = word
    const title = result.querySelector('.alert-title')!
    title.textContent = title.textContent!.replace('{time}', time)
    return result
  }

  private showResult({ word, seats, at, name }: Said): void {
    const result = this.resultOf(word, timeOf(at))
    fill(result.querySelector('[data-name]')!, '{name}', name)
    fill(result.querySelector('[data-guests]')!, '{count}', seats > 1 && word === 'in' ? String(seats - 1) : null)
    this.part('result').replaceChildren(result)
  }

  private showKept(): void {
    const { queue, conflicts } = this.kept
    this.part('waiting').textContent = String(queue.length)
    if (queue.length > 0) this.part('alone').hidden = false
    const box = this.part('conflicts')
    box.hidden = conflicts.length === 0
    const lines = conflicts.map(({ code, at, word, since }) => {
      const line = document.createElement('li')
      const head = box.dataset.line!.replace('{code}', code.toUpperCase()).replace('{time}', timeOf(at))
      line.textContent = `${head} ${this.resultOf(word, timeOf(since)).querySelector('.alert-title')!.textContent}`
      return line
    })
    box.querySelector('ul')!.replaceChildren(...lines)
  }
}

/** What a code was answered, and whether the door answered by itself. */
interface Said extends Answer {
  name: string | null
  alone: boolean
}

const timeOf = (at: string | null): string => (at ? clockTime(new Date(at), document.documentElement.lang) : '')

/** Fills the hole of a line; without a text the line goes. */
function fill(line: Element, hole: string, text: string | null): void {
  if (text === null) line.remove()
  else line.textContent = line.textContent!.replace(hole, text)
}

/** Takes the door over from its form, where the browser can seal what it keeps. */
export async function keepDoor(root: HTMLElement): Promise<void> {
  forgetEnded(localStorage, new Date())
  const { key, until, slot } = root.dataset
  if (!key || !until || !slot || !crypto.subtle) return
  await new Door(root, { key: await readKey(key), until, slot }).begin()
}
