/**
 * Local times with their zone (B9): what a clock on the wall shows, `2026-11-22T18:30`, and the instant that follows
 * from it and the zone's rules. A minute that a spring leaves out stands for the same count of minutes after the
 * change, one that an autumn brings twice for the first of the two, as RFC 5545 (§3.3.5) reads them. Pure.
 */

const HOUR = 3_600_000
const MINUTE = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/

const formats = new Map<string, Intl.DateTimeFormat>()

/** Throws a RangeError for a zone that is none. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const options = { timeZone: zone, dateStyle: 'short', timeStyle: 'short' } as const
  const made = new Intl.DateTimeFormat('sv-SE', options)
  formats.set(zone, made)
  return made
}

/** @returns such as `2026-11-22T18:30`: what a clock in the zone shows at that instant */
export function minuteIn(zone: string, at: Date): string {
  return formatOf(zone).format(at).replace(' ', 'T')
}

/** @returns milliseconds that the zone is ahead of UTC at that instant */
function offsetIn(zone: string, at: Date): number {
  const whole = Math.floor(at.getTime() / 60_000) * 60_000
  return Date.parse(`${minuteIn(zone, at)}:00Z`) - whole
}

/** @returns the instant of a minute without a zone, as though it were of UTC; undefined for a text that is none */
function asUtc(minute: string): number | undefined {
  if (!MINUTE.test(minute)) return undefined
  const at = Date.parse(`${minute}:00Z`)
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 16) !== minute ? undefined : at
}

/**
 * @param minute `2026-11-22T18:30`
 * @returns its instant in the zone: the earlier of two; where there is none, as long after the change as the text
 *   stands after the last minute that was. Undefined for a text that is no minute
 */
export function instantIn(zone: string, minute: string): Date | undefined {
  const plain = asUtc(minute)
  if (plain === undefined) return undefined
  const before = offsetIn(zone, new Date(plain - 24 * HOUR))
  const after = offsetIn(zone, new Date(plain + 24 * HOUR))
  const fits = [before, after].map((offset) => new Date(plain - offset)).filter((at) => minuteIn(zone, at) === minute)
  fits.sort((a, b) => a.getTime() - b.getTime())
  return fits[0] ?? new Date(plain - before)
}

/** @returns true for a minute that the zone's clocks never show: they were put forward over it */
export function isLeftOut(zone: string, minute: string): boolean {
  const at = instantIn(zone, minute)
  return at !== undefined && minuteIn(zone, at) !== minute
}
