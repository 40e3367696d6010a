/** Small helps of forms: errors in focus, passwords shown, signs of Markdown, counts that no longer hold. */
import { applyMark, MARKS } from '../markdown-marks.ts'
import { on } from './listen.ts'

/** The summary of errors takes the focus; `autofocus` alone leaves it in a form that was typed in meanwhile. */
export function focusErrors(): void {
  document.querySelector<HTMLElement>('.error-summary')?.focus()
}

/** « Afficher » and « Masquer » beside a password. */
export function showPasswords(): void {
  on('click', '.password-field > button', (button) => {
    const input = button.previousElementSibling as HTMLInputElement
    const isShown = input.type === 'password'
    input.type = isShown ? 'text' : 'password'
    button.ariaPressed = String(isShown)
    button.textContent = (isShown ? button.dataset.hide : button.dataset.show) ?? ''
  })
}

/** Buttons above a text write their signs into it. */
export function markTexts(): void {
  on('click', '.toolbar > button[value^=mark-]', (button, event) => {
    const area = button.parentElement?.nextElementSibling
    const mark = MARKS.find((one) => `mark-${one}` === (button as HTMLButtonElement).value)
    if (!mark || !(area instanceof HTMLTextAreaElement)) return
    event.preventDefault()
    const { value, selectionStart, selectionEnd } = area
    const sample = button.parentElement?.dataset.sample ?? ''
    const { text, from, to } = applyMark(value, [selectionStart, selectionEnd], mark, sample)
    area.value = text
    area.focus()
    area.setSelectionRange(from, to)
  })
}

/** What was counted is of the choice that was sent: it goes when the choice changes. */
export function forgetCounts(): void {
  on('change', 'form', (form) => {
    form.querySelector('[data-counted]')?.remove()
  })
}

/** Prints the page. */
export function printPages(): void {
  on('click', '[data-print]', () => window.print())
}
