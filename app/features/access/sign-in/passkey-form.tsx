import KeyRound from 'lucide-react/icons/key-round'
import { type FormEvent, type MouseEvent, type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Alert } from '#app/ui/alert.tsx'
import { Button } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'

type PasskeyFormProps = {
  kind: 'add' | 'use'
  /** Where the browser is told what to ask of the key. */
  question: string
  /** Where the key's answer goes. */
  action: string
  label: string
  look?: 'primary' | 'secondary'
  children?: ReactNode
}

/** Asks the browser for a passkey and sends its answer. Browsers without scripts or keys do not see it. */
export function PasskeyForm({ kind, question, action, label, look = 'secondary', children }: PasskeyFormProps) {
  const { t } = useTranslation('account')
  const [isAble, setAble] = useState(false)
  const [fault, setFault] = useState<string>()
  const [busy, setBusy] = useState(false)
  useEffect(() => setAble(typeof window.PublicKeyCredential === 'function'), [])
  if (!isAble) return null
  const ask = async (form: HTMLFormElement) => {
    setBusy(true)
    setFault(undefined)
    const said = await answerOf(kind, question, new FormData(form))
    setBusy(false)
    if (said.fault !== undefined) return setFault(said.fault)
    const field = form.elements.namedItem('answer') as HTMLInputElement
    field.value = said.answer
    form.submit()
  }
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    void ask(event.currentTarget)
  }
  // Beside another form it is not what « Entrée » sends.
  const press = kind === 'add' ? {} : { type: 'button' as const, onClick: pressed(ask) }
  return (
    <Form method="post" action={action} reloadDocument onSubmit={send} className="form-stack">
      {fault && (
        <Alert tone="error" live>
          {t(`passkeys.faults.${fault}`)}
        </Alert>
      )}
      {children}
      <input type="hidden" name="answer" defaultValue="" />
      <div>
        <Button look={look} icon={KeyRound} disabled={busy} {...press}>
          {label}
        </Button>
      </div>
    </Form>
  )
}

const pressed = (ask: (form: HTMLFormElement) => void) => (event: MouseEvent<HTMLButtonElement>) => {
  if (event.currentTarget.form) ask(event.currentTarget.form)
}

type Said = { answer: string; fault?: undefined } | { fault: string }

const KNOWN = ['passwordNeeded', 'wrongPassword', 'throttled']

async function answerOf(kind: PasskeyFormProps['kind'], question: string, form: FormData): Promise<Said> {
  form.set('intent', 'question')
  form.delete('answer')
  try {
    const body = new URLSearchParams([...form].map(([name, value]): [string, string] => [name, String(value)]))
    const asked = await fetch(question, { method: 'POST', body })
    const said = await asked.json()
    if (!asked.ok) return { fault: KNOWN.includes(said.fault) ? said.fault : 'failed' }
    const { startRegistration, startAuthentication } = await import('@simplewebauthn/browser')
    const optionsJSON = said.options
    const answer =
      kind === 'add' ? await startRegistration({ optionsJSON }) : await startAuthentication({ optionsJSON })
    return { answer: JSON.stringify(answer) }
  } catch (error) {
    const { name } = error as Error
    return { fault: name === 'InvalidStateError' ? 'known' : name === 'NotAllowedError' ? 'cancelled' : 'failed' }
  }
}
