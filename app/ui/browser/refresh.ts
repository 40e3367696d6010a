/** Reads the page anew and puts what changed in place: the rest, and what is being typed there, stays. */

/** What marks the parts that change by themselves; each has an id, or leads somewhere. */
const LIVE = '[data-live]'

const keyOf = (part: Element) => `${part.tagName}.${part.className}#${part.id}>${part.getAttribute('href')}`

/**
 * @returns the page as the server sends it now; null where it led elsewhere, and the browser follows
 * @throws where the server cannot be reached
 */
async function readPage(): Promise<Document | null> {
  const answer = await fetch(window.location.href, { headers: { Accept: 'text/html' } })
  if (answer.redirected) {
    window.location.assign(answer.url)
    return null
  }
  return answer.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : null
}

/** @returns the page that was read; null where there is none */
export async function refresh(): Promise<Document | null> {
  // Without an answer the page stays as it is, and asks again the next time.
  const page = await readPage().catch(() => null)
  if (!page) return null
  const fresh = new Map([...page.querySelectorAll(LIVE)].map((part) => [keyOf(part), part]))
  for (const part of document.querySelectorAll(LIVE)) {
    const now = fresh.get(keyOf(part))
    if (now && now.innerHTML !== part.innerHTML) part.replaceChildren(...now.childNodes)
  }
  return page
}
