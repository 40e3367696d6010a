import { useTranslation } from 'react-i18next'
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '#app/domain/accounts/new-password.ts'
import { TextInput } from '#app/ui/text-input.tsx'

type NewPasswordFieldsProps = {
  /** A key of `account:password.faults`, as `readNewPassword` gives it. */
  fault?: string | undefined
  /** Of the first field; the second is `<name>Again`. */
  name?: string
}

/** A new password, typed twice; what is asked of it stands beside it, and what is wrong with it in words. */
export function NewPasswordFields({ fault, name = 'newPassword' }: NewPasswordFieldsProps) {
  const { t } = useTranslation('account')
  const said = fault ? t(`password.faults.${fault}`, { least: SHORTEST_PASSWORD, most: LONGEST_PASSWORD }) : undefined
  return (
    <>
      <TextInput
        name={name}
        type="password"
        label={t('password.new')}
        hint={t('password.hint', { least: SHORTEST_PASSWORD })}
        error={fault === 'differs' ? undefined : said}
        autoComplete="new-password"
        required
      />
      <TextInput
        name={`${name}Again`}
        type="password"
        label={t('password.again')}
        error={fault === 'differs' ? said : undefined}
        autoComplete="new-password"
        required
      />
    </>
  )
}
