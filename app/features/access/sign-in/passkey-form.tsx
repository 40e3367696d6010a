import KeyRound from 'lucide-react/icons/key-round'
import type { ReactNode } from 'react'
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

/** What may go wrong before anything is sent. */
export const PASSKEY_FAULTS = ['passwordNeeded', 'wrongPassword', 'throttled', 'failed', 'known', 'cancelled'] as const

/**
 * Asks the browser for a passkey and sends its answer (`passkey.browser.ts`). Browsers without scripts or keys do not
 * see it.
 */
export function PasskeyForm({ kind, question, action, label, look = 'secondary', children }: PasskeyFormProps) {
  const { t } = useTranslation('account')
  return (
    <Form method="post" action={action} className="form-stack" hidden data-passkey={kind} data-question={question}>
      {PASSKEY_FAULTS.map((fault) => (
        <div key={fault} hidden data-fault={fault}>
          <Alert tone="error" live>
            {t(`passkeys.faults.${fault}`)}
          </Alert>
        </div>
      ))}
      {children}
      <input type="hidden" name="answer" defaultValue="" />
      <div>
        {/* Beside another form it is not what « Entrée » sends. */}
        <Button look={look} icon={KeyRound} type={kind === 'add' ? 'submit' : 'button'}>
          {label}
        </Button>
      </div>
    </Form>
  )
}
