import type { ReactNode } from 'react'

type ProgressProps = {
  id: string
  label: ReactNode
  /** Done so far, of `max`; without it: under way, nobody knows how far. */
  value?: number
  max?: number
  /** « 1 250 lignes sur 14 000 » */
  text: ReactNode
}

/** How far a task in the background is. Read out by `role="status"` on its text. */
export function Progress({ id, label, value, max = 100, text }: ProgressProps) {
  return (
    <div className="progress">
      <label htmlFor={id} className="field-label">
        {label}
      </label>
      <progress id={id} value={value} max={max} />
      <p className="count" role="status">
        {text}
      </p>
    </div>
  )
}
