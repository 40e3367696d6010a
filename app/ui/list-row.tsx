import type { HTMLAttributes, ReactNode } from 'react'
import { Anchor } from './anchor.tsx'
import { classNames } from './class-names.ts'

type RowsProps = HTMLAttributes<HTMLUListElement> & {
  /** Without a frame: inside a card. */
  plain?: boolean
}

/** A list of lines of 64 px; its `li` are `Row`s or hold the classes `row-main`, `row-link`, `row-note`, `row-end`. */
export function Rows({ plain, className, ...rest }: RowsProps) {
  return <ul className={classNames('rows', plain && 'rows-plain', className)} {...rest} />
}

type RowProps = Omit<HTMLAttributes<HTMLLIElement>, 'title'> & {
  to?: string
  title: ReactNode
  /** A face or an icon. */
  lead?: ReactNode
  /** Under the title. */
  note?: ReactNode
  /** At the end of the line: a badge, a date, a button. */
  end?: ReactNode
}

/** One line whose title leads on; the whole line can be pressed. */
export function Row({ to, title, lead, note, end, ...rest }: RowProps) {
  return (
    <li {...rest}>
      {lead}
      <div className="row-main">
        {to ? (
          <Anchor className="row-link" to={to}>
            {title}
          </Anchor>
        ) : (
          <span className="text-base font-semibold">{title}</span>
        )}
        {note && <div className="row-note">{note}</div>}
      </div>
      {end && <div className="row-end">{end}</div>}
    </li>
  )
}
