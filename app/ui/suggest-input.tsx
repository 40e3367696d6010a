import { useNavigate } from '@remix-run/react'
import { type InputHTMLAttributes, type KeyboardEvent, useEffect, useId, useState } from 'react'

/** One suggestion: choosing it leads to its address. */
export type Suggestion = {
  address: string
  label: string
  note?: string
  /** Stands above the first of a group. */
  heading?: string
}

export type SuggestProps = {
  /** Answers `?q=` with `{ options }`. */
  source: string
  /** Names the list for those who hear it. */
  label: string
  /** « 3 suggestions », read out when the list changes. */
  count: (count: number) => string
}

const PAUSE = 150
const SHORTEST = 2

/** What the source suggests for a text, a moment after the last key. */
function useSuggestions(source: string, text: string): Suggestion[] {
  const [found, setFound] = useState<Suggestion[]>([])
  useEffect(() => {
    if (text.trim().length < SHORTEST) {
      setFound([])
      return
    }
    const asking = new AbortController()
    const timer = setTimeout(async () => {
      // Suggestions are a help: without an answer the search itself still works.
      const answer = await fetch(`${source}${source.includes('?') ? '&' : '?'}q=${encodeURIComponent(text)}`, {
        signal: asking.signal,
      }).catch(() => undefined)
      if (answer?.ok) setFound(((await answer.json()) as { options: Suggestion[] }).options)
    }, PAUSE)
    return () => {
      clearTimeout(timer)
      asking.abort()
    }
  }, [source, text])
  return found
}

type SuggestInputProps = InputHTMLAttributes<HTMLInputElement> & { suggest: SuggestProps }

/**
 * A search input that suggests as one types (ARIA combobox with a list, WAI-ARIA 1.2). Written out rather than taken
 * from a kit, whose combobox alone weighs half of what a member's page may; without JavaScript it is the plain input.
 */
export function SuggestInput({ suggest, ...input }: SuggestInputProps) {
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const list = useId()
  const navigate = useNavigate()
  const found = useSuggestions(suggest.source, text)
  const shown = open && found.length > 0
  const choose = (one: Suggestion | undefined) => {
    if (!one) return
    setOpen(false)
    navigate(one.address)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!shown) return
    if (event.key === 'Escape') {
      // The browser's own answer to Escape in a search is to empty it.
      event.preventDefault()
      setOpen(false)
    }
    if (event.key === 'Enter' && active >= 0) {
      event.preventDefault()
      choose(found[active])
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    setActive((now) => (now + step + found.length + (now < 0 && step < 0 ? 1 : 0)) % found.length)
  }
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
          setActive(-1)
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setOpen(false)}
      />
      <div id={list} role="listbox" aria-label={suggest.label} className="suggestions" hidden={!shown}>
        {found.map((one, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: focus stays in the input, which handles the keys (WAI-ARIA combobox).
          <div
            key={one.address}
            id={`${list}-${i}`}
            role="option"
            aria-selected={i === active}
            tabIndex={-1}
            data-heading={one.heading}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(one)}
          >
            <span className="font-semibold">{one.label}</span>
            {one.note && <span className="row-note"> {one.note}</span>}
          </div>
        ))}
      </div>
      <span className="sr-only" role="status">
        {shown ? suggest.count(found.length) : ''}
      </span>
    </>
  )
}
