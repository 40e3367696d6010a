import { useTranslation } from 'react-i18next'
import { countText } from '#app/i18n/format.ts'
import { RadioGroup } from '#app/ui/choice.tsx'
import { Fieldset } from '#app/ui/fieldset.tsx'
import { Select } from '#app/ui/select.tsx'
import { Textarea, TextInput } from '#app/ui/text-input.tsx'
import { PAY_STEPS, PROFILE_LEVELS } from '#app/vocabulary/profiles.ts'
import type { TypedProfile } from './profile-form.server.ts'

type ProfileFieldsProps = {
  typed: TypedProfile
  /** The words beside a field that is wrong. */
  say: (field: keyof TypedProfile) => string | undefined
  purposes: readonly string[]
}

/** What a profile says, in the order in which it is read. */
export function ProfileFields({ typed, say, purposes }: ProfileFieldsProps) {
  const { t, i18n } = useTranslation('profiles')
  const field = (name: keyof TypedProfile) => ({
    ...{ name, label: t(`fields.${name}`), error: say(name), defaultValue: typed[name] },
  })
  const more = (name: keyof TypedProfile) => ({ ...field(name), optional: t('write.optional') })
  return (
    <>
      <RadioGroup
        name="purpose"
        legend={t('fields.purpose')}
        error={say('purpose')}
        defaultValue={typed.purpose}
        options={purposes.map((value) => ({ value, label: value }))}
      />
      <TextInput {...field('headline')} hint={t('write.hints.headline')} />
      <TextInput {...more('speciality')} />
      <Select
        {...more('level')}
        empty={t('write.choose')}
        options={PROFILE_LEVELS.map((value) => ({ value, label: t(`levels.${value}`) }))}
      />
      <TextInput {...more('year')} inputMode="numeric" narrow hint={t('write.hints.year')} />
      <TextInput {...more('town')} autoComplete="address-level2" />
      <TextInput {...more('country')} autoComplete="country-name" />
      <TextInput {...more('job')} hint={t('write.hints.job')} />
      <TextInput {...more('employer')} hint={t('write.hints.employer')} />
      <TextInput {...more('skills')} hint={t('write.hints.skills')} />
      <Textarea {...more('text')} rows={8} hint={t('write.hints.text')} />
      <Fieldset id="filters" legend={t('write.filters')} hint={t('write.hints.filters')}>
        <div className="form-stack">
          <TextInput {...more('availableFrom')} type="date" narrow />
          <Select
            {...more('payWish')}
            empty={t('write.choose')}
            options={PAY_STEPS.map((pay) => ({
              value: String(pay),
              label: t('write.pay', { pay: countText(pay, i18n.language) }),
            }))}
          />
        </div>
      </Fieldset>
    </>
  )
}
