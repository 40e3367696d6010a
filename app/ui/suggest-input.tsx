import { type InputHTMLAttributes, useId } from 'react'
import { SuggestionList, type SuggestProps } from './suggestions.tsx'

type SuggestInputProps = InputHTMLAttributes<HTMLInputElement> & { suggest: SuggestProps }

/** A search input that suggests as one types (`browser/suggest.ts`); without JavaScript it is the plain input. */
export function SuggestInput({ suggest, ...input }: SuggestInputProps) {
  const list = useId()
  return (
    <>
      <input
        {...input}
        role="combobox"
        aria-expanded={false}
        aria-controls={list}
        aria-autocomplete="list"
        data-suggest={suggest.source}
      />
      <SuggestionList id={list} suggest={suggest} />
    </>
  )
}
