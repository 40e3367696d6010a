/**
 * Counts of people made fit to be told (S16, D12, D13): over fields that people hide, to readers who may know everybody
 * else. Pure.
 *
 * - What is told moves only where five people at least have moved since it was last worked out, so that one person's
 *   change changes nothing.
 * - A count carries a noise that stays its own (two-sided geometric, e^-0.5), and is rounded to five: whoever knows all
 *   the others still cannot tell whether somebody is in it.
 * - Cells of fewer than five people are never told, nor those that noise brings under ten. They are told together, two
 *   of them at least: the smallest that could be told joins them where one would stand alone.
 * - A table in which all but a few say the same is not told at all.
 */

/** Fewer people are no figure. */
export const FLOOR = 5
/** Told counts are multiples of it, and none is smaller than twice as much. */
const STEP = 5
/** Cells of a table; those with fewer people are told together. */
const MOST = 20

/** People by value, as they are; never leaves the server. */
export type Counts = Readonly<Record<string, number>>

export interface Told {
  /** Values and people, the most frequent first. */
  cells: readonly { id: string; people: number }[]
  /** People of all values that are told together. */
  others: number
}

/** A table as it is kept for a month. */
export interface Kept {
  /** What counts were when each was last worked out. */
  bases: Counts
  /** Null where nothing may be told. */
  told: Told | null
}

/** @returns a whole number that is always the same for a value and its count, and that nobody can foretell */
export type Noise = (id: string, count: number) => number

const rounded = (people: number): number => Math.max(0, Math.round(people / STEP) * STEP)
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

/**
 * @param now people by value
 * @param before the table of the month before, where there is one
 * @returns what to keep, and what of it may be told
 */
export function protect(now: Counts, before: Kept | undefined, noise: Noise): Kept {
  const bases = basesOf(now, before)
  return { bases, told: toldOf(bases, noise) }
}

/** A count is worked out anew where five people moved; what is new begins at nothing. */
function basesOf(now: Counts, before: Kept | undefined): Counts {
  if (!before) return now
  const ids = [...new Set([...Object.keys(before.bases), ...Object.keys(now)])]
  const moved = ids.map((id) => {
    const [old, fresh] = [before.bases[id] ?? 0, now[id] ?? 0]
    return [id, Math.abs(fresh - old) < FLOOR ? old : fresh] as const
  })
  return Object.fromEntries(moved.filter(([, people]) => people > 0))
}

function toldOf(bases: Counts, noise: Noise): Told | null {
  const all = Object.entries(bases).map(([id, people]) => ({
    id,
    base: people,
    people: rounded(people + noise(id, people)),
  }))
  const whole = sum(all.map(({ base }) => base))
  if (whole - Math.max(0, ...all.map(({ base }) => base)) < FLOOR) return null
  const sorted = all.toSorted((a, b) => b.people - a.people || (a.id < b.id ? -1 : 1))
  const cells = sorted.filter(({ base, people }) => base >= FLOOR && people >= 2 * STEP).slice(0, MOST)
  const hidden = sorted.filter((one) => !cells.includes(one))
  // One alone, or a handful, would be what the others leave of the whole.
  while (hidden.length > 0 && cells.length > 0 && (hidden.length < 2 || sum(hidden.map(({ base }) => base)) < FLOOR))
    hidden.push(cells.pop()!)
  if (cells.length < 2) return null
  const base = sum(hidden.map((one) => one.base))
  const others = hidden.length === 0 ? 0 : Math.max(STEP, rounded(base + noise('\u0000others', base)))
  return { cells: cells.map(({ id, people }) => ({ id, people })), others }
}

/** @returns the tables of several associations as one: made of what each tells, so that it tells no more of any */
export function together(tables: readonly (Told | null)[]): Told | null {
  const told = tables.filter((one) => one !== null)
  if (told.length === 0) return null
  const people = new Map<string, number>()
  for (const { cells } of told) for (const cell of cells) people.set(cell.id, (people.get(cell.id) ?? 0) + cell.people)
  const cells = [...people].map(([id, n]) => ({ id, people: n })).toSorted((a, b) => b.people - a.people)
  return { cells, others: sum(told.map(({ others }) => others)) }
}
