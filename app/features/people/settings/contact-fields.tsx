import { useTranslation } from 'react-i18next'
import { RadioGroup } from '#app/ui/choice.tsx'
import { Fieldset } from '#app/ui/fieldset.tsx'
import { TextInput } from '#app/ui/text-input.tsx'
import { EMAIL_FIELDS } from './contact-order.ts'
import type { useAnswers } from './settings-frame.tsx'

type Props = {
  answers: ReturnType<typeof useAnswers>
  invalid: readonly string[]
  hasLifetime: boolean
  links: readonly string[]
}

/** E-mails and which one to write to, phones, who may write, links to other sites. */
export function ContactFields({ answers, invalid, hasLifetime, links }: Props) {
  const { t } = useTranslation('profile')
  const optional = t('optional')
  const { defaultValue: preferred, ...preference } = answers('preferred')
  return (
    <>
      <Fieldset id="emails" legend={t('settings:contact.emails')} hint={t('settings:contact.emailsHint')}>
        <div className="form-stack">
          {EMAIL_FIELDS.map((slot) => (
            <TextInput
              key={slot}
              {...answers(slot)}
              type="email"
              label={t(`settings:contact.${slot}`)}
              hint={invalid.includes(slot) ? t('settings:contact.invalid') : undefined}
              optional={optional}
              autoComplete="email"
            />
          ))}
          <RadioGroup
            {...preference}
            defaultValue={preferred}
            legend={t('settings:contact.preferred')}
            options={[...EMAIL_FIELDS, ...(hasLifetime ? ['lifetime0'] : [])].map((slot) => ({
              value: slot,
              label: t(`settings:contact.${slot}`),
            }))}
          />
          <TextInput
            {...answers('currentPassword')}
            defaultValue=""
            type="password"
            label={t('settings:contact.currentPassword')}
            hint={t('settings:contact.currentPasswordHint')}
            optional={t('settings:contact.onlyThen')}
            autoComplete="current-password"
          />
        </div>
      </Fieldset>
      <TextInput
        {...answers('mobilePhone')}
        type="tel"
        label={t('fields.mobilePhone')}
        hint={t('hints.phone')}
        optional={optional}
        autoComplete="tel"
      />
      <TextInput
        {...answers('homePhone')}
        type="tel"
        label={t('fields.homePhone')}
        optional={optional}
        autoComplete="home tel"
      />
      <YesNo answer={answers('acceptsContact')} />
      <YesNo answer={answers('emailingConsent')} />
      <Fieldset id="links" legend={t('fields.socialLinks')} hint={t('hints.links')}>
        <div className="form-stack">
          {links.map((slot, index) => (
            <TextInput
              key={slot}
              {...answers(slot)}
              inputMode="url"
              label={t('settings:contact.link', { number: index + 1 })}
              optional={optional}
            />
          ))}
        </div>
      </Fieldset>
    </>
  )
}

function YesNo({
  answer: { name, error, defaultValue },
}: {
  answer: { name: string; error?: string; defaultValue: string }
}) {
  const { t } = useTranslation('profile')
  return (
    <RadioGroup
      name={name}
      error={error}
      defaultValue={defaultValue}
      legend={t(`fields.${name}`)}
      inline
      options={[
        { value: 'yes', label: t('yes') },
        { value: 'no', label: t('no') },
      ]}
    />
  )
}
