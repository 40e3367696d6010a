/** Listens to a server that says when to look again, for as long as somebody looks at the page. */
import { refresh } from './refresh.ts'

/** Waits for the one line of this browser, holds it, and gives it back. */
function takeLine(address: string, hear: () => void): () => void {
  const left = new AbortController()
  const hold = () =>
    new Promise<void>((giveBack) => {
      const source = new EventSource(address)
      let isAgain = false
      // Something may have come while the line was broken.
      source.onopen = () => {
        if (isAgain) hear()
        isAgain = true
      }
      source.onmessage = hear
      const end = () => {
        source.close()
        giveBack()
      }
      if (left.signal.aborted) end()
      else left.signal.addEventListener('abort', end)
    })
  // Absent where the page came over plain http: there each page has a line of its own.
  const held = navigator.locks ? navigator.locks.request(address, { signal: left.signal }, hold) : hold()
  // Rejected when the page goes while it still waits.
  held.catch(() => {})
  return () => left.abort()
}

/**
 * One connection per browser: whoever holds it tells the other pages. None while the page is hidden.
 * @param address gives server-sent events
 * @returns ends it
 */
export function listenTo(address: string, look: () => void): () => void {
  const others = new BroadcastChannel(address)
  others.onmessage = look
  let leave = () => {}
  const hear = () => {
    look()
    others.postMessage(0)
  }
  const begin = () => {
    leave()
    leave = document.visibilityState === 'visible' ? takeLine(address, hear) : () => {}
  }
  const turn = () => {
    begin()
    if (document.visibilityState === 'visible') look()
  }
  begin()
  document.addEventListener('visibilitychange', turn)
  return () => {
    document.removeEventListener('visibilitychange', turn)
    leave()
    others.close()
  }
}

/** Shows what comes in while a page is open that names such an address (`data-line`). */
export function hearNews(): void {
  const address = document.querySelector<HTMLElement>('[data-line]')?.dataset.line
  if (address) listenTo(address, () => void follow())
}

/** Pixels below the window within which a new message is followed. */
const NEAR = 400

/** Looks again, and follows the newest line for whoever is reading the end. */
async function follow(): Promise<void> {
  const newest = () => document.querySelector('[data-follow] > :last-child')
  const before = newest()?.id
  await refresh()
  const last = newest()
  if (last && last.id !== before && last.getBoundingClientRect().top < window.innerHeight + NEAR)
    last.scrollIntoView({ block: 'nearest' })
}
