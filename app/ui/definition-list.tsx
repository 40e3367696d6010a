import type { ReactNode } from 'react'

type DefinitionProps = {
  term: ReactNode
  /** The field's id where the value is a person's: `data-field`. */
  field?: string
  /** The JSON value where the text is formatted: `data-value`. */
  value?: unknown
  /** At the end of the line: « Visible : cotisants – Modifier ». */
  aside?: ReactNode
  children: ReactNode
}

/** Terms and their values, one line each. */
export function DefinitionList({ children }: { children: ReactNode }) {
  return <dl className="definitions">{children}</dl>
}

/** One line of a `DefinitionList`. Absent values have no line. */
export function Definition({ term, field, value, aside, children }: DefinitionProps) {
  return (
    <div className="definition">
      <dt>{term}</dt>
      <dd data-field={field} data-value={value === undefined ? undefined : JSON.stringify(value)}>
        {children}
      </dd>
      {aside && <dd className="definition-aside">{aside}</dd>}
    </div>
  )
}
