/**
 * Places for readings: few at a time, never all of them one association's, those that waited longest for a turn first.
 */
import { WAIT_MILLISECONDS, WAITING_PER_OWNER } from './file-limits.ts'

interface Waiting {
  owner: string
  enter: () => void
}

/** Thrown where no place came free in time, or where an association has too many files waiting. */
export class NoPlace extends Error {}

/** Shares a fixed number of places among associations, so that one with many files keeps no other waiting. */
export class ReadingPlaces {
  readonly #places: number
  readonly #wait: number
  readonly #held = new Map<string, number>()
  readonly #lastTurn = new Map<string, number>()
  #turns = 0
  #taken = 0
  #waiting: Waiting[] = []

  /** @param places readings at a time; one association holds all but one of them at most */
  constructor(places: number, wait = WAIT_MILLISECONDS) {
    this.#places = places
    this.#wait = wait
  }

  /**
   * @returns what gives the place back
   * @throws NoPlace
   */
  async take(owner: string): Promise<() => void> {
    if (this.#fits(owner)) return this.#enter(owner)
    if (this.#waiting.filter((one) => one.owner === owner).length >= WAITING_PER_OWNER) throw new NoPlace()
    return new Promise((done, fail) => {
      const waiting: Waiting = {
        owner,
        enter: () => {
          clearTimeout(patience)
          done(this.#enter(owner))
        },
      }
      const patience = setTimeout(() => {
        this.#waiting = this.#waiting.filter((one) => one !== waiting)
        fail(new NoPlace())
      }, this.#wait)
      this.#waiting.push(waiting)
    })
  }

  #fits(owner: string): boolean {
    return this.#taken < this.#places && (this.#held.get(owner) ?? 0) < Math.max(1, this.#places - 1)
  }

  #enter(owner: string): () => void {
    this.#taken++
    this.#held.set(owner, (this.#held.get(owner) ?? 0) + 1)
    this.#lastTurn.set(owner, ++this.#turns)
    let held = true
    return () => {
      if (!held) return
      held = false
      this.#taken--
      const left = this.#held.get(owner)! - 1
      if (left > 0) this.#held.set(owner, left)
      else this.#held.delete(owner)
      this.#next()
    }
  }

  #next(): void {
    const turn = ({ owner }: Waiting) => this.#lastTurn.get(owner) ?? 0
    const [next] = this.#waiting.filter(({ owner }) => this.#fits(owner)).sort((a, b) => turn(a) - turn(b))
    if (this.#waiting.length === 0 && this.#taken === 0) this.#lastTurn.clear()
    if (!next) return
    this.#waiting = this.#waiting.filter((one) => one !== next)
    next.enter()
  }
}
