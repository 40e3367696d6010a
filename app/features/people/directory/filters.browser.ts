/** The filters of the directory in a browser: counts beside the values, and « Voir 41 résultats » on the button. */
import * as href from '#app/addresses.ts'
import { on } from '#app/ui/browser/listen.ts'

/** Counts take the place of what is ticked; where they do not come, a link leads to all of them. */
export async function fetchFacets(): Promise<void> {
  const place = document.querySelector<HTMLElement>('[data-facets]')
  if (!place) return
  // Left, or no network: ticks are fewer, and the link stays.
  const answer = await fetch(place.dataset.facets!).catch(() => undefined)
  const { facets } = answer?.ok ? ((await answer.json()) as { facets: string | null }) : { facets: null }
  if (facets) place.innerHTML = facets
}

/** Milliseconds after the last tick before the count is asked for. */
const STILL = 500

/** What the filters would find as they stand; without JavaScript the button says less. */
export function countFound(): void {
  let waiting = 0
  on('change', 'form[data-counts]', (marked) => {
    const form = marked as HTMLFormElement
    const button = form.querySelector<HTMLButtonElement>(':scope > button')!
    button.dataset.plain ??= button.textContent ?? ''
    button.textContent = button.dataset.plain
    const asked = new URLSearchParams(new FormData(form) as unknown as Record<string, string>)
    asked.set('compte', '1')
    window.clearTimeout(waiting)
    const mine = window.setTimeout(async () => {
      const answer = await fetch(`${href.directoryFacetCounts}?${asked}`).catch(() => undefined)
      const { words } = answer?.ok ? ((await answer.json()) as { words?: string }) : {}
      if (words && waiting === mine) button.textContent = words
    }, STILL)
    waiting = mine
  })
}
