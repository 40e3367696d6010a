/** How many people of a list are ticked, said above it; before the first tick the bar says what it is for. */
import { on } from '#app/ui/browser/listen.ts'

function sayTicked(): void {
  const said = document.querySelector<HTMLElement>('[data-ticked]')
  if (!said) return
  const { ticked, one = '', many = '' } = said.dataset
  const count = document.querySelectorAll(`input[name=coche][form="${ticked}"]:checked`).length
  said.dataset.plain ??= said.textContent ?? ''
  said.textContent = count === 0 ? said.dataset.plain : count === 1 ? one : many.replace('2', String(count))
  const button = said.parentElement?.querySelector('button[value=coches]')
  button?.classList.toggle('btn-primary', count > 0)
  button?.classList.toggle('btn-secondary', count === 0)
}

export function countTicked(): void {
  // Boxes may stand ticked already: a page that one comes back to.
  sayTicked()
  on('change', 'input[name=coche]', sayTicked)
}
