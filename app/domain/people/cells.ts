/**
 * The cells in which people are shown to be near (A14): a grid over the earth, the same for everybody who looks and
 * wherever they look from. A cell is some ten kilometres wide; nothing finer is ever asked or told. Pure.
 */
/** Degrees. */
export interface Point {
  lat: number
  lon: number
}

/** Degrees: eleven kilometres from south to north, and about as many from west to east in France. */
const HEIGHT = 0.1
const WIDTH = 0.14
/** Cells from one end of the earth to the other. */
const ACROSS = Math.ceil(360 / WIDTH)

/** For the same arithmetic in SQL: row × across + column. */
export const GRID = { HEIGHT, WIDTH, ACROSS } as const

/** @returns the number of the cell that the point lies in */
export function cellOf({ lat, lon }: Point): number {
  return Math.floor((lat + 90) / HEIGHT) * ACROSS + Math.floor((lon + 180) / WIDTH)
}

/** @returns the middle of the cell, whoever lives in it */
export function middleOf(cell: number): Point {
  const column = cell % ACROSS
  return { lat: ((cell - column) / ACROSS + 0.5) * HEIGHT - 90, lon: (column + 0.5) * WIDTH - 180 }
}

/** From the smallest: a cell, then what it lies in. */
export const SCALES = ['commune', 'departement', 'region', 'pays'] as const
export type Scale = (typeof SCALES)[number]

/** What a place is part of, by one key for each scale; null where there is none. */
export type Path = Readonly<Record<Scale, string | null>>

/** People who are at these places, by home or by work. */
export interface Placed {
  home: Path | null
  work: Path | null
  count: number
}

/** An area of fewer people is shown within a larger one. */
const FEWEST_AROUND = 5

export interface Around {
  scale: Scale
  key: string
  count: number
}

/**
 * The areas around a place that hold enough people, the smallest first; somebody with a home and a work place in one
 * area counts once.
 * @param from the place, of which only the path is used: nobody learns more by standing elsewhere in it
 */
export function areasAround(from: Path, people: readonly Placed[]): Around[] {
  return SCALES.flatMap((scale) => {
    const key = from[scale]
    if (key === null) return []
    const count = people.reduce((sum, one) => (isAt(one, scale, key) ? sum + one.count : sum), 0)
    return count < FEWEST_AROUND ? [] : [{ scale, key, count }]
  })
}

/** @returns true for people who live or work in the area */
export function isAt({ home, work }: Pick<Placed, 'home' | 'work'>, scale: Scale, key: string): boolean {
  return home?.[scale] === key || work?.[scale] === key
}
