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

/** Lets the clock run on from an instant, or from the machine's own time with `undefined`. For the demo. */
export function moveClock(to: Date | undefined): void {
  const ahead = to ? to.getTime() - Date.now() : 0
  if (to) holder.alumniClock = () => new Date(Date.now() + ahead)
  else delete holder.alumniClock
}

/** @returns when the machine's own clock, by which the queue waits, will read what this clock calls `at`. */
export function machineTime(at: Date): Date {
  return new Date(at.getTime() - now().getTime() + Date.now())
}
