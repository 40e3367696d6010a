/** The two kinds of field that suggest: searches, which lead to what is chosen, and texts that name people. */
import { suggest } from './suggest.ts'

/** A search: choosing leads to the page of what was chosen. */
export function suggestInSearches(): void {
  suggest('input[data-suggest]', {
    asked: ({ value }) => value,
    choose: (_, { address }) => window.location.assign(address),
  })
}

/** A name being typed right before the caret. */
const TYPED = /(^|[\s(«"'’])@(\p{L}[\p{L}\p{M}\d’'. -]{0,60})$/u

const beforeCaret = ({ value, selectionStart }: { value: string; selectionStart: number | null }) =>
  value.slice(0, selectionStart ?? 0)

/** A text: after the sign `@` people are suggested, and the chosen one's handle is written. */
export function suggestInTexts(): void {
  suggest('textarea[data-suggest]', {
    asked: (area) => {
      // A field of the form goes along in the question: who may read what is written.
      const { along, source = area.dataset.suggest! } = area.dataset
      const said = along && area.form ? new FormData(area.form).get(along) : null
      area.dataset.source = source
      const mark = source.includes('?') ? '&' : '?'
      area.dataset.suggest = said ? `${source}${mark}${along}=${encodeURIComponent(String(said))}` : source
      return TYPED.exec(beforeCaret(area))?.[2] ?? ''
    },
    choose: (area, { handle = '' }) => {
      const from = beforeCaret(area).lastIndexOf('@')
      area.setRangeText(`@${handle} `, from, area.selectionStart ?? from, 'end')
      area.focus()
    },
  })
}
