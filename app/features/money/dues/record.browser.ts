/** The button of « Enregistrer un règlement » says how much is recorded, as one chooses and types. */
import { centsOf, euros } from '#app/i18n/format.ts'
import { on } from '#app/ui/browser/listen.ts'

export function sayAmounts(): void {
  for (const event of ['input', 'change'] as const)
    on(event, 'form[data-prices]', (marked) => {
      const form = marked as HTMLFormElement
      const typed = new FormData(form)
      const prices = JSON.parse(form.dataset.prices!) as Record<string, number>
      const cents = (prices[String(typed.get('tier'))] ?? 0) + (centsOf(String(typed.get('gift') ?? '')) ?? 0)
      const expected = form.elements.namedItem('expected') as HTMLInputElement
      expected.value = String(cents)
      const button = form.querySelector<HTMLButtonElement>('button:not([type=button])')!
      button.textContent = form.dataset.words!.replace('{amount}', euros(cents, document.documentElement.lang))
    })
}
