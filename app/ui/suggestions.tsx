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

type SuggestionListProps = {
  id: string
  suggest: Pick<SuggestProps, 'label' | 'count'>
}

/**
 * The list below a field, which `browser/suggest.ts` fills, and how many there are for those who hear it: the words for
 * one, and those for two, whose number it replaces.
 */
export function SuggestionList({ id, suggest: { label, count } }: SuggestionListProps) {
  return (
    <>
      <div id={id} role="listbox" aria-label={label} className="suggestions" hidden />
      <span className="sr-only" role="status" data-one={count(1)} data-many={count(2)} />
    </>
  )
}
