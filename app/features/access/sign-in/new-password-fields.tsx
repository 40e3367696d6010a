import { useTranslation } from 'react-i18next'
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '#app/domain/accounts/new-password.ts'
import { TextInput } from '#app/ui/text-input.tsx'

type NewPasswordFieldsProps = {
  /** A key of `account:password.faults`, as `readNewPassword` gives it. */
  fault?: string | undefined
  /** Of the first field; the second is `<name>Again`. */
  name?: string
}

/** @returns what is wrong with a new password in words, and the id of the field it is said at */
export function usePasswordFault(fault: string | undefined, name = 'newPassword') {
  const { t } = useTranslation('account')
  if (!fault) return undefined
  const message = t(`password.faults.${fault}`, { least: SHORTEST_PASSWORD, most: LONGEST_PASSWORD })
  return { field: fault === 'differs' ? `${name}Again` : name, message }
}

/** A new password, typed twice; what is asked of it stands beside it, and what is wrong with it in words. */
export function NewPasswordFields({ fault, name = 'newPassword' }: NewPasswordFieldsProps) {
  const { t } = useTranslation('account')
  const said = usePasswordFault(fault, name)
  const errorAt = (field: string) => (said?.field === field ? said.message : undefined)
  return (
    <>
      <TextInput
        name={name}
        type="password"
        label={t('password.new')}
        hint={t('password.hint', { least: SHORTEST_PASSWORD })}
        error={errorAt(name)}
        autoComplete="new-password"
        required
      />
      <TextInput
        name={`${name}Again`}
        type="password"
        label={t('password.again')}
        error={errorAt(`${name}Again`)}
        autoComplete="new-password"
        required
      />
    </>
  )
}
