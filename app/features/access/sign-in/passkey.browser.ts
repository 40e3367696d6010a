/** Passkeys in a browser (WebAuthn level 3): a question from the server, the key's answer, and what may go wrong. */
import { on } from '#app/ui/browser/listen.ts'

const FORMS = 'form[data-passkey]'

type Said = { answer: string; fault?: undefined } | { fault: string }

/** Faults that the server names. */
const KNOWN = ['passwordNeeded', 'wrongPassword', 'throttled']

async function answerOf({ passkey, question }: DOMStringMap, form: FormData): Promise<Said> {
  form.set('intent', 'question')
  form.delete('answer')
  try {
    const body = new URLSearchParams([...form].map(([name, value]): [string, string] => [name, String(value)]))
    const asked = await fetch(question!, { method: 'POST', body })
    const said = await asked.json()
    if (!asked.ok) return { fault: KNOWN.includes(said.fault) ? said.fault : 'failed' }
    const { startRegistration, startAuthentication } = await import('@simplewebauthn/browser')
    const optionsJSON = said.options
    const answer =
      passkey === 'add' ? await startRegistration({ optionsJSON }) : await startAuthentication({ optionsJSON })
    return { answer: JSON.stringify(answer) }
  } catch (error) {
    const { name } = error as Error
    return { fault: name === 'InvalidStateError' ? 'known' : name === 'NotAllowedError' ? 'cancelled' : 'failed' }
  }
}

function showFault(form: HTMLFormElement, fault: string | undefined): void {
  for (const one of form.querySelectorAll<HTMLElement>('[data-fault]')) one.hidden = one.dataset.fault !== fault
}

async function ask(form: HTMLFormElement): Promise<void> {
  const button = form.querySelector<HTMLButtonElement>('.btn')!
  button.disabled = true
  showFault(form, undefined)
  const said = await answerOf(form.dataset, new FormData(form))
  button.disabled = false
  if (said.fault !== undefined) return showFault(form, said.fault)
  const field = form.elements.namedItem('answer') as HTMLInputElement
  field.value = said.answer
  form.submit()
}

/** Shows the forms where the browser has keys. */
export function askPasskeys(): void {
  if (typeof window.PublicKeyCredential !== 'function') return
  for (const form of document.querySelectorAll<HTMLFormElement>(FORMS)) form.hidden = false
  on('submit', FORMS, (form, event) => {
    event.preventDefault()
    void ask(form as HTMLFormElement)
  })
  on('click', `${FORMS} button[type=button]`, (button) => void ask(button.closest('form')!))
}
