import { Form } from './form.tsx'
import { Icon, type IconShape } from './icon.tsx'

export type SwitchFormProps = {
  /** Where the choice is posted, as `name`=`value` with `redirectTo`. */
  action: string
  name: string
  label: string
  options: readonly { value: string; text: string; icon?: IconShape; lang?: string }[]
  current: string
  redirectTo: string
}

/** A choice among two or three that is kept at once: language, light or dark. */
export function SwitchForm({ action, name, label, options, current, redirectTo }: SwitchFormProps) {
  return (
    <Form method="post" action={action} className="switch" aria-label={label} keepScroll>
      <span aria-hidden="true">{label}</span>
      <input type="hidden" name="redirectTo" value={redirectTo} />
      <span className="switch-options">
        {options.map(({ value, text, icon, lang }) => (
          <button
            key={value}
            type="submit"
            name={name}
            value={value}
            lang={lang}
            aria-pressed={value === current}
            className="switch-option"
          >
            {icon && <Icon of={icon} />}
            {text}
          </button>
        ))}
      </span>
    </Form>
  )
}
