import CircleAlert from 'lucide-react/icons/circle-alert'
import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'

/** What every field takes. Ids of the notes are those of Conform: `<id>-description`, `<id>-error`. */
export type FieldWords = {
  /** Unique in the page; the name unless told. */
  id?: string
  name: string
  label: ReactNode
  hint?: ReactNode
  /** The words of the error, the first of several is shown. */
  error?: string | readonly string[] | null
  /** « facultatif », in the page's language; fields without it are required. */
  optional?: ReactNode
}

/** The first error, if any. */
export function firstError(error: FieldWords['error']): string | undefined {
  return (typeof error === 'string' ? error : error?.[0]) || undefined
}

/** The attributes which tie a control to its hint and error. */
export function describedBy(id: string, hint: unknown, error: string | undefined) {
  const ids = [hint ? `${id}-description` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return { 'aria-describedby': ids || undefined, 'aria-invalid': error ? true : undefined } as const
}

/** The hint and the error under a label or a legend. */
export function FieldNotes({ id, hint, error }: { id: string; hint?: ReactNode; error?: string }) {
  return (
    <>
      {hint && (
        <div id={`${id}-description`} className="field-hint">
          {hint}
        </div>
      )}
      {error && (
        <p id={`${id}-error`} className="field-error">
          <Icon of={CircleAlert} />
          <span>{error}</span>
        </p>
      )}
    </>
  )
}

type FieldProps = FieldWords & {
  /** The control: give it `id`, `name` and the attributes. */
  children: (control: { id: string; name: string } & ReturnType<typeof describedBy>) => ReactNode
}

/** Label, hint, error and control, tied together: for controls that have no component of their own. */
export function Field({ id: ownId, name, label, hint, error, optional, children }: FieldProps) {
  const id = ownId ?? name
  const wrong = firstError(error)
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {optional && <span className="field-optional"> ({optional})</span>}
      </label>
      <FieldNotes id={id} hint={hint} error={wrong} />
      {children({ id, name, ...describedBy(id, hint, wrong) })}
    </div>
  )
}
