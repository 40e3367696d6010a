/** Commands that keep running: whatever they started is stopped with them, in reverse order, however they end. */

type Stop = () => Promise<void> | void

const stops: Stop[] = []
let stopping: Promise<never> | undefined

/** Remembers how to stop something that has just been started. */
export function stopLater(stop: Stop): void {
  stops.push(stop)
}

/** Stops everything, then ends the process. Called twice, it stops once. */
export function stopAll(status: number): Promise<never> {
  stopping ??= (async () => {
    for (const stop of stops.reverse()) await Promise.resolve(stop()).catch((error) => console.error(error))
    process.exit(status)
  })()
  return stopping
}

/** Runs a command; Ctrl-C, an end of its terminal or an error stop what it started. */
export function untilStopped(command: () => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopAll(0))
  command().catch((error: Error) => {
    console.error(error.message)
    return stopAll(1)
  })
}
