import ArrowDown from 'lucide-react/icons/arrow-down'
import ArrowUp from 'lucide-react/icons/arrow-up'
import type { ReactNode, TdHTMLAttributes, ThHTMLAttributes } from 'react'
import { Anchor } from './anchor.tsx'
import { classNames } from './class-names.ts'
import { Icon } from './icon.tsx'

type TableProps = {
  /** Unique in the page: names the region. */
  id: string
  caption: ReactNode
  /** The caption repeats a heading just above: read out only. */
  captionHidden?: boolean
  /** The headings, as `ColumnHead`s. */
  head: ReactNode
  /** The lines, as `tr`. */
  children: ReactNode
  foot?: ReactNode
  /** The column of names, the first of headings, stays while one scrolls sideways. */
  firstSticky?: boolean
  /** The column under the pointer or in focus is shown as the line is: for matrices of up to 14 columns. */
  columns?: boolean
  /** Of few columns: on a phone they share its width, and long words break, so that all stand side by side. */
  fit?: boolean
  /** Lines of 44 px that do not break: for long lists of records. */
  dense?: boolean
  /** Long tables scroll within 80 % of the window under their headings. */
  tall?: boolean
}

/** A table in a region of its own that scrolls and takes the focus, so that the page never scrolls sideways. */
export function Table({
  id,
  caption,
  captionHidden,
  head,
  children,
  foot,
  firstSticky,
  columns,
  fit,
  dense,
  tall,
}: TableProps) {
  return (
    <section
      className={classNames(
        'table-region',
        firstSticky && 'table-first-sticky',
        tall && 'table-tall',
        columns && 'table-columns',
        fit && 'table-fit',
        dense && 'table-dense',
      )}
      aria-labelledby={`${id}-caption`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
      tabIndex={0}
    >
      <table id={id} className="table">
        <caption id={`${id}-caption`} className={captionHidden ? 'sr-only' : undefined}>
          {caption}
        </caption>
        <thead>
          <tr>{head}</tr>
        </thead>
        <tbody>{children}</tbody>
        {foot && <tfoot>{foot}</tfoot>}
      </table>
    </section>
  )
}

type ColumnHeadProps = ThHTMLAttributes<HTMLTableCellElement> & {
  number?: boolean
  /** The address of the page sorted by this column. */
  sortTo?: string
  sorted?: 'ascending' | 'descending'
}

/** The heading of a column; a link when one can sort by it. */
export function ColumnHead({ number, sortTo, sorted, children, ...rest }: ColumnHeadProps) {
  const arrow = sorted && <Icon of={sorted === 'ascending' ? ArrowUp : ArrowDown} size={16} />
  return (
    <th scope="col" aria-sort={sorted} className={number ? 'number' : undefined} {...rest}>
      {sortTo ? (
        <Anchor to={sortTo} keepScroll>
          {children}
          {arrow}
        </Anchor>
      ) : (
        children
      )}
    </th>
  )
}

/** The heading of a line: the person, the field. */
export function RowHead(props: ThHTMLAttributes<HTMLTableCellElement>) {
  return <th scope="row" {...props} />
}

/** A cell; `number` sets figures to the right, all of one width. */
export function Cell({ number, className, ...rest }: TdHTMLAttributes<HTMLTableCellElement> & { number?: boolean }) {
  return <td className={classNames(number && 'number', className)} {...rest} />
}

/** The box that chooses a line for a bulk action, 44 px around; `label` is read out: « Choisir Céline Martin ». */
export function RowTick({ name, value, label, form }: { name: string; value: string; label: string; form?: string }) {
  return (
    <label className="tick-cell">
      <span className="sr-only">{label}</span>
      <input type="checkbox" name={name} value={value} form={form} />
    </label>
  )
}

type CellTickProps = {
  name: string
  value: string
  /** Read out: « Mobile, recruteurs ». */
  label: string
  /** « Voit » and « Ne voit pas »: the word beside the box, which follows it. */
  on: string
  off: string
  defaultChecked?: boolean
  disabled?: boolean
}

/** A yes or no in a matrix, as a box and a word. */
export function CellTick({ label, on, off, ...input }: CellTickProps) {
  return (
    <label className="cell-tick">
      <input type="checkbox" aria-label={label} {...input} />
      <span className="on">{on}</span>
      <span className="off">{off}</span>
    </label>
  )
}
