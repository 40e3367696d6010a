import { Field } from './field.tsx'
import type { TextInputProps } from './text-input.tsx'

type PasswordInputProps = Omit<TextInputProps, 'type' | 'after' | 'narrow' | 'className'> & {
  /** « Afficher » */
  show: string
  /** « Masquer » */
  hide: string
}

/** A password that its owner may read while typing; without a script it stays hidden, and there is no button. */
export function PasswordInput({ id, name, label, hint, error, optional, show, hide, ...rest }: PasswordInputProps) {
  return (
    <Field id={id} name={name} label={label} hint={hint} error={error} optional={optional}>
      {(control) => (
        <div className="password-field">
          <input type="password" className="control" {...rest} {...control} />
          <button
            type="button"
            className="needs-script"
            aria-controls={control.id}
            aria-pressed={false}
            data-show={show}
            data-hide={hide}
          >
            {show}
          </button>
        </div>
      )}
    </Field>
  )
}
