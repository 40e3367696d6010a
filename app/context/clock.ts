/** The one clock. Code that asks what time it is asks here, so that tests can answer. */

/** On globalThis: the built site and the tests around it are two copies of this file in one process. */
const holder = globalThis as typeof globalThis & { alumniClock?: () => Date }

/** @returns the present instant. */
export function now(): Date {
  return holder.alumniClock?.() ?? new Date()
}

/** Stops the clock at an instant, or lets it go on with `undefined`. For tests. */
export function setClock(at: Date | undefined): void {
  if (at) holder.alumniClock = () => new Date(at)
  else delete holder.alumniClock
}
