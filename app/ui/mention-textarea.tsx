import { useId } from 'react'
import { classNames } from './class-names.ts'
import { Field } from './field.tsx'
import { SuggestionList, type SuggestProps } from './suggestions.tsx'
import type { TextareaProps } from './text-input.tsx'

export type MentionTextareaProps = TextareaProps & {
  /** Suggests people after the sign `@`; each has a handle, which is what is written. */
  suggest: SuggestProps
  /** A field of the form that goes along in the question. */
  along?: string
}

/**
 * Several lines of text in which `@` names people: suggestions as one types (`browser/suggesting.ts`), plain text
 * without JavaScript.
 */
export function MentionTextarea({ id, name, label, hint, error, optional, className, ...more }: MentionTextareaProps) {
  const { suggest, along, rows = 5, ...rest } = more
  const list = useId()
  return (
    <Field id={id} name={name} label={label} hint={hint} error={error} optional={optional}>
      {(control) => (
        <div className="mention-field">
          <textarea
            rows={rows}
            className={classNames('control', className)}
            {...rest}
            {...control}
            aria-autocomplete="list"
            aria-controls={list}
            data-suggest={suggest.source}
            data-along={along}
          />
          <SuggestionList id={list} suggest={suggest} />
        </div>
      )}
    </Field>
  )
}
