/** What was typed in another form of the page waits for its own button while this one is sent. */

const KEY = 'typed-elsewhere'

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** Kept for the very next page of this tab, if it is the same page. */
interface Kept {
  path: string
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

function keep({ target }: Event): void {
  const typed = [...controls().entries()]
    .filter(([, control]) => control.form !== target && isKept(control) && isTyped(control))
    .map(([place, control]): Kept['typed'][number] => [
      place,
      control.name,
      ticks(control) ? control.checked : control.value,
    ])
  if (typed.length > 0)
    sessionStorage.setItem(KEY, JSON.stringify({ path: window.location.pathname, typed } satisfies Kept))
}

/** Fields come back by place and name; where the page has others now, they stay as the server says. */
export function keepOtherForms(): void {
  const kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Kept | null
  sessionStorage.removeItem(KEY)
  if (kept?.path === window.location.pathname) {
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
