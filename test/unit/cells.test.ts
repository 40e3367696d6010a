/** A14, attacked: whatever three accounts ask from wherever, nobody is found more closely than by their cell. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { areasAround, cellOf, isAt, middleOf, type Path, type Placed, SCALES } from '#app/domain/people/cells.ts'

interface Point {
  lat: number
  lon: number
}

/** A world in which departments are two degrees wide, and regions eight. */
const pathOf = ({ lat, lon }: Point): Path => ({
  commune: String(cellOf({ lat, lon })),
  departement: `d${Math.floor(lat / 2)} ${Math.floor(lon / 2)}`,
  region: `r${Math.floor(lat / 8)} ${Math.floor(lon / 8)}`,
  pays: 'FR',
})

/** The same numbers at each run. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648
    return state / 2147483648
  }
}
const somewhere = (random: () => number): Point => ({ lat: 42 + random() * 8, lon: -4 + random() * 12 })

/** Areas are made of whole cells: every point of a cell has its path. */
const byCell = (point: Point): Path => pathOf(middleOf(cellOf(point)))

/** Everything that three accounts learn of the target in a thousand moves each: numbers, and where they find them. */
function learnt(target: Point, others: readonly Placed[], moves: readonly Point[]): string {
  const one: Placed = { home: byCell(target), work: null, count: 1 }
  return moves
    .map((from) => {
      const areas = areasAround(byCell(from), [...others, one])
      const sees = areas.map(({ scale, key, count }) => `${scale} ${count} ${isAt(one, scale, key)}`)
      return sees.join()
    })
    .join('\n')
}

test('three accounts that move a thousand times each learn the same of every point of the cell', () => {
  const random = numbers(7)
  const others = Array.from({ length: 400 }, () => ({ home: byCell(somewhere(random)), work: null, count: 1 }))
  const moves = Array.from({ length: 3000 }, () => somewhere(random))
  const target = { lat: 43.6045, lon: 1.4442 }
  // Somebody may stand beside the target, and step by step around them.
  moves.push(...Array.from({ length: 60 }, (_, i) => ({ lat: target.lat + (i - 30) / 400, lon: target.lon })))
  const all = learnt(target, others, moves)
  const cell = middleOf(cellOf(target))
  for (let i = 0; i < 20; i++) {
    const other = { lat: cell.lat + (random() - 0.5) * 0.098, lon: cell.lon + (random() - 0.5) * 0.138 }
    expect(cellOf(other)).toBe(cellOf(target))
    expect(learnt(other, others, moves)).toBe(all)
  }
  // And they do find somebody who is elsewhere to be elsewhere.
  expect(learnt({ lat: 48.85, lon: 2.35 }, others, moves)).not.toBe(all)
})

test('a cell is some ten kilometres wide, and the same for whoever asks', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -80, max: 80, noNaN: true }),
      fc.double({ min: -179, max: 179, noNaN: true }),
      (lat, lon) => {
        const middle = middleOf(cellOf({ lat, lon }))
        expect(Math.abs(middle.lat - lat)).toBeLessThanOrEqual(0.0501)
        expect(Math.abs(middle.lon - lon)).toBeLessThanOrEqual(0.0701)
        expect(cellOf(middle)).toBe(cellOf({ lat, lon }))
      },
    ),
  )
})

test('areas of fewer than five are left to the larger one; home and work in one area are one person', () => {
  const [here, near, far] = [
    { lat: 43.05, lon: 1.05 },
    { lat: 43.25, lon: 1.45 },
    { lat: 49.5, lon: 1 },
  ].map(byCell) as [Path, Path, Path]
  const people: Placed[] = [
    { home: here, work: null, count: 3 },
    { home: near, work: here, count: 1 },
    { home: far, work: null, count: 4 },
  ]
  const found = (some: readonly Placed[]) => areasAround(here, some).map(({ scale, count }) => [scale, count])
  expect(found(people)).toEqual([['pays', 8]])
  expect(found([...people, { home: null, work: near, count: 1 }])).toEqual([
    ['departement', 5],
    ['region', 5],
    ['pays', 9],
  ])
  expect(found([...people, { home: here, work: here, count: 1 }])).toEqual([
    ['commune', 5],
    ['departement', 5],
    ['region', 5],
    ['pays', 9],
  ])
  expect(SCALES).toHaveLength(4)
})
