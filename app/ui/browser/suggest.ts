/** Fields that suggest as one types: a list below the field, led by the keys (ARIA combobox, WAI-ARIA 1.2). */
import type { Suggestion } from '../suggestions.tsx'

type Field = HTMLInputElement | HTMLTextAreaElement

/** What a kind of field does with what is typed, and with what is chosen. */
export interface Suggesting {
  /** The words to ask with; empty where nothing is asked. */
  asked(field: Field): string
  choose(field: Field, one: Suggestion): void
}

/** Milliseconds after the last key before anything is asked. */
const PAUSE = 150
const SHORTEST = 2

const listOf = (field: Field) => document.getElementById(field.getAttribute('aria-controls') ?? '')

/** Shows the list or hides it, and says how many there are to those who hear it. */
function show(field: Field, found: readonly Suggestion[]): void {
  const list = listOf(field)
  if (!list) return
  list.hidden = found.length === 0
  list.replaceChildren(...found.map((one, i) => optionOf(one, `${list.id}-${i}`)))
  field.removeAttribute('aria-activedescendant')
  if (field.role === 'combobox') field.ariaExpanded = String(!list.hidden)
  const status = list.nextElementSibling as HTMLElement
  const { one = '', many = '' } = status.dataset
  status.textContent = list.hidden ? '' : found.length === 1 ? one : many.replace('2', String(found.length))
}

function optionOf({ label, note, heading, handle }: Suggestion, id: string): HTMLElement {
  const option = document.createElement('div')
  Object.assign(option, { id, role: 'option', ariaSelected: 'false', tabIndex: -1 })
  if (heading) option.dataset.heading = heading
  if (handle) option.dataset.person = handle
  const name = document.createElement('span')
  name.className = 'font-semibold'
  name.textContent = label
  option.append(name)
  if (note) {
    const said = document.createElement('span')
    said.className = 'row-note'
    said.textContent = ` ${note}`
    option.append(said)
  }
  return option
}

/** Moves to another suggestion; down and up go round. */
function step(field: Field, options: readonly Element[], by: number): void {
  const now = options.findIndex(({ ariaSelected }) => ariaSelected === 'true')
  const next = now < 0 && by < 0 ? options.length - 1 : (now + by + options.length) % options.length
  options.forEach((option, i) => {
    option.ariaSelected = String(i === next)
  })
  field.setAttribute('aria-activedescendant', options[next]!.id)
}

/**
 * Has fields suggest.
 * @param selector finds them; `data-suggest` of each answers `?q=` with `{ options }`
 */
export function suggest(selector: string, { asked, choose }: Suggesting): void {
  const known = new WeakMap<Field, readonly Suggestion[]>()
  let stop = new AbortController()
  const shut = (field: Field) => {
    stop.abort()
    show(field, [])
  }
  const ask = async (field: Field) => {
    shut(field)
    const words = asked(field).trim()
    if (words.length < SHORTEST) return
    const mine = new AbortController()
    stop = mine
    await new Promise((go) => setTimeout(go, PAUSE))
    if (mine.signal.aborted) return
    const source = field.dataset.suggest!
    const address = `${source}${source.includes('?') ? '&' : '?'}q=${encodeURIComponent(words)}`
    // Suggestions are a help: without an answer the search itself still works.
    const answer = await fetch(address, { signal: mine.signal }).catch(() => undefined)
    const found = answer?.ok ? ((await answer.json()) as { options: Suggestion[] }).options : []
    if (mine.signal.aborted) return
    known.set(field, found)
    show(field, found)
  }
  const fieldOf = (target: EventTarget | null) =>
    target instanceof Element && target.matches(selector) ? (target as Field) : null
  document.addEventListener('input', ({ target }) => {
    const field = fieldOf(target)
    if (field) void ask(field)
  })
  document.addEventListener('focusout', ({ target }) => {
    const field = fieldOf(target)
    if (field) shut(field)
  })
  document.addEventListener('keydown', (event) => {
    const field = fieldOf(event.target)
    const list = field && listOf(field)
    if (!field || !list || list.hidden) return
    const options = [...list.children]
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const chosen = options.findIndex(({ ariaSelected }) => ariaSelected === 'true')
    if (event.key === 'Escape') shut(field)
    else if (by) step(field, options, by)
    else if (event.key === 'Enter' && chosen >= 0) take(field, chosen)
    else return
    // The browser's own answers: Escape empties a search, Enter sends its form.
    event.preventDefault()
  })
  const take = (field: Field, place: number) => {
    const one = known.get(field)?.[place]
    shut(field)
    if (one) choose(field, one)
  }
  // Focus stays in the field, which has the keys.
  document.addEventListener('mousedown', (event) => {
    if (event.target instanceof Element && event.target.closest('.suggestions')) event.preventDefault()
  })
  document.addEventListener('click', ({ target }) => {
    const option = target instanceof Element ? target.closest('.suggestions > [role=option]') : null
    const list = option?.parentElement
    const field = list && document.querySelector<Field>(`${selector}[aria-controls="${list.id}"]`)
    if (field) take(field, [...list.children].indexOf(option))
  })
}
