import { useTranslation } from 'react-i18next'
import type { FormAnswer } from '#app/context/form-answer.server.ts'
import { TextInput } from '#app/ui/text-input.tsx'
import { AccessForm, useFields } from './access-form.tsx'

const ORDER = ['pseudonym', 'firstName', 'lastName', 'email']

/** A free account: the address is proven before anything of it exists [N1]. */
export function MemberForm({ answer, byPseudonym }: { answer: FormAnswer | undefined; byPseudonym: boolean }) {
  const { t } = useTranslation('access')
  const fields = useFields(answer)
  return (
    <AccessForm answer={answer} order={ORDER} send={t('member.send')}>
      {byPseudonym && (
        <TextInput
          {...fields('pseudonym')}
          hint={t('hints.pseudonym')}
          autoComplete="nickname"
          maxLength={40}
          required
        />
      )}
      <TextInput
        {...fields('firstName')}
        hint={byPseudonym ? t('hints.namesHidden') : undefined}
        autoComplete="given-name"
        required
      />
      <TextInput {...fields('lastName')} autoComplete="family-name" required />
      <TextInput {...fields('email')} hint={t('hints.emailProof')} type="email" autoComplete="email" required />
    </AccessForm>
  )
}
