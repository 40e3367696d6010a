import { useId, useRef, useState } from 'react'
import { classNames } from './class-names.ts'
import { Field } from './field.tsx'
import { type Suggestion, SuggestionList, type SuggestProps, useListKeys, useSuggestions } from './suggestions.tsx'
import type { TextareaProps } from './text-input.tsx'

export type MentionTextareaProps = TextareaProps & {
  /** Suggests people after the sign `@`; each has a handle, which is what is written. */
  suggest: SuggestProps
  /** A field of the form that goes along in the question. */
  along?: string
}

/** A name being typed right before the caret. */
const TYPED = /(^|[\s(«"'’])@(\p{L}[\p{L}\p{M}\d’'. -]{0,60})$/u

/**
 * Several lines of text in which `@` names people: suggestions as one types, plain text without JavaScript.
 */
export function MentionTextarea({ id, name, label, hint, error, optional, className, ...more }: MentionTextareaProps) {
  const { suggest, along, rows = 5, ...rest } = more
  const area = useRef<HTMLTextAreaElement>(null)
  const list = useId()
  const [typed, setTyped] = useState('')
  const [source, setSource] = useState(suggest.source)
  const found = useSuggestions(source, typed)
  const shown = typed !== '' && found.length > 0
  const shut = () => setTyped('')
  const choose = ({ handle = '' }: Suggestion) => {
    const { current } = area
    if (!current) return
    const to = current.selectionStart
    const from = current.value.slice(0, to).lastIndexOf('@')
    current.setRangeText(`@${handle} `, from, to, 'end')
    current.focus()
    shut()
  }
  const { active, begin, onKeyDown } = useListKeys(found, shown, { choose, shut })
  const onInput = (text: HTMLTextAreaElement) => {
    const said = along && text.form ? new FormData(text.form).get(along) : null
    const mark = suggest.source.includes('?') ? '&' : '?'
    setSource(said ? `${suggest.source}${mark}${along}=${encodeURIComponent(String(said))}` : suggest.source)
    setTyped(TYPED.exec(text.value.slice(0, text.selectionStart))?.[2] ?? '')
    begin()
  }
  return (
    <Field id={id} name={name} label={label} hint={hint} error={error} optional={optional}>
      {(control) => (
        <div className="mention-field">
          <textarea
            rows={rows}
            className={classNames('control', className)}
            {...rest}
            {...control}
            ref={area}
            aria-autocomplete="list"
            aria-controls={list}
            aria-activedescendant={shown && active >= 0 ? `${list}-${active}` : undefined}
            onInput={(event) => onInput(event.currentTarget)}
            onKeyDown={onKeyDown}
            onBlur={shut}
          />
          <SuggestionList id={list} {...{ suggest, found, shown, active, choose }} />
        </div>
      )}
    </Field>
  )
}
