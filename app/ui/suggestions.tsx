import { useEffect, useState } from 'react'

/** One suggestion: choosing it leads to its address. */
export type Suggestion = {
  address: string
  label: string
  note?: string
  /** Of a person. */
  handle?: string
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
export function useSuggestions(source: string, text: string): Suggestion[] {
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

/**
 * Which suggestion the keys stand on.
 * @returns it, and what the keys do: down and up go round, Enter chooses, Escape shuts the list
 */
export function useListKeys(
  found: readonly Suggestion[],
  shown: boolean,
  on: { choose(one: Suggestion): void; shut(): void },
) {
  const [active, setActive] = useState(-1)
  const onKeyDown = (event: { key: string; preventDefault(): void }) => {
    if (!shown) return
    if (event.key === 'Escape') {
      // The browser's own answer to Escape in a search is to empty it.
      event.preventDefault()
      on.shut()
    }
    const one = found[active]
    if (event.key === 'Enter' && one) {
      event.preventDefault()
      on.choose(one)
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    setActive((now) => (now + step + found.length + (now < 0 && step < 0 ? 1 : 0)) % found.length)
  }
  return { active, begin: () => setActive(-1), onKeyDown }
}

type SuggestionListProps = {
  id: string
  suggest: Pick<SuggestProps, 'label' | 'count'>
  found: readonly Suggestion[]
  shown: boolean
  active: number
  choose: (one: Suggestion) => void
}

/** The list below the field, and how many there are for those who hear it. */
export function SuggestionList({ id, suggest, found, shown, active, choose }: SuggestionListProps) {
  return (
    <>
      <div id={id} role="listbox" aria-label={suggest.label} className="suggestions" hidden={!shown}>
        {found.map((one, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: focus stays in the field, which has the keys (ARIA combobox)
          <div
            key={one.address}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === active}
            tabIndex={-1}
            data-heading={one.heading}
            data-person={one.handle}
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
