import type { SelectHTMLAttributes } from 'react'
import { classNames } from './class-names.ts'
import { Field, type FieldWords } from './field.tsx'

export type Option = { value: string; label: string; disabled?: boolean }
export type OptionGroup = { label: string; options: readonly Option[] }

export type SelectProps = FieldWords &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, keyof FieldWords | 'children'> & {
    options: readonly (Option | OptionGroup)[]
    /** The words of the empty first answer: « Choisissez… », « Toutes les villes ». */
    empty?: string
  }

/** The options of a `select`, grouped or not: also for the bare ones in tables. */
export function Options({ options, empty }: Pick<SelectProps, 'options' | 'empty'>) {
  return (
    <>
      {empty !== undefined && <option value="">{empty}</option>}
      {options.map((entry) =>
        'options' in entry ? (
          <optgroup key={entry.label} label={entry.label}>
            <Options options={entry.options} />
          </optgroup>
        ) : (
          <option key={entry.value} value={entry.value} disabled={entry.disabled}>
            {entry.label}
          </option>
        ),
      )}
    </>
  )
}

/** The browser's own list, for seven answers and more; fewer read better as radios. */
export function Select({ id, name, label, hint, error, optional, options, empty, className, ...rest }: SelectProps) {
  return (
    <Field id={id} name={name} label={label} hint={hint} error={error} optional={optional}>
      {(control) => (
        <select className={classNames('control', className)} {...rest} {...control}>
          <Options options={options} empty={empty} />
        </select>
      )}
    </Field>
  )
}
