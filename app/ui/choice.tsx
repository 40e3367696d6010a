import type { InputHTMLAttributes, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { describedBy, FieldNotes, type FieldWords, firstError } from './field.tsx'
import { Fieldset } from './fieldset.tsx'

type ChoiceOption = {
  value: string
  label: ReactNode
  hint?: ReactNode
  disabled?: boolean
  /** Fields that this answer alone asks for: in sight while it is chosen, also without JavaScript. Never `required`. */
  inside?: ReactNode
}

function Choice({
  label,
  hint,
  id,
  ...input
}: InputHTMLAttributes<HTMLInputElement> & { label: ReactNode; hint?: ReactNode }) {
  return (
    <label className="choice" htmlFor={id}>
      <input id={id} {...input} />
      <span className="choice-words">
        {label}
        {hint && <span className="choice-hint">{hint}</span>}
      </span>
    </label>
  )
}

export type CheckboxProps = FieldWords & Omit<InputHTMLAttributes<HTMLInputElement>, keyof FieldWords | 'type'>

/** One box to tick, with its words; sends `value` (« on » unless told) when ticked. */
export function Checkbox({ id: ownId, name, label, hint, error, optional, ...rest }: CheckboxProps) {
  const id = ownId ?? name
  const wrong = firstError(error)
  return (
    <div className="field">
      <FieldNotes id={id} error={wrong} />
      <Choice
        type="checkbox"
        id={id}
        name={name}
        label={label}
        hint={hint}
        {...rest}
        {...describedBy(id, null, wrong)}
      />
    </div>
  )
}

type GroupProps = {
  id?: string
  name: string
  legend: ReactNode
  hint?: ReactNode
  error?: FieldWords['error']
  legendAs?: 'h1' | 'h2'
  options: readonly ChoiceOption[]
  /** Side by side, for two or three short answers. */
  inline?: boolean
  /** Each answer in a frame, for choices that deserve thought. */
  framed?: boolean
}

export type RadioGroupProps = GroupProps & {
  defaultValue?: string | null
  required?: boolean
}
export type CheckboxGroupProps = GroupProps & { defaultValues?: readonly string[] }

function Group({
  type,
  chosen,
  required,
  ...props
}: GroupProps & { type: string; chosen: readonly string[]; required?: boolean }) {
  const { id: ownId, name, legend, hint, error, legendAs, options, inline, framed } = props
  const id = ownId ?? name
  return (
    <Fieldset id={id} legend={legend} hint={hint} error={error} legendAs={legendAs}>
      <div className={classNames(inline && 'choices-inline', framed && 'choices-framed')}>
        {options.map(({ inside, value, ...option }) => {
          const choice = (
            <Choice
              key={value}
              {...{ type, name, value, required, ...option }}
              id={`${id}-${value}`}
              defaultChecked={chosen.includes(value)}
            />
          )
          return inside === undefined ? (
            choice
          ) : (
            <div key={value} className="choice-with">
              {choice}
              <div className="choice-inside stack">{inside}</div>
            </div>
          )
        })}
      </div>
    </Fieldset>
  )
}

/** One answer out of a few. */
export function RadioGroup({ defaultValue, ...props }: RadioGroupProps) {
  return <Group type="radio" chosen={defaultValue == null ? [] : [defaultValue]} {...props} />
}

/** Any number of answers, all under the same name. */
export function CheckboxGroup({ defaultValues = [], ...props }: CheckboxGroupProps) {
  return <Group type="checkbox" chosen={defaultValues} {...props} />
}
