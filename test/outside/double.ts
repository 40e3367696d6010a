/** What a double of a third party is: handlers for tests in process, the same ones for the demo's small process. */
import type { HttpHandler } from 'msw'

export interface Double {
  /** Where the real one answers: `https://api.resend.com`. */
  origin: string
  /** The third party's own addresses, from `origin` on. */
  handlers: HttpHandler[]
  /** Pages of the demo, as wildcards of path (`*` + `/demo/mails`). */
  pages: HttpHandler[]
  /** What a process has to be told to be led to the double. */
  variables(address: string): Record<string, string>
}

export interface DoubleOptions {
  /** Posts an event to the site's webhook, as the third party would; tests that post by themselves leave it out. */
  post?: (path: string, body: string, headers: Record<string, string>) => void
  /** Its clock, where that is not the machine's; events are signed by the machine's, as their readers check. */
  now?: () => Date
  /** Moves the clock of the site's processes to an instant, or back to the machine's; done when they have taken it. */
  moveClock?: (to: Date | undefined) => Promise<void>
}
