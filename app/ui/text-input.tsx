import type { InputHTMLAttributes, ReactNode, TextareaHTMLAttributes } from 'react'
import { classNames } from './class-names.ts'
import { Field, type FieldWords } from './field.tsx'

type Own<Attributes> = FieldWords & Omit<Attributes, keyof FieldWords | 'children'>

export type TextInputProps = Own<InputHTMLAttributes<HTMLInputElement>> & {
  /** What stands after the control: « € », « @isep-alumni.fr ». Say it in the label or hint too. */
  after?: ReactNode
  /** For years, codes, amounts: as wide as what is expected. */
  narrow?: boolean
}

/** One line of text, with `type`, `autoComplete` and `inputMode` as in HTML. */
export function TextInput({
  id,
  name,
  label,
  hint,
  error,
  optional,
  after,
  narrow,
  className,
  type = 'text',
  ...rest
}: TextInputProps) {
  const style = classNames('control', narrow && 'control-narrow', className)
  return (
    <Field id={id} name={name} label={label} hint={hint} error={error} optional={optional}>
      {(control) => {
        const input = <input type={type} className={style} {...rest} {...control} />
        if (!after) return input
        return (
          <div className="affix">
            {input}
            <span>{after}</span>
          </div>
        )
      }}
    </Field>
  )
}

export type TextareaProps = Own<TextareaHTMLAttributes<HTMLTextAreaElement>>

/** Several lines of text; grows with what is typed where the browser can. */
export function Textarea({ id, name, label, hint, error, optional, className, rows = 5, ...rest }: TextareaProps) {
  return (
    <Field id={id} name={name} label={label} hint={hint} error={error} optional={optional}>
      {(control) => <textarea rows={rows} className={classNames('control', className)} {...rest} {...control} />}
    </Field>
  )
}

export type FileInputProps = Own<InputHTMLAttributes<HTMLInputElement>>

/** A file to send: say in the hint which kinds and how large. The form needs `encType="multipart/form-data"`. */
export function FileInput({ id, name, label, hint, error, optional, className, ...rest }: FileInputProps) {
  return (
    <Field id={id} name={name} label={label} hint={hint} error={error} optional={optional}>
      {(control) => <input type="file" className={classNames('control', className)} {...rest} {...control} />}
    </Field>
  )
}
