import Search from 'lucide-react/icons/search'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { Form } from './form.tsx'
import { SuggestInput } from './suggest-input.tsx'
import type { SuggestProps } from './suggestions.tsx'

export type SearchFieldProps = {
  /** Where the search is answered; the page itself unless told. */
  action?: string
  name?: string
  /** Read out; shown above when `labelShown`. */
  label: string
  labelShown?: boolean
  hint?: ReactNode
  button: string
  defaultValue?: string | null
  /** What else stays in the address: filters in force. */
  keep?: readonly { name: string; value: string }[]
  id?: string
  /** Suggests as one types; the search works without. */
  suggest?: SuggestProps
  /** Another action of the page goes first. */
  secondary?: boolean
  /** The page was opened to search. */
  autoFocus?: boolean
}

/** A search as a form that asks by GET: the address says it all. */
export function SearchField(props: SearchFieldProps) {
  const { action, name = 'q', label, labelShown, hint, button, defaultValue, keep = [], id = 'search' } = props
  const { suggest, autoFocus, secondary } = props
  const input = {
    type: 'search',
    id,
    name,
    defaultValue: defaultValue ?? '',
    className: 'control',
    autoComplete: 'off',
    enterKeyHint: 'search',
    autoFocus,
    'aria-describedby': hint ? `${id}-description` : undefined,
  } as const
  return (
    <search>
      <Form method="get" action={action}>
        <label htmlFor={id} className={labelShown ? 'field-label' : 'sr-only'}>
          {label}
        </label>
        {hint && (
          <div id={`${id}-description`} className="field-hint">
            {hint}
          </div>
        )}
        {keep.map((entry) => (
          <input key={`${entry.name}=${entry.value}`} type="hidden" {...entry} />
        ))}
        <div className="search-field">
          {suggest ? (
            <SuggestInput key={defaultValue} suggest={suggest} {...input} />
          ) : (
            <input key={defaultValue} {...input} />
          )}
          <Button icon={Search} look={secondary ? 'secondary' : 'primary'}>
            {button}
          </Button>
        </div>
      </Form>
    </search>
  )
}
