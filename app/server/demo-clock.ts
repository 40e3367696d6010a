/** The demo's one clock: what `/demo/clock` says goes from the doubles' process to every process, which answers. */

/** Of a process that handles messages, or of one that was started. */
interface Line {
  on(event: 'message', heard: (message: ClockMessage) => void): unknown
  off(event: 'message', heard: (message: ClockMessage) => void): unknown
  send?: ((message: ClockMessage) => unknown) | undefined
}

interface ClockMessage {
  /** An ISO instant; null for the machine's time. */
  moveClock?: string | null
  clockMoved?: true
}

/** Tells one process, and waits for its word. */
function tell(line: Line, message: ClockMessage): Promise<void> {
  return new Promise((done) => {
    const heard = ({ clockMoved }: ClockMessage) => {
      if (!clockMoved) return
      line.off('message', heard)
      done()
    }
    line.on('message', heard)
    line.send?.(message)
  })
}

/** Asks for the clock to be moved. Resolves when every process has moved its own. */
export function askToMove(line: Line, to: Date | undefined): Promise<void> {
  return tell(line, { moveClock: to ? to.toISOString() : null })
}

/** Moves this process's clock when it is told to, and says so. @param move sets this process's clock */
export function followClock(line: Line, move: (to: Date | undefined) => void): void {
  line.on('message', ({ moveClock }: ClockMessage) => {
    if (moveClock === undefined) return
    move(moveClock === null ? undefined : new Date(moveClock))
    line.send?.({ clockMoved: true })
  })
}

/** Hands on what the doubles ask to every process of the site. */
export function relayClock(doubles: Line, sites: readonly Line[]): void {
  doubles.on('message', async ({ moveClock }: ClockMessage) => {
    if (moveClock === undefined) return
    await Promise.all(sites.map((site) => tell(site, { moveClock })))
    doubles.send?.({ clockMoved: true })
  })
}
