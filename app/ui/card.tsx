import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

type CardProps = {
  /** Names the section, with its id `<id>-title`. */
  title?: ReactNode
  id?: string
  level?: 2 | 3
  /** Beside the title: one link or small button. */
  aside?: ReactNode
  /** No inner margin: for a list or table that fills the card. */
  flush?: boolean
  children: ReactNode
}

/** One subject of a page in a frame. */
export function Card({ title, id, level = 2, aside, flush, children }: CardProps) {
  const Heading = level === 2 ? 'h2' : 'h3'
  const titleId = id && title ? `${id}-title` : undefined
  return (
    <section id={id} aria-labelledby={titleId} className={classNames('card', flush && 'card-flush')}>
      {title && (
        <div className="card-head">
          <Heading id={titleId} className="text-lg">
            {title}
          </Heading>
          {aside}
        </div>
      )}
      {children}
    </section>
  )
}
