import { useTranslation } from 'react-i18next'
import { Checkbox } from '#app/ui/choice.tsx'
import { Fieldset } from '#app/ui/fieldset.tsx'
import { TextInput } from '#app/ui/text-input.tsx'

interface IdentityProps {
  /** As the association knows the company. */
  name: string
  /** The SIRET is the staff's to change. */
  held: boolean
  identity: { legalName: string; legalMore: string; siret: string; vatNumber: string; foreign: boolean }
  wrong: readonly string[]
}

/** Who a company is on its invoices. */
export function IdentityFields({ name, held, identity, wrong }: IdentityProps) {
  const { t } = useTranslation('shop')
  const error = (field: string, text: string) => (wrong.includes(field) ? t(text) : null)
  return (
    <Fieldset id="identite" legend={t('billing.identity')}>
      <div className="form-stack">
        <TextInput
          name="legalName"
          label={t('billing.legalName')}
          hint={t('billing.legalNameHint', { name })}
          optional={t('billing.optional')}
          autoComplete="organization"
          error={error('legalName', 'billing.tooLong')}
          defaultValue={identity.legalName}
        />
        <TextInput
          name="legalMore"
          label={t('billing.legalMore')}
          hint={t('billing.legalMoreHint')}
          optional={t('billing.optional')}
          error={error('legalMore', 'billing.tooLong')}
          defaultValue={identity.legalMore}
        />
        <TextInput
          name="siret"
          label={t('pass.siret')}
          hint={t(held ? 'billing.siretHeld' : 'pass.siretHint')}
          inputMode="numeric"
          autoComplete="off"
          readOnly={held}
          error={error('siret', 'errors.siret') ?? error('siretHeld', 'errors.siretHeld')}
          defaultValue={identity.siret}
        />
        {!held && <Checkbox name="foreign" label={t('pass.foreign')} defaultChecked={identity.foreign} />}
        <TextInput
          name="vatNumber"
          label={t('billing.vatNumber')}
          hint={t('billing.vatNumberHint')}
          optional={t('billing.optional')}
          autoComplete="off"
          error={error('vatNumber', 'billing.vatNumberWrong')}
          defaultValue={identity.vatNumber}
        />
      </div>
    </Fieldset>
  )
}
