import { Fragment, type ReactNode } from 'react'
import type { FieldId } from '#app/vocabulary/fields.ts'
import type { ShownFields } from './shown.ts'

type LineProps = { fields: ShownFields; of: readonly FieldId[]; between?: ReactNode }

/** Values in a line, those that are there; `data-value` where the words are formatted. */
export function Line({ fields, of, between = ' · ' }: LineProps) {
  const there = of.flatMap((field) => (fields[field]?.text ? [fields[field]] : []))
  return there.map(({ field, text, value }, index) => (
    <Fragment key={field}>
      {index > 0 && between}
      <span data-field={field} data-value={value === undefined ? undefined : JSON.stringify(value)}>
        {text}
      </span>
    </Fragment>
  ))
}
