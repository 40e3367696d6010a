/** What was typed in another form of the page waits for its own button while this one is sent. */

const KEY = 'typed-elsewhere'

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** Milliseconds that the answer to a form may take; what comes later is no answer to it. */
const LONGEST = 60_000

/** Kept for the very next page of this tab, if it is the same page. */
interface Kept {
  path: string
  /** When it was kept, in milliseconds since 1970. */
  at: number
  /** By place among the page's fields: its name and what stands there. */
  typed: [place: number, name: string, value: string | boolean][]
}

const controls = () => [...document.querySelectorAll<Control>('main form :is(input, textarea, select)[name]')]

const ticks = (control: Control): control is HTMLInputElement => ['checkbox', 'radio'].includes(control.type)

/** Passwords are never kept, files cannot be, and hidden fields are not typed. */
const isKept = ({ type }: Control) => !['password', 'file', 'hidden'].includes(type)

function isTyped(control: Control): boolean {
  if (control instanceof HTMLSelectElement)
    return [...control.options].some(({ selected, defaultSelected }) => selected !== defaultSelected)
  return ticks(control) ? control.checked !== control.defaultChecked : control.value !== control.defaultValue
}

/**
 * Nothing is kept where the page stays (a file comes beside it), nor where one signs out: the next may be somebody
 * else. What a form before kept is of no page any more.
 */
function keep(event: Event): void {
  const form = event.target as HTMLFormElement
  sessionStorage.removeItem(KEY)
  if (event.defaultPrevented || 'file' in form.dataset || 'forget' in form.dataset) return
  const typed = [...controls().entries()]
    .filter(([, control]) => control.form !== form && isKept(control) && isTyped(control))
    .map(([place, control]): Kept['typed'][number] => [
      place,
      control.name,
      ticks(control) ? control.checked : control.value,
    ])
  const kept: Kept = { path: window.location.pathname, at: Date.now(), typed }
  if (typed.length > 0) sessionStorage.setItem(KEY, JSON.stringify(kept))
}

/** Fields come back by place and name; where the page has others now, they stay as the server says. */
export function keepOtherForms(): void {
  const kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Kept | null
  sessionStorage.removeItem(KEY)
  if (kept?.path === window.location.pathname && Date.now() - kept.at < LONGEST) {
    const all = controls()
    for (const [place, name, value] of kept.typed) {
      const control = all[place]
      if (control?.name !== name) continue
      if (typeof value === 'string') control.value = value
      else if (ticks(control)) control.checked = value
    }
  }
  document.addEventListener('submit', keep)
}
