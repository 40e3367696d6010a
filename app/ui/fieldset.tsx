import type { ReactNode } from 'react'
import { describedBy, FieldNotes, firstError } from './field.tsx'

export type FieldsetProps = {
  /** Where the error summary leads. */
  id: string
  legend: ReactNode
  hint?: ReactNode
  error?: string | readonly string[] | null
  /** The legend is the title of the page or of a section. */
  legendAs?: 'h1' | 'h2'
  children: ReactNode
}

/** Fields that answer one question together. */
export function Fieldset({ id, legend, hint, error, legendAs: Heading, children }: FieldsetProps) {
  const wrong = firstError(error)
  const { 'aria-describedby': notes } = describedBy(id, hint, wrong)
  return (
    <fieldset id={id} tabIndex={-1} className="field" aria-describedby={notes}>
      <legend>{Heading ? <Heading>{legend}</Heading> : legend}</legend>
      <FieldNotes id={id} hint={hint} error={wrong} />
      {children}
    </fieldset>
  )
}
