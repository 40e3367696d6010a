import type { ReactNode } from 'react'

type LookAgainProps = {
  id: string
  /** Seconds between two looks. */
  every?: number
  /** Looks less and less often. */
  slower?: boolean
  /** How far it is: put in place at each look. */
  children?: ReactNode
}

/**
 * Has the page look again while something is under way, with JavaScript (`browser/look-again.ts`) or without. Once the
 * page no longer draws it, the whole page is loaded.
 */
export function LookAgain({ id, every = 2, slower, children }: LookAgainProps) {
  return (
    <div id={id} data-live data-look-again={every} data-slower={slower ? '' : undefined}>
      <noscript>
        <meta httpEquiv="refresh" content={String(Math.max(2, every))} />
      </noscript>
      {children}
    </div>
  )
}
