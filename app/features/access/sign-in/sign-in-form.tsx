import LogIn from 'lucide-react/icons/log-in'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/choice.tsx'
import { Form } from '#app/ui/form.tsx'
import { PasswordInput } from '#app/ui/password-input.tsx'
import { TextInput } from '#app/ui/text-input.tsx'

/** More than any login or passphrase needs; less than would keep the server busy. */
export const LONGEST = 200

type SignInFormProps = {
  /** What was typed before. */
  login: string
  redirectTo: string
  byEmail: boolean
  /** A login as the association gives them. */
  example: string | null
  association: string
}

/** Login and password, of people or of a company. */
export function SignInForm({ login, redirectTo, byEmail, example, association }: SignInFormProps) {
  const { t } = useTranslation('account')
  return (
    <Form method="post" className="card form-stack">
      <input type="hidden" name="redirectTo" value={redirectTo} />
      <TextInput
        name="login"
        label={t(byEmail ? 'signIn.email' : 'signIn.login')}
        hint={byEmail ? undefined : t(example ? 'signIn.loginExample' : 'signIn.loginHint', { association, example })}
        defaultValue={login}
        type={byEmail ? 'email' : 'text'}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={LONGEST}
        required
      />
      <PasswordInput
        name="password"
        label={t('signIn.password')}
        show={t('signIn.show')}
        hide={t('signIn.hide')}
        autoComplete="current-password"
        maxLength={LONGEST}
        required
      />
      <Checkbox name="remember" label={t('signIn.remember')} hint={t('signIn.rememberHint')} />
      <Button icon={LogIn}>{t('signIn.submit')}</Button>
    </Form>
  )
}
