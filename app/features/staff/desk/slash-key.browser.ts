/** « / » leads to the staff's search, unless this browser's user turned it off: a key alone must be (WCAG 2.1.4). */
import { on } from '#app/ui/browser/listen.ts'

const KEY = 'admin-slash'

/** @returns true where the key was turned off; storage that is shut counts as on */
function slashIsOff(): boolean {
  try {
    return localStorage.getItem(KEY) === 'off'
  } catch {
    return false
  }
}

/** Remembers the choice in this browser; storage that is shut keeps nothing, and the key stays on. */
function turnSlash(off: boolean): void {
  try {
    localStorage.setItem(KEY, off ? 'off' : 'on')
  } catch {
    return
  }
}

export function leadBySlash(): void {
  document.addEventListener('keydown', (event) => {
    const field = document.querySelector<HTMLElement>('[data-slash-field]')
    const target = event.target as HTMLElement
    const isTyping = target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)
    if (event.key !== '/' || !field || isTyping || event.ctrlKey || event.metaKey || event.altKey || slashIsOff())
      return
    event.preventDefault()
    field.focus()
  })
  const box = document.querySelector<HTMLInputElement>('[data-slash]')
  if (box) box.checked = !slashIsOff()
  on('change', '[data-slash]', (changed) => turnSlash(!(changed as HTMLInputElement).checked))
}
