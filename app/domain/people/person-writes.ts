/** What one write of people says of itself, and of whom it writes. */
import type { LoadedPerson } from './load-people.server.ts'
import type { PersonSource, Writer } from './person-source.ts'

/** Who writes, and on whose account: kept with every value. */
export interface Trace {
  from: Writer
  /** The one clock's now. */
  now: Date
  /** Name of the file or form the values come from. */
  source?: string
  accountId?: string
  /** The import's id, for undoing it. */
  runId?: string
}

export interface Write {
  /** Absent for a new person. */
  before?: LoadedPerson
  after: PersonSource
}
