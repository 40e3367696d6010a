/** Chance that can be repeated: the same seed and place give the same draws on every machine. */

/** Spreads every bit of a 32-bit number over all the others (the finaliser of MurmurHash 3). */
function mix(number: number): number {
  let bits = (number + 0x6d2b79f5) | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return bits ^ (bits >>> 16)
}

/** A small fast generator (sfc32). Not for secrets. */
export class Random {
  #a = 0
  #b = 0
  #c = 0
  #count = 1

  constructor(...seeds: number[]) {
    this.restart(...seeds)
  }

  /** Goes to the beginning of the sequence that belongs to these numbers; near numbers have unlike sequences. */
  restart(...seeds: number[]): this {
    let hash = 0x2545f491
    for (const seed of seeds) hash = mix(hash ^ mix(seed | 0) ^ Math.floor(seed / 0x100000000))
    this.#a = mix(hash + 0x9e3779b9)
    this.#b = mix(hash + 0x3c6ef372)
    this.#c = mix(hash + 0x5bd1e995)
    this.#count = 1
    for (let i = 0; i < 4; i++) this.#step()
    return this
  }

  #step(): number {
    const sum = (this.#a + this.#b + this.#count) | 0
    this.#count = (this.#count + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0
    return sum >>> 0
  }

  /** @returns an integer from 0 up to but not including `end` (at most 2³²). */
  below(end: number): number {
    return Math.floor((this.#step() / 0x100000000) * end)
  }

  /** @returns an integer from `first` to `last`, both possible. */
  between(first: number, last: number): number {
    return first + this.below(last - first + 1)
  }

  /** @returns true with this probability (0 to 1). */
  chance(probability: number): boolean {
    return this.#step() < probability * 0x100000000
  }

  /** @returns one item, each as likely as the others. */
  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!
  }

  /** @returns `count` different items at most, in the order drawn. */
  several<T>(items: readonly T[], count: number): T[] {
    const chosen: T[] = []
    for (let i = 0; i < count; i++) {
      const item = this.pick(items)
      if (!chosen.includes(item)) chosen.push(item)
    }
    return chosen
  }
}

const SLOTS = 4096

/** Items drawn in proportion to their weights, in constant time; even the lightest has its slot. */
export class Weighted<T> {
  #items: readonly T[]
  #slots: Uint16Array

  constructor(items: readonly T[], weightOf: (item: T, index: number) => number) {
    this.#items = items
    const weights = items.map(weightOf)
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    const slots = weights.flatMap((weight, i) =>
      Array<number>(Math.max(1, Math.round((weight / total) * SLOTS))).fill(i),
    )
    this.#slots = Uint16Array.from(slots)
  }

  draw(random: Random): T {
    return this.#items[this.#slots[random.below(this.#slots.length)]!]!
  }
}

/** @returns the words of a data table; `_` stands for a space inside one. */
export function wordsOf(table: string): string[] {
  return table
    .trim()
    .split(/\s+/)
    .map((word) => word.replaceAll('_', ' '))
}

/** @returns the entries of a data table whose entries are told apart by `;`. */
export function entriesOf(table: string): string[] {
  return table.split(';').map((entry) => entry.trim().replace(/\s+/g, ' '))
}

/** @returns the rows of a data table, each split into its columns. */
export function rowsOf(table: string): string[][] {
  return entriesOf(table).map((row) => row.split('|'))
}
