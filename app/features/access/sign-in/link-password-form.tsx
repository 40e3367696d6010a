import KeyRound from 'lucide-react/icons/key-round'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions, Narrow } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { NewPasswordFields, usePasswordFault } from './new-password-fields.tsx'

type LinkPasswordFormProps = {
  title: string
  lead: string
  /** Empty where it is not made yet. */
  login: string
  /** What will not be as the mail announced. */
  warning?: string | undefined
  /** A key of `account:password.faults`. */
  fault?: string | undefined
  send: string
}

/** What a mailed link opens: a password to choose, nothing else. The address itself says whose. */
export function LinkPasswordForm({ title, lead, login, warning, fault, send }: LinkPasswordFormProps) {
  const { t } = useTranslation('account')
  const said = usePasswordFault(fault)
  return (
    <Narrow>
      <ErrorSummary title={t('errorTitle')} errors={said ? [said] : []} />
      <PageHeading title={title} lead={lead} />
      {warning && <Alert tone="warning">{warning}</Alert>}
      <Form method="post" className="card form-stack" noValidate>
        {login !== '' && (
          <p>
            {t('yourLogin')} <strong className="break-words">{login}</strong>
            <input type="text" name="username" value={login} autoComplete="username" readOnly hidden />
          </p>
        )}
        <NewPasswordFields fault={fault} />
        <Button icon={KeyRound}>{send}</Button>
      </Form>
    </Narrow>
  )
}

/** Used, over, or never one of ours: the same words, and the way to another. */
export function LinkGone({ of }: { of: 'arrival' | 'recovery' }) {
  const { t } = useTranslation('account')
  return (
    <Narrow>
      <PageHeading title={t(`${of}.gone`)} />
      <Alert tone="warning">{t('goneText')}</Alert>
      <Actions>
        <LinkButton to={href.forgottenPassword}>{t('goneAgain')}</LinkButton>
        <LinkButton to={href.signIn} look="secondary">
          {t('signIn.submit')}
        </LinkButton>
      </Actions>
    </Narrow>
  )
}
