/** Figures over fields that people hide (S16, D12, D13): what a bot with many questions learns of one person. */
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type Counts, type Kept, type Noise, protect, together } from '#app/domain/figures/protect.ts'

/** As the server's, with a secret of its own for each trial. */
const noise =
  (secret: number): Noise =>
  (id, count) => {
    const digest = createHash('sha256').update(`${secret} ${id} ${count}`).digest()
    const far = Math.min(20, Math.floor(Math.log((digest.readUInt32BE(0) + 0.5) / 2 ** 32) / -0.5))
    return digest[4]! % 2 === 0 ? far : -far
  }
const told = (counts: Counts, secret = 1, before?: Kept) => protect(counts, before, noise(secret)).told
const TOWNS = { Paris: 120, Lyon: 64, Brest: 37, Nice: 4, Foix: 1 }
const with1 = (counts: Counts, id: string, more = 1): Counts => ({ ...counts, [id]: (counts[id] ?? 0) + more })

describe('what is told', () => {
  test('no cell of fewer than five people, no exact number, and never one cell alone beside the whole', () => {
    for (let secret = 0; secret < 500; secret++) {
      const table = told(TOWNS, secret)!
      expect(table.cells.map(({ id }) => id)).not.toContain('Nice')
      for (const { people } of [...table.cells, { people: table.others || 10 }]) expect(people % 5).toBe(0)
      for (const { people } of table.cells) expect(people).toBeGreaterThanOrEqual(10)
      const hidden = Object.keys(TOWNS).length - table.cells.length
      expect(hidden === 0 || hidden >= 2).toBe(true)
      // Cells told together are five people at least: what the others leave of the whole is nobody in particular.
      const people = Object.entries(TOWNS).filter(([id]) => !table.cells.some((cell) => cell.id === id))
      expect(people.reduce((sum, [, n]) => sum + n, 0)).toBeGreaterThanOrEqual(5)
    }
  })

  test('nothing where nearly all say the same, or there is nobody', () => {
    expect(told({ Paris: 300, Lyon: 4 })).toBeNull()
    expect(told({ Paris: 300 })).toBeNull()
    expect(told({})).toBeNull()
  })

  test('twin: a large table is told nearly as it is', () => {
    const { cells } = told({ Paris: 12_000, Lyon: 4_000, Brest: 800 })!
    for (const { id, people } of cells) {
      const real = { Paris: 12_000, Lyon: 4_000, Brest: 800 }[id]!
      expect(Math.abs(people - real)).toBeLessThanOrEqual(25)
    }
  })
})

describe('a bot', () => {
  test('that asks today and tomorrow while one person changes reads the same, byte by byte', () => {
    const first = protect(TOWNS, undefined, noise(7))
    const changes = [
      with1(TOWNS, 'Lyon'),
      with1(TOWNS, 'Lyon', -1),
      with1(TOWNS, 'Foix'),
      with1(TOWNS, 'Metz'),
      with1(with1(TOWNS, 'Paris', -1), 'Nice'),
    ]
    for (const changed of changes) {
      const next = protect(changed, first, noise(7))
      expect(JSON.stringify(next.told)).toBe(JSON.stringify(first.told))
      // Month after month, one goes and another comes: still the same.
      expect(protect(TOWNS, next, noise(7))).toEqual(first)
    }
    const moved = protect(with1(TOWNS, 'Lyon', 30), first, noise(7))
    expect(JSON.stringify(moved.told)).not.toBe(JSON.stringify(first.told))
  })

  test('that asks 10,000 times gets one answer', () => {
    const once = JSON.stringify(told(TOWNS, 3))
    for (let i = 0; i < 10_000; i++) if (JSON.stringify(told(TOWNS, 3)) !== once) throw new Error('another answer')
  })

  test('that knows everybody but one, and how it all works, is never sure of theirs', () => {
    const others = { Paris: 40, Lyon: 33, Brest: 12 }
    const seen = (secret: number, town: string) => JSON.stringify(told(with1(others, town), secret))
    const trials = Array.from({ length: 3_000 }, (_, secret) => secret)
    const [inParis, inLyon] = ['Paris', 'Lyon'].map((town) => {
      const answers = new Map<string, number>()
      for (const secret of trials) answers.set(seen(secret, town), (answers.get(seen(secret, town)) ?? 0) + 1)
      return answers
    }) as [Map<string, number>, Map<string, number>]
    // The best guess there is takes, for each answer, the town that gives it more often.
    let right = 0
    for (const answer of new Set([...inParis.keys(), ...inLyon.keys()]))
      right += Math.max(inParis.get(answer) ?? 0, inLyon.get(answer) ?? 0)
    const rate = right / (2 * trials.length)
    expect(rate).toBeLessThan(0.7)
    // No answer that is given more than a few times comes from one of the two alone.
    for (const [answer, times] of inParis) if (times > 60) expect(inLyon.get(answer) ?? 0).toBeGreaterThan(0)
  })

  test('that takes its association from the federation finds what the others tell, and nothing more', () => {
    const one = told(TOWNS, 1)
    const two = told({ Paris: 90, Rennes: 50, Brest: 40, Nice: 3 }, 2)
    const all = together([one, two, null])!
    const paris = (table: typeof all | null) => table!.cells.find(({ id }) => id === 'Paris')!.people
    expect(paris(all) - paris(one)).toBe(paris(two))
    expect(all.others).toBe(one!.others + two!.others)
    expect(together([null])).toBeNull()
  })
})
