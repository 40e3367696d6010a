import { useNavigate } from '@remix-run/react'
import { type InputHTMLAttributes, useId, useState } from 'react'
import { type Suggestion, SuggestionList, type SuggestProps, useListKeys, useSuggestions } from './suggestions.tsx'

type SuggestInputProps = InputHTMLAttributes<HTMLInputElement> & { suggest: SuggestProps }

/**
 * A search input that suggests as one types (ARIA combobox with a list, WAI-ARIA 1.2). Written out rather than taken
 * from a kit, whose combobox alone weighs half of what a member's page may; without JavaScript it is the plain input.
 */
export function SuggestInput({ suggest, ...input }: SuggestInputProps) {
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const list = useId()
  const navigate = useNavigate()
  const found = useSuggestions(suggest.source, text)
  const shown = open && found.length > 0
  const choose = (one: Suggestion) => {
    setOpen(false)
    navigate(one.address)
  }
  const { active, begin, onKeyDown } = useListKeys(found, shown, { choose, shut: () => setOpen(false) })
  return (
    <>
      <input
        {...input}
        role="combobox"
        aria-expanded={shown}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={shown && active >= 0 ? `${list}-${active}` : undefined}
        onInput={(event) => {
          setText(event.currentTarget.value)
          setOpen(true)
          begin()
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setOpen(false)}
      />
      <SuggestionList id={list} {...{ suggest, found, shown, active, choose }} />
    </>
  )
}
