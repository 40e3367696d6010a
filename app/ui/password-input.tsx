import { useEffect, useState } from 'react'
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
  const [alive, setAlive] = useState(false)
  const [shown, setShown] = useState(false)
  useEffect(() => setAlive(true), [])
  return (
    <Field id={id} name={name} label={label} hint={hint} error={error} optional={optional}>
      {(control) => (
        <div className="password-field">
          <input type={shown ? 'text' : 'password'} className="control" {...rest} {...control} />
          {alive && (
            <button type="button" aria-controls={control.id} aria-pressed={shown} onClick={() => setShown(!shown)}>
              {shown ? hide : show}
            </button>
          )}
        </div>
      )}
    </Field>
  )
}
