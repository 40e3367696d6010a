import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

type SplitProps = {
  side: ReactNode
  /** 320 px beside (profile) instead of 280 (filters, menus of settings). */
  wideSide?: boolean
  /** Read last; under the side where there is room. */
  below?: ReactNode
  children: ReactNode
}

/** A side and the work: the side comes first in reading order, beside the work from 1024 px. */
export function Split({ side, wideSide, below, children }: SplitProps) {
  return (
    <div className={classNames('split', wideSide && 'split-wide-side')}>
      <div className="stack">{side}</div>
      <div className="stack">{children}</div>
      {below && <div className="split-below">{below}</div>}
    </div>
  )
}

/** Blocks under one another with the same air between. */
export function Stack({ children }: { children: ReactNode }) {
  return <div className="stack">{children}</div>
}

/** One narrow column in the middle: sign-in, confirmation, one question. */
export function Narrow({ children }: { children: ReactNode }) {
  return <div className="narrow stack">{children}</div>
}

/** Running text, at most 68 characters a line. */
export function Reading({ children }: { children: ReactNode }) {
  return <div className="reading">{children}</div>
}

/** Buttons and links in a line; one above the other on a phone. */
export function Actions({ children }: { children: ReactNode }) {
  return <div className="actions">{children}</div>
}
