import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Button } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/choice.tsx'
import { Form } from '#app/ui/form.tsx'
import { Select } from '#app/ui/select.tsx'
import { TextInput } from '#app/ui/text-input.tsx'
import { CHANNELS } from '#app/vocabulary/audiences.ts'
import type { Question } from './ask.server.ts'

const RELATIONS = ['stranger', 'friend', 'contact', 'self'] as const

type AskFormProps = { question: Question; roles: readonly string[]; example: string; unknown: boolean }

/** Who looks, at whom, where: by GET, so that the answer has an address. */
export function AskForm({ question, roles, example, unknown }: AskFormProps) {
  const { t } = useTranslation('admin')
  return (
    <Form
      method="get"
      action={href.askRules}
      discover="none"
      className="card form-stack"
      key={JSON.stringify(question)}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Select
          name="role"
          label={t('ask.role')}
          defaultValue={question.role}
          options={roles.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
        />
        <Select
          name="lien"
          label={t('ask.relation')}
          defaultValue={question.relation}
          options={RELATIONS.map((relation) => ({ value: relation, label: t(`ask.relations.${relation}`) }))}
        />
        <TextInput
          name="personne"
          label={t('ask.person')}
          hint={t('ask.personHint', { example })}
          error={unknown ? t('ask.unknown') : undefined}
          defaultValue={question.handle}
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        <Select
          name="support"
          label={t('rules.channel')}
          defaultValue={question.channel}
          options={CHANNELS.map((channel) => ({ value: channel, label: t(`rules.channels.${channel}`) }))}
        />
      </div>
      <Checkbox name="acces" label={t('ask.pass')} defaultChecked={question.hasPass} />
      <div>
        <Button>{t('ask.submit')}</Button>
      </div>
    </Form>
  )
}
