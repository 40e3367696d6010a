/** Fields that suggest as one types: a list below the field, led by the keys (ARIA combobox, WAI-ARIA 1.2). */
import type { Suggestion } from '../suggestions.tsx'
import { on } from './listen.ts'

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

/** What stands in the list of each field. */
const known = new WeakMap<Field, readonly Suggestion[]>()

const listOf = (field: Field) => document.getElementById(field.getAttribute('aria-controls') ?? '')

const isChosen = (option: Element) => option.getAttribute('aria-selected') === 'true'

/** Shows the list or hides it, and says how many there are to those who hear it. */
function show(field: Field, found: readonly Suggestion[]): void {
  const list = listOf(field)
  if (!list) return
  known.set(field, found)
  list.hidden = found.length === 0
  list.replaceChildren(...found.map((one, i) => optionOf(one, `${list.id}-${i}`)))
  field.removeAttribute('aria-activedescendant')
  if (field.hasAttribute('aria-expanded')) field.setAttribute('aria-expanded', String(!list.hidden))
  const status = list.nextElementSibling as HTMLElement
  const { one = '', many = '' } = status.dataset
  status.textContent = list.hidden ? '' : found.length === 1 ? one : many.replace('2', String(found.length))
}

/** A piece of text with the look of its class. */
function words(className: string, text: string): HTMLElement {
  const span = document.createElement('span')
  span.className = className
  span.textContent = text
  return span
}

function optionOf({ label, note, heading, handle }: Suggestion, id: string): HTMLElement {
  const option = document.createElement('div')
  option.id = id
  option.tabIndex = -1
  option.setAttribute('role', 'option')
  option.setAttribute('aria-selected', 'false')
  if (heading) option.dataset.heading = heading
  if (handle) option.dataset.person = handle
  option.append(words('font-semibold', label))
  if (note) option.append(words('row-note', ` ${note}`))
  return option
}

/** Moves to another suggestion; down and up go round. */
function step(field: Field, options: readonly Element[], by: number): void {
  const now = options.findIndex(isChosen)
  const next = now < 0 && by < 0 ? options.length - 1 : (now + by + options.length) % options.length
  for (const [i, option] of options.entries()) option.setAttribute('aria-selected', String(i === next))
  field.setAttribute('aria-activedescendant', options[next]!.id)
}

async function suggestionsFor(field: Field, text: string, signal: AbortSignal): Promise<readonly Suggestion[]> {
  const source = field.dataset.suggest!
  const address = `${source}${source.includes('?') ? '&' : '?'}q=${encodeURIComponent(text)}`
  // Suggestions are a help: without an answer the search itself still works.
  const answer = await fetch(address, { signal }).catch(() => undefined)
  return answer?.ok ? ((await answer.json()) as { options: Suggestion[] }).options : []
}

/** The question that is under way; the next one, or leaving the field, ends it. */
let asking = new AbortController()

function shut(field: Field): void {
  asking.abort()
  show(field, [])
}

async function ask(field: Field, text: string): Promise<void> {
  shut(field)
  if (text.trim().length < SHORTEST) return
  const mine = new AbortController()
  asking = mine
  await new Promise((go) => setTimeout(go, PAUSE))
  const found = mine.signal.aborted ? [] : await suggestionsFor(field, text, mine.signal)
  if (!mine.signal.aborted) show(field, found)
}

function take(field: Field, place: number, choose: Suggesting['choose']): void {
  const one = known.get(field)?.[place]
  shut(field)
  if (one) choose(field, one)
}

/** The keys of a list that is shown. */
function press(field: Field, event: KeyboardEvent, choose: Suggesting['choose']): void {
  const list = listOf(field)
  if (!list || list.hidden) return
  const options = [...list.children]
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  const chosen = options.findIndex(isChosen)
  if (event.key === 'Escape') shut(field)
  else if (by) step(field, options, by)
  else if (event.key === 'Enter' && chosen >= 0) take(field, chosen, choose)
  else return
  // The browser's own answers: Escape empties a search, Enter sends its form.
  event.preventDefault()
}

/**
 * Has fields suggest.
 * @param selector finds them; `data-suggest` of each answers `?q=` with `{ options }`
 */
export function suggest(selector: string, { asked, choose }: Suggesting): void {
  // What goes along in the question is settled by `asked`, before the address is read.
  on('input', selector, (field) => void ask(field as Field, asked(field as Field)))
  on('focusout', selector, (field) => shut(field as Field))
  on('keydown', selector, (field, event) => press(field as Field, event, choose))
  on('click', '.suggestions > [role=option]', (option) => {
    const list = option.parentElement!
    const field = document.querySelector<Field>(`${selector}[aria-controls="${list.id}"]`)
    if (field) take(field, [...list.children].indexOf(option), choose)
  })
}

/** A press on the list leaves the focus in the field, which has the keys. */
export function keepFocus(): void {
  on('mousedown', '.suggestions', (_, event) => event.preventDefault())
}
