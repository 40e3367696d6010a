/** What becomes of an error that nobody heard: it is named in the log, and decides whether the process may go on. */

interface LastWords {
  log: { fatal(facts: object, message: string): void }
  /** Whether an error left nothing in doubt: a connection that broke. */
  isHarmless: (error: unknown) => boolean
  /** Ends the process; whoever supervises it starts another. */
  end: (status: number) => void
}

/** An event or a rejection that nobody hears comes here too. */
export function lastWords({ log, isHarmless, end }: LastWords): (error: unknown, origin: string) => void {
  return (error, origin) => {
    const goesOn = isHarmless(error)
    try {
      log.fatal({ err: error, origin }, goesOn ? 'unheard, the process goes on' : 'unheard, the process ends')
    } finally {
      // What else the error interrupted is unknown: a new process is the one sure state.
      if (!goesOn) end(1)
    }
  }
}
