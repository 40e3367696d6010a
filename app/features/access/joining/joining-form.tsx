import { useTranslation } from 'react-i18next'
import type { FormAnswer } from '#app/context/form-answer.server.ts'
import { euros } from '#app/i18n/format.ts'
import { RadioGroup } from '#app/ui/choice.tsx'
import { FileInput, TextInput } from '#app/ui/text-input.tsx'
import { AccessForm, useFields } from './access-form.tsx'
import type { TierChoice } from './inscription.server.ts'

const ORDER = ['tier', 'civility', 'firstName', 'lastName', 'promotion', 'email', 'phone', 'certificate']

/** Joining [E1]: civil name, form, a student's certificate; dues are paid once both have been seen. */
export function JoiningForm({
  answer,
  tiers,
  payFirst,
}: {
  answer: FormAnswer | undefined
  tiers: readonly TierChoice[]
  payFirst: boolean
}) {
  const { t, i18n } = useTranslation('access')
  const fields = useFields(answer)
  const { label: who, ...civility } = fields('civility')
  const { label: what, ...tier } = fields('tier')
  return (
    <AccessForm answer={answer} order={ORDER} send={t(payFirst ? 'joining.pay' : 'joining.send')} multipart>
      <RadioGroup
        {...tier}
        legend={what}
        framed
        required
        options={tiers.map(({ id, name, cents, proof }) => ({
          value: id,
          label: name,
          hint: `${euros(cents, i18n.language)}${proof ? ` · ${t('joining.withProof')}` : ''}`,
        }))}
      />
      <RadioGroup
        {...civility}
        legend={who}
        inline
        options={['Mme', 'M.'].map((value) => ({ value, label: t(`civilities.${value}`) }))}
      />
      <TextInput {...fields('firstName')} autoComplete="given-name" required />
      <TextInput {...fields('lastName')} hint={t('hints.civilName')} autoComplete="family-name" required />
      <TextInput {...fields('promotion')} hint={t('hints.promotionToCome')} inputMode="numeric" narrow required />
      <TextInput {...fields('email')} hint={t('hints.emailLogin')} type="email" autoComplete="email" required />
      <TextInput {...fields('phone')} type="tel" autoComplete="tel" required />
      {tiers.some(({ proof }) => proof) && (
        <FileInput
          {...fields('certificate')}
          defaultValue={undefined}
          optional={t('joining.studentsOnly')}
          hint={t('hints.certificate')}
          accept="application/pdf,image/jpeg,image/png"
        />
      )}
    </AccessForm>
  )
}
