import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { PasskeyForm } from './passkey-form.tsx'

type OtherDoorsProps = {
  others: { door: string; path: string }[]
  redirectTo: string
  /** A passkey has just been refused. */
  refusedKey: boolean
}

/** Below the form of a sign-in page: the passkey, and the pages of other kinds of accounts. */
export function OtherDoors({ others, redirectTo, refusedKey }: OtherDoorsProps) {
  const { t } = useTranslation('account')
  return (
    <>
      {refusedKey && (
        <Alert tone="error" live>
          {t('passkeys.refused')}
        </Alert>
      )}
      <PasskeyForm kind="use" question={href.passkeyEntry} action={href.passkeyEntry} label={t('passkeys.use')}>
        <input type="hidden" name="redirectTo" value={redirectTo} />
      </PasskeyForm>
      {others.length > 0 && (
        <ul className="mt-6">
          {others.map((other) => (
            <li key={other.door}>
              <Anchor to={other.path}>{t(`signIn.${other.door}.link`)}</Anchor>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
